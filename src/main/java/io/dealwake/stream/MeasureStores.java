package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
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
 * @param securities by symbol; as many as there are
 * @param pending legs and securities ahead of the clocks that they need, by (symbol, offset); emptied as those pass
 * @param marks of benchmarks and followed symbols by (symbol, boundary); the sessions of a leg's life and three more
 * @param closes official closes by (symbol, date); those that a leg can need are kept
 * @param legs by (deal, symbol); removed when the leg ends
 * @param alerts that were raised by (deal, symbol, fingerprint); removed when the leg ends
 */
record MeasureStores(
        Table<Dispatch> clocks,
        Table<Security> securities,
        Table<Dispatch> pending,
        Table<Mark> marks,
        Table<Dispatch> closes,
        Table<LegState> legs,
        Table<Alert> alerts) {
    private static final String CLOCKS = "measure-clocks";
    private static final String SECURITIES = "measure-securities";
    private static final String PENDING = "measure-pending";
    private static final String MARKS = "measure-marks";
    private static final String CLOSES = "measure-closes";
    private static final String LEGS = "measure-legs";
    private static final String ALERTS = "measure-alerts";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(
                LoggedStore.inMemory(CLOCKS),
                LoggedStore.inMemory(SECURITIES),
                LoggedStore.inMemory(PENDING),
                LoggedStore.onDisk(MARKS),
                LoggedStore.onDisk(CLOSES),
                LoggedStore.inMemory(LEGS),
                LoggedStore.inMemory(ALERTS));
    }

    static MeasureStores in(ProcessorContext<?, ?> context) {
        return new MeasureStores(
                new Table<>(context.getStateStore(CLOCKS), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(SECURITIES), Codecs.SECURITY),
                new Table<>(context.getStateStore(PENDING), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(MARKS), Codecs.MARK),
                new Table<>(context.getStateStore(CLOSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LEGS), StateCodecs.LEG),
                new Table<>(context.getStateStore(ALERTS), Codecs.ALERT));
    }

    /** The security of a leg's symbol, which is always told before the leg. */
    Security security(String symbol) {
        return securities
                .get(Keys.of(symbol))
                .orElseThrow(() -> new IllegalStateException("no security record was sent for " + symbol));
    }

    /** The calendar of a benchmark, or another one when nothing is known of it. */
    TradingCalendar calendarOf(String benchmark, TradingCalendar otherwise) {
        return securities.get(Keys.of(benchmark)).map(Security::tradingCalendar).orElse(otherwise);
    }
}
