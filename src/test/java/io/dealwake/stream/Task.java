package io.dealwake.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One stage of one partition, with its stores, outside Kafka: it can be restarted, and its stores looked into. */
final class Task {
    private final ProcessorSupplier<byte[], byte[], byte[], Emission> stage;
    private final int partition;
    private final String topic;
    private final List<StateStore> stores = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private final List<BeforeCommit> beforeCommit = new ArrayList<>();
    private Processor<byte[], byte[], byte[], Emission> processor;
    private MockProcessorContext<byte[], Emission> context;
    private long offset;

    Task(ProcessorSupplier<byte[], byte[], byte[], Emission> stage, int partition, String topic) {
        this.stage = stage;
        this.partition = partition;
        this.topic = topic;
        Set<StoreBuilder<?>> builders = stage.stores();
        for (StoreBuilder<?> builder : builders) {
            if (builder.build() instanceof BeforeCommit) {
                hooks.add(builder.name());
                continue;
            }
            stores.add(Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(builder.name()), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build());
        }
        start(true);
    }

    private void start(boolean first) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        context = new MockProcessorContext<>(config, new TaskId(0, partition), null);
        for (StateStore store : stores) {
            if (first) {
                store.init(context.getStateStoreContext(), store);
            } else {
                context.getStateStoreContext().register(store, (key, value) -> {});
            }
        }
        beforeCommit.clear();
        for (String hook : hooks) {
            BeforeCommit made = BeforeCommit.builder(hook).build();
            made.init(context.getStateStoreContext(), made);
            beforeCommit.add(made);
        }
        processor = stage.get();
        processor.init(context);
    }

    /** Stores what is kept in memory, as before a commit. */
    private void commit() {
        beforeCommit.forEach(BeforeCommit::flushCache);
    }

    /** A new processor over the same stores: what a crash between two commits comes to. */
    void restart() {
        commit();
        start(false);
    }

    /** Processes one record and gives what came out. */
    List<Record<byte[], Emission>> process(byte[] key, byte[] value, long timestamp) {
        context.setRecordMetadata(topic, partition, offset++);
        context.resetForwards();
        processor.process(new Record<>(key, value, timestamp));
        List<Record<byte[], Emission>> emissions = new ArrayList<>();
        context.forwarded().forEach(forward -> emissions.add(copyOf(forward.record())));
        return emissions;
    }

    private static Record<byte[], Emission> copyOf(Record<? extends byte[], ? extends Emission> record) {
        return new Record<>(record.key(), record.value(), record.timestamp());
    }

    /** All that the stores hold, as text: by store, key and value. */
    String contents() {
        commit();
        StringBuilder contents = new StringBuilder();
        for (StateStore store : stores) {
            try (var entries = entriesOf(store)) {
                entries.forEachRemaining(entry -> contents.append(store.name())
                        .append(' ')
                        .append(entry.key)
                        .append(' ')
                        .append(HexFormat.of().formatHex(entry.value))
                        .append('\n'));
            }
        }
        return contents.toString();
    }

    @SuppressWarnings("unchecked")
    private static KeyValueIterator<Bytes, byte[]> entriesOf(StateStore store) {
        return ((KeyValueStore<Bytes, byte[]>) store).all();
    }

    /** How many entries each table holds. */
    Map<String, Long> sizes() {
        commit();
        Map<String, Long> sizes = new TreeMap<>();
        stores.forEach(store -> {
            try (var entries = entriesOf(store)) {
                sizes.putAll(sizes(store.name(), entries));
            }
        });
        return sizes;
    }

    /** How many entries each table of a store holds, by the table's name. */
    static Map<String, Long> sizes(String store, Iterator<KeyValue<Bytes, byte[]>> entries) {
        Map<Byte, Long> counts = new HashMap<>();
        entries.forEachRemaining(entry -> counts.merge(entry.key.get()[0], 1L, Long::sum));
        Map<String, Long> sizes = new TreeMap<>();
        Stream.of(TableName.values())
                .filter(table -> table.store().equals(store))
                .forEach(table -> sizes.put(table.code(), counts.getOrDefault(table.number(), 0L)));
        return sizes;
    }

    /** How many bytes the largest value of all that is stored has. */
    int largestValue() {
        commit();
        int largest = 0;
        for (StateStore store : stores) {
            try (var entries = entriesOf(store)) {
                while (entries.hasNext()) {
                    largest = Math.max(largest, entries.next().value.length);
                }
            }
        }
        return largest;
    }

    /** How many entries a table holds. */
    long size(String table) {
        return sizes().get(table);
    }
}
