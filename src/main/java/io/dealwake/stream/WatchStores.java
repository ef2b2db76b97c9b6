package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.wire.ClockState;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.OpenMinute;
import io.dealwake.wire.StateCodecs;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.WatchedLegState;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What the stage watch remembers, by partition, in tables of one store.
 *
 * @param clock one entry: the partition's clock
 * @param securities by symbol; as many as there are
 * @param benchmarks until when each is one, by symbol; as many as were ever named
 * @param states the securities as they were told, by (symbol, asOf), of the partition's own symbols; the newest and those of a
 *     leg's life are kept
 * @param pending facts ahead of the clock as they came, by (knownAt, offset); emptied as the clock passes them
 * @param corrections as they came that wait for their trade or for the end of its minute, by (asOf, offset); emptied with the minute
 * @param minutes that can still change, some of a boundary together, by (boundary, number); emptied as they are completed
 * @param trades of minutes, open and completed, that are kept, in pieces, by (symbol, boundary, how many come before); those
 *     of two sessions
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
        Table<byte[]> pending,
        Table<byte[]> corrections,
        Table<List<OpenMinute>> minutes,
        Table<TapeRecord.Block> trades,
        Table<Mark> marks,
        Table<Dispatch> revisions,
        Table<Dispatch> lapses,
        Table<Dispatch> closes,
        Table<WatchedLegState> legs) {
    /** Holds nothing: tells when to store what is kept in memory. */
    static final String COMMIT = "watch-commit";

    /** Holds the tables. */
    static final String STORE = "watch-tables";

    static Set<StoreBuilder<?>> builders() {
        return LoggedStore.all(BeforeCommit.builder(COMMIT), LoggedStore.builder(STORE));
    }

    static WatchStores in(ProcessorContext<?, ?> context, int partitions) {
        return new WatchStores(
                TableName.WATCH_CLOCK.in(context, StateCodecs.CLOCK),
                new Securities(
                        TableName.WATCH_SECURITIES.in(context, Codecs.SECURITY),
                        context.taskId().partition(),
                        partitions),
                TableName.WATCH_BENCHMARKS.in(context, StateCodecs.DISPATCH),
                TableName.WATCH_STATES.in(context, StateCodecs.DISPATCH),
                TableName.WATCH_PENDING.in(context),
                TableName.WATCH_CORRECTIONS.in(context),
                TableName.WATCH_OPEN_MINUTES.in(context, StateCodecs.OPEN_MINUTES),
                TableName.WATCH_TRADES.in(context, Codecs.BLOCK),
                TableName.WATCH_MARKS.in(context, Codecs.MARK),
                TableName.WATCH_REVISIONS.in(context, StateCodecs.DISPATCH),
                TableName.WATCH_LAPSES.in(context, StateCodecs.DISPATCH),
                TableName.WATCH_CLOSES.in(context, StateCodecs.DISPATCH),
                TableName.WATCH_LEGS.in(context, StateCodecs.WATCHED_LEG));
    }
}
