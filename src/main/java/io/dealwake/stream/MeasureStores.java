package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.LegState;
import io.dealwake.wire.StateCodecs;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What the stage measure remembers, by partition. The names are persistent data: another name is a migration.
 *
 * @param clocks the last bare clock of each partition of the tape that this one listens to
 * @param securities the newest state by symbol; as many as there are
 * @param states the same as they were told, by (symbol, asOf); the newest and those of a leg's life are kept
 * @param pending legs ahead of the clocks that they need, by (symbol, offset); emptied as those pass
 * @param marks of benchmarks and followed symbols by (symbol, boundary); the sessions of a leg's life and three more
 * @param revisions of them by (symbol, boundary, asOf); as long as they
 * @param lapses gaps and halts by (symbol, asOf, offset); as long as marks, a halt that goes on until it ends
 * @param closes official closes by (symbol, date, asOf); those that a leg can need are kept
 * @param deals versions of legs, ended ones too, by (symbol, asOf, offset): what may confound another; as long as closes
 * @param legs by (deal, symbol); removed when they have been over as long as they lived
 * @param alerts that were raised by (deal, symbol, fingerprint); as long as legs
 */
record MeasureStores(
        Table<Dispatch> clocks,
        Securities securities,
        Table<Dispatch> states,
        Table<Dispatch> pending,
        Table<Mark> marks,
        Table<Dispatch> revisions,
        Table<Dispatch> lapses,
        Table<Dispatch> closes,
        Table<Dispatch> deals,
        Table<LegState> legs,
        Table<Alert> alerts) {
    /** Holds nothing: tells when to store what is kept in memory. */
    static final String COMMIT = "measure-commit";

    /** Holds the tables. */
    static final String STORE = "measure-tables";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(BeforeCommit.builder(COMMIT), LoggedStore.builder(STORE));
    }

    static MeasureStores in(ProcessorContext<?, ?> context, int partitions) {
        return new MeasureStores(
                TableName.MEASURE_CLOCKS.in(context, StateCodecs.DISPATCH),
                new Securities(
                        TableName.MEASURE_SECURITIES.in(context, Codecs.SECURITY),
                        context.taskId().partition(),
                        partitions),
                TableName.MEASURE_STATES.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_PENDING.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_MARKS.in(context, Codecs.MARK),
                TableName.MEASURE_REVISIONS.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_LAPSES.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_CLOSES.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_DEALS.in(context, StateCodecs.DISPATCH),
                TableName.MEASURE_LEGS.in(context, StateCodecs.LEG),
                TableName.MEASURE_ALERTS.in(context, Codecs.ALERT));
    }

    /** The security of a leg's symbol, which is always told before the leg. */
    Security security(String symbol) {
        return securities
                .get(symbol)
                .orElseThrow(() -> new IllegalStateException("no security record was sent for " + symbol));
    }
}
