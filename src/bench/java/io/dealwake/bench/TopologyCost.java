package io.dealwake.bench;

import io.dealwake.stream.ProcessorStatus;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A run of a Kafka Streams application, the program as it is shipped or another, on a fresh group and fresh outputs; its
 * progress is that of the group.
 */
final class TopologyCost {
    private static final Topics DSL = new Topics("dsl.");
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final String servers;
    private final Admin admin;
    private final String input;
    private final Topics topics;
    private final List<TopicPartition> ticks;

    private TopologyCost(String servers, Admin admin, String input, Topics topics) {
        this.servers = servers;
        this.admin = admin;
        this.input = input;
        this.topics = topics;
        this.ticks = partitionsOf(input);
    }

    /** Starts what is measured. */
    interface Start {
        Child with(List<String> options) throws IOException;
    }

    static Cost of(String servers, Child broker, Tape tape, Path state, List<String> javaOptions)
            throws IOException, InterruptedException {
        Topics topics = tape.topics();
        return of(
                servers,
                broker,
                tape,
                topics,
                javaOptions,
                options -> Child.dealwake(
                        options, "run", "--kafka", servers, "--prefix", topics.prefix(), "--state", state.toString()));
    }

    /** The same job written in Streams' DSL. */
    static Cost ofDsl(String servers, Child broker, Tape tape, Path state, List<String> javaOptions)
            throws IOException, InterruptedException {
        List<String> heap = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
        heap.addAll(javaOptions);
        return of(
                servers,
                broker,
                tape,
                DSL,
                heap,
                options -> Child.java(
                        options,
                        "io.dealwake.bench.peer.DslRow",
                        servers,
                        tape.topics().ticks(),
                        DSL.prefix(),
                        state.toString()));
    }

    private static Cost of(
            String servers, Child broker, Tape tape, Topics topics, List<String> javaOptions, Start start)
            throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopologyCost row = new TopologyCost(servers, admin, tape.topics().ticks(), topics);
            row.reset();
            try (Child run = start.with(javaOptions)) {
                return row.measure(run, broker, tape);
            } finally {
                row.awaitEmptyGroup();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    static List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, Bench.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** All but the tape is made anew. */
    private void reset() throws ExecutionException, InterruptedException {
        if (!admin.listConsumerGroupOffsets(topics.applicationId()).partitionsToOffsetAndMetadata().get().isEmpty()) {
            admin.deleteConsumerGroups(List.of(topics.applicationId())).all().get();
        }
        List<String> old = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(topics.applicationId()) && !name.equals(input))
                .toList();
        admin.deleteTopics(old).all().get();
        while (admin.listTopics().names().get().stream().anyMatch(old::contains)) {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        TopicAdmin.create(admin, topics, Bench.PARTITIONS, (short) 1);
    }

    private Cost measure(Child run, Child broker, Tape tape)
            throws ExecutionException, InterruptedException, IOException {
        long end = sumOfEnds(admin, input);
        awaitCommitted(run, ticks, tape.begin());
        long client = run.cpu();
        long ofCompiler = run.compilerCpu();
        long ofBroker = broker.cpu();
        long time = System.nanoTime();
        long from = committed(ticks);
        awaitCommitted(run, ticks, end);
        awaitCaughtUp(run);
        Cost cost = Cost.of(
                tape.measured() * (end - from) / (end - tape.begin()),
                run.cpu() - client,
                run.compilerCpu() - ofCompiler,
                broker.cpu() - ofBroker,
                System.nanoTime() - time,
                new Cost.Gave(0, 0, "", ""));
        return new Cost(cost.client(), cost.compiler(), cost.broker(), cost.rate(), Outputs.of(servers, topics));
    }

    private void awaitCommitted(Child run, List<TopicPartition> partitions, long wanted)
            throws ExecutionException, InterruptedException {
        while (committed(partitions) < wanted) {
            run.requireAlive();
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private void awaitCaughtUp(Child run) throws ExecutionException, InterruptedException {
        while (!hasCaughtUp() || !ProcessorStatus.isSettled(admin, topics)) {
            run.requireAlive();
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    /**
     * Whether the group has read all that it was given, by the tape and by itself. What it has read is asked first, and once:
     * what it wrote on the way to there is among what there is then.
     */
    private boolean hasCaughtUp() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = committed();
        for (String name : admin.listTopics().names().get()) {
            boolean isInput = name.equals(input) || name.equals(topics.marks()) || isInternalInput(name);
            if (isInput && sumOf(read, partitionsOf(name)) < sumOfEnds(admin, name)) {
                return false;
            }
        }
        return true;
    }

    private boolean isInternalInput(String name) {
        return name.startsWith(topics.applicationId()) && name.endsWith("-repartition");
    }

    private void awaitEmptyGroup() throws ExecutionException, InterruptedException {
        while (!admin.describeConsumerGroups(List.of(topics.applicationId()))
                .describedGroups()
                .get(topics.applicationId())
                .get()
                .members()
                .isEmpty()) {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private long committed(List<TopicPartition> partitions) throws ExecutionException, InterruptedException {
        return sumOf(committed(), partitions);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(topics.applicationId())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static long sumOf(Map<TopicPartition, OffsetAndMetadata> offsets, List<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> offsets.get(partition) != null)
                .mapToLong(partition -> offsets.get(partition).offset())
                .sum();
    }

    /** How many records the partitions of a topic have. */
    static long sumOfEnds(Admin admin, String topic) {
        try {
            long sum = 0;
            for (TopicPartition partition : partitionsOf(topic)) {
                sum += admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
