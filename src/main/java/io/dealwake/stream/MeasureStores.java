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

    private static final String CLOCKS = "measure-clocks";
    private static final String SECURITIES = "measure-securities";
    private static final String STATES = "measure-states";
    private static final String PENDING = "measure-pending";
    private static final String MARKS = "measure-marks";
    private static final String REVISIONS = "measure-revisions";
    private static final String LAPSES = "measure-lapses";
    private static final String CLOSES = "measure-close-versions";
    private static final String DEALS = "measure-deals";
    private static final String LEGS = "measure-legs";
    private static final String ALERTS = "measure-alerts";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(
                BeforeCommit.builder(COMMIT),
                LoggedStore.inMemory(CLOCKS),
                LoggedStore.inMemory(SECURITIES),
                LoggedStore.onDisk(STATES),
                LoggedStore.inMemory(PENDING),
                LoggedStore.onDisk(MARKS),
                LoggedStore.onDisk(REVISIONS),
                LoggedStore.onDisk(LAPSES),
                LoggedStore.onDisk(CLOSES),
                LoggedStore.onDisk(DEALS),
                LoggedStore.inMemory(LEGS),
                LoggedStore.inMemory(ALERTS));
    }

    static MeasureStores in(ProcessorContext<?, ?> context) {
        return new MeasureStores(
                new Table<>(context.getStateStore(CLOCKS), StateCodecs.DISPATCH),
                new Securities(new Table<>(context.getStateStore(SECURITIES), Codecs.SECURITY)),
                new Table<>(context.getStateStore(STATES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(PENDING), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(MARKS), Codecs.MARK),
                new Table<>(context.getStateStore(REVISIONS), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LAPSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(CLOSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(DEALS), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LEGS), StateCodecs.LEG),
                new Table<>(context.getStateStore(ALERTS), Codecs.ALERT));
    }

    /** The security of a leg's symbol, which is always told before the leg. */
    Security security(String symbol) {
        return securities
                .get(symbol)
                .orElseThrow(() -> new IllegalStateException("no security record was sent for " + symbol));
    }
}
