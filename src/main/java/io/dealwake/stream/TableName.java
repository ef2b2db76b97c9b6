package io.dealwake.stream;

import io.dealwake.wire.Codec;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tables of both stages. Those of a stage share one store, since each store costs a changelog, files and a part of every
 * commit and start; the keys of a table begin with its number. Numbers are persistent data: another one is a migration, and
 * one that was used is not used again.
 */
enum TableName {
    WATCH_CLOCK(WatchStores.STORE, 1),
    WATCH_SECURITIES(WatchStores.STORE, 2),
    WATCH_BENCHMARKS(WatchStores.STORE, 3),
    WATCH_STATES(WatchStores.STORE, 4),
    WATCH_PENDING(WatchStores.STORE, 5),
    WATCH_CORRECTIONS(WatchStores.STORE, 6),
    WATCH_OPEN_MINUTES(WatchStores.STORE, 16),
    WATCH_TRADES(WatchStores.STORE, 15),
    WATCH_MARKS(WatchStores.STORE, 10),
    WATCH_REVISIONS(WatchStores.STORE, 11),
    WATCH_LAPSES(WatchStores.STORE, 12),
    WATCH_CLOSES(WatchStores.STORE, 13),
    WATCH_LEGS(WatchStores.STORE, 14),
    MEASURE_CLOCKS(MeasureStores.STORE, 1),
    MEASURE_SECURITIES(MeasureStores.STORE, 2),
    MEASURE_STATES(MeasureStores.STORE, 3),
    MEASURE_PENDING(MeasureStores.STORE, 4),
    MEASURE_MARKS(MeasureStores.STORE, 5),
    MEASURE_REVISIONS(MeasureStores.STORE, 6),
    MEASURE_LAPSES(MeasureStores.STORE, 7),
    MEASURE_CLOSES(MeasureStores.STORE, 8),
    MEASURE_DEALS(MeasureStores.STORE, 9),
    MEASURE_LEGS(MeasureStores.STORE, 10),
    MEASURE_ALERTS(MeasureStores.STORE, 11);

    private final String store;
    private final byte number;

    TableName(String store, int number) {
        this.store = store;
        this.number = (byte) number;
    }

    String store() {
        return store;
    }

    byte number() {
        return number;
    }

    /** As documents name it, such as {@code watch-marks}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    <T> Table<T> in(ProcessorContext<?, ?> context, Codec<T> codec) {
        return new Table<>(storeIn(context), number, codec::encode, codec::decode);
    }

    /** The table with its values as they are stored. */
    Table<byte[]> in(ProcessorContext<?, ?> context) {
        return new Table<>(storeIn(context), number, Function.identity(), Function.identity());
    }

    private KeyValueStore<Bytes, byte[]> storeIn(ProcessorContext<?, ?> context) {
        return context.getStateStore(store);
    }
}
