package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.wire.ClockState;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.OpenMinute;
import io.dealwake.wire.StateCodecs;
import io.dealwake.wire.TapeRecord;
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
 * @param benchmarks until when each is one, by symbol; those that were one are removed a day later
 * @param states the securities as they were told, by (symbol, asOf), of the partition's own symbols; the newest and those of a
 *     leg's life are kept
 * @param pending facts ahead of the clock as they came, by (knownAt, offset); emptied as the clock passes them
 * @param corrections as they came that wait for their trade or for the end of its minute, by (asOf, offset); emptied with the minute
 * @param minutes that can still change, by (boundary, symbol); emptied as they are completed
 * @param openTrades trades of these minutes that are kept, in pieces, by (symbol, boundary, number); emptied with them
 * @param trades of completed minutes that are kept, a block for each, by (symbol, boundary); those of two sessions
 * @param marks completed minutes as they are known now by (symbol, boundary); the sessions of a leg's life and three more
 * @param revisions of completed minutes by (symbol, boundary, asOf); as long as marks
 * @param lapses gaps and halts by (symbol, asOf, offset); as long as marks, a halt that goes on until it ends
 * @param closes official closes by (symbol, date, asOf); those that a leg can need are kept
 * @param legs by (symbol, deal); removed when they have been over as long as they lived
 */
record WatchStores(
        Table<ClockState> clock,
        Securities securities,
        Table<Dispatch> benchmarks,
        Table<Dispatch> states,
        KeyValueStore<Bytes, byte[]> pending,
        KeyValueStore<Bytes, byte[]> corrections,
        Table<OpenMinute> minutes,
        Table<TapeRecord.Block> openTrades,
        Table<TapeRecord.Block> trades,
        Table<Mark> marks,
        Table<Dispatch> revisions,
        Table<Dispatch> lapses,
        Table<Dispatch> closes,
        Table<WatchedLegState> legs) {
    /** Holds nothing: tells when to store what is kept in memory. */
    static final String COMMIT = "watch-commit";

    private static final String CLOCK = "watch-clock";
    private static final String SECURITIES = "watch-securities";
    private static final String BENCHMARKS = "watch-benchmarks";
    private static final String STATES = "watch-states";
    private static final String PENDING = "watch-pending";
    private static final String CORRECTIONS = "watch-corrections";
    private static final String MINUTES = "watch-open-minutes";
    private static final String OPEN_TRADES = "watch-open-trades";
    private static final String TRADES = "watch-trades";
    private static final String MARKS = "watch-marks";
    private static final String REVISIONS = "watch-revisions";
    private static final String LAPSES = "watch-lapses";
    private static final String CLOSES = "watch-close-versions";
    private static final String LEGS = "watch-legs";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(
                BeforeCommit.builder(COMMIT),
                LoggedStore.inMemory(CLOCK),
                LoggedStore.inMemory(SECURITIES),
                LoggedStore.inMemory(BENCHMARKS),
                LoggedStore.onDisk(STATES),
                LoggedStore.onDisk(PENDING),
                LoggedStore.inMemory(CORRECTIONS),
                LoggedStore.inMemory(MINUTES),
                LoggedStore.inMemory(OPEN_TRADES),
                LoggedStore.onDisk(TRADES),
                LoggedStore.onDisk(MARKS),
                LoggedStore.onDisk(REVISIONS),
                LoggedStore.onDisk(LAPSES),
                LoggedStore.onDisk(CLOSES),
                LoggedStore.inMemory(LEGS));
    }

    static WatchStores in(ProcessorContext<?, ?> context) {
        return new WatchStores(
                new Table<>(context.getStateStore(CLOCK), StateCodecs.CLOCK),
                new Securities(new Table<>(context.getStateStore(SECURITIES), Codecs.SECURITY)),
                new Table<>(context.getStateStore(BENCHMARKS), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(STATES), StateCodecs.DISPATCH),
                context.getStateStore(PENDING),
                context.getStateStore(CORRECTIONS),
                new Table<>(context.getStateStore(MINUTES), StateCodecs.OPEN_MINUTE),
                new Table<>(context.getStateStore(OPEN_TRADES), Codecs.BLOCK),
                new Table<>(context.getStateStore(TRADES), Codecs.BLOCK),
                new Table<>(context.getStateStore(MARKS), Codecs.MARK),
                new Table<>(context.getStateStore(REVISIONS), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LAPSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(CLOSES), StateCodecs.DISPATCH),
                new Table<>(context.getStateStore(LEGS), StateCodecs.WATCHED_LEG));
    }
}
