package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.wire.ClockState;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.StateCodecs;
import io.dealwake.wire.WatchedLegState;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What the stage watch remembers, by partition. The names are persistent data: another name is a migration.
 *
 * @param clock one entry: the partition's clock
 * @param securities by symbol; as many as there are
 * @param pending facts ahead of the clock as they came, by (knownAt, offset); emptied as the clock passes them
 * @param minutes minutes that can still change, by (boundary, symbol); emptied as they are completed
 * @param marks completed minutes by (symbol, boundary); the sessions of a leg's life and two more are kept
 * @param closes official closes by (symbol, date); those that a leg can need are kept
 * @param legs by (symbol, deal); removed when the leg ends
 */
record WatchStores(
        Table<ClockState> clock,
        Table<Security> securities,
        KeyValueStore<Bytes, byte[]> pending,
        Table<Mark> minutes,
        Table<Mark> marks,
        Table<Dispatch> closes,
        Table<WatchedLegState> legs) {
    private static final String CLOCK = "watch-clock";
    private static final String SECURITIES = "watch-securities";
    private static final String PENDING = "watch-pending";
    private static final String MINUTES = "watch-minutes";
    private static final String MARKS = "watch-marks";
    private static final String CLOSES = "watch-closes";
    private static final String LEGS = "watch-legs";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(
                LoggedStore.inMemory(CLOCK),
                LoggedStore.inMemory(SECURITIES),
                LoggedStore.onDisk(PENDING),
                LoggedStore.inMemory(MINUTES),
                LoggedStore.onDisk(MARKS),
                LoggedStore.onDisk(CLOSES),
                LoggedStore.inMemory(LEGS));
    }

    static WatchStores in(ProcessorContext<?, ?> context) {
        return new WatchStores(
                new Table<>(context.getStateStore(CLOCK), StateCodecs.CLOCK),
                new Table<>(context.getStateStore(SECURITIES), Codecs.SECURITY),
                context.getStateStore(PENDING),
                new Table<>(context.getStateStore(MINUTES), Codecs.MARK),
                new Table<>(context.getStateStore(MARKS), Codecs.MARK),
                new Table<>(context.getStateStore(CLOSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LEGS), StateCodecs.WATCHED_LEG));
    }
}
