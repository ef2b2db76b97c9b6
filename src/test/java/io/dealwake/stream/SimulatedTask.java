package io.dealwake.stream;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** One stage of one partition as the simulation drives it: it commits, and crashes back to its last commit. */
public final class SimulatedTask {
    private static final Sinks.ByDispatch PARTITIONER = new Sinks.ByDispatch();

    private final ProcessorSupplier<byte[], byte[], byte[], Emission> stage;
    private final int partition;
    private final String topic;
    private final Map<String, UndoStore> stores = new TreeMap<>();
    private final ProcessorContext<byte[], Emission> context = context();
    private final Set<String> hooks = new HashSet<>();
    private BeforeCommit beforeCommit;
    private Processor<byte[], byte[], byte[], Emission> processor;
    private List<Record<byte[], Emission>> forwarded = new ArrayList<>();
    private long offset;
    private int crashes;

    private record Place(String topic, int partition, long offset) implements RecordMetadata {}

    private SimulatedTask(ProcessorSupplier<byte[], byte[], byte[], Emission> stage, int partition, String topic) {
        this.stage = stage;
        this.partition = partition;
        this.topic = topic;
        stage.stores().forEach(builder -> {
            if (builder.build() instanceof BeforeCommit) {
                hooks.add(builder.name());
            } else {
                stores.put(builder.name(), new UndoStore(builder.name()));
            }
        });
        processor = stage.get();
        start();
    }

    /** The stage watch of a partition. */
    public static SimulatedTask watch(StreamSettings settings, int partition) {
        return new SimulatedTask(
                new WatchStage(settings), partition, settings.topics().ticks());
    }

    /** The stage measure of a partition. */
    public static SimulatedTask measure(StreamSettings settings, int partition) {
        return new SimulatedTask(
                new MeasureStage(settings), partition, settings.topics().marks());
    }

    /** The partitions that a message to the stage measure goes to, by the real partitioner. */
    public static Set<Integer> targets(Emission.ToMeasure message, int partitions) {
        return PARTITIONER.partitions("", null, message, partitions).orElseThrow();
    }

    /** Of the four things that a stage asks its context for. */
    @SuppressWarnings("unchecked")
    private ProcessorContext<byte[], Emission> context() {
        return (ProcessorContext<byte[], Emission>) Proxy.newProxyInstance(
                SimulatedTask.class.getClassLoader(), new Class<?>[] {ProcessorContext.class}, (self, method, args) -> {
                    if (method.getName().equals("taskId")) {
                        return new TaskId(0, partition);
                    }
                    if (method.getName().equals("getStateStore")) {
                        return hooks.contains(args[0]) ? beforeCommit : stores.get((String) args[0]);
                    }
                    if (method.getName().equals("recordMetadata")) {
                        return Optional.of(new Place(topic, partition, offset));
                    }
                    if (method.getName().equals("forward")) {
                        forwarded.add((Record<byte[], Emission>) args[0]);
                        return null;
                    }
                    throw new UnsupportedOperationException("a stage asked for " + method);
                });
    }

    private void start() {
        beforeCommit = BeforeCommit.builder("any").build();
        processor.init(context);
    }

    /** A record with its offset. */
    public record Fetched(long offset, Record<byte[], byte[]> message) {}

    /** Records as Kafka Streams is given them when they were fetched at once. */
    public static List<Fetched> gathered(List<Fetched> fetched) {
        List<ConsumerRecord<byte[], byte[]>> records = fetched.stream()
                .map(record -> new ConsumerRecord<>(
                        "any",
                        0,
                        record.offset(),
                        record.message().timestamp(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        record.message().key(),
                        record.message().value(),
                        new RecordHeaders(),
                        Optional.empty()))
                .toList();
        return new TradeGatherer()
                .gathered(records).stream()
                        .map(record -> new Fetched(
                                record.offset(), new Record<>(record.key(), record.value(), record.timestamp())))
                        .toList();
    }

    /** Processes one record and gives what came out. */
    public List<Record<byte[], Emission>> process(Fetched record) {
        offset = record.offset();
        forwarded = new ArrayList<>();
        processor.process(record.message());
        return forwarded;
    }

    /** What the stores hold now will outlast a crash. */
    public void commit() {
        beforeCommit.flushCache();
        stores.values().forEach(UndoStore::committed);
    }

    /** All in memory is lost, and what the stores took in since the last commit. */
    public void crash() {
        stores.values().forEach(UndoStore::backToCommit);
        startAgain();
    }

    /** A crash of a task whose stores reached their changelogs one commit late. */
    public void crashWithStaleStores() {
        stores.values().forEach(UndoStore::backToCommitBefore);
        startAgain();
    }

    /**
     * Kafka Streams makes a new processor where it makes the task, but where a transaction has failed it closes the one that
     * is there and starts it again: what it remembers must be gone.
     */
    private void startAgain() {
        if (crashes++ % 2 == 0) {
            processor.close();
        } else {
            processor = stage.get();
        }
        start();
    }

    /** How many entries each table holds. */
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        stores.forEach((name, store) -> sizes.putAll(Task.sizes(name, store.all())));
        return sizes;
    }
}
