package io.dealwake.bench;

import io.dealwake.alert.Alert;
import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.Pace;
import io.dealwake.feed.Replay;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Unusable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A run of the program as it is shipped on a tape that is written meanwhile, as fast as its event time. A trade's latency
 * counts from when it was due, whether or not it could be written then: a stall delays all that falls into it.
 */
final class LatencyRun {
    /** The end of a minute, at which there is most to do, comes once before what is measured and once in it. */
    private static final long WARM_UP_SECONDS = 150;

    private static final long MEASURED_SECONDS = 60;

    /** While it commits, a processor reads nothing: who reads before the commit wants it seldom. */
    private static final List<String> SELDOM =
            List.of("commit.interval.ms=60000", "producer.transaction.timeout.ms=120000");

    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration LOST_AFTER = Duration.ofSeconds(60);

    private final LatencyWorkload workload = new LatencyWorkload(WARM_UP_SECONDS + MEASURED_SECONDS);
    private final Deployment deployment;
    private final Child broker;
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private LatencyRun(Deployment deployment, Child broker) {
        this.deployment = deployment;
        this.broker = broker;
    }

    /**
     * A run.
     *
     * @param topics that nobody has used
     */
    static Latency of(
            Row row, String servers, Child broker, Topics topics, Path folder, List<String> javaOptions)
            throws IOException, InterruptedException, Unusable {
        boolean committed = row == Row.LATENCY_COMMITTED;
        IsolationLevel isolation = committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        Path config = folder.resolve(topics.applicationId() + ".properties");
        Files.write(config, committed ? List.of() : SELDOM);
        Map<String, Object> reading = Map.of("bootstrap.servers", servers, "isolation.level", isolation.toString());
        try (Deployment deployment = new Deployment(servers, topics, folder, javaOptions);
                Producer<byte[], byte[]> producer = TapeProducer.with(Map.of("bootstrap.servers", servers));
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            deployment.start("--kafka-config", config.toString());
            return new LatencyRun(deployment, broker).measure(producer, consumer);
        }
    }

    private Latency measure(Producer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer)
            throws IOException, InterruptedException, Unusable {
        Topics topics = deployment.topics();
        TapeRecords records = new TapeRecords(topics.ticks(), Bench.PARTITIONS);
        TapeWriter tape = new TapeWriter(new Outbox(producer), records, "bench", BlockLimit.DEFAULT);
        workload.forEachFact(event -> event.writeTo(tape));
        tape.flush();
        consumer.assign(TopologyCost.partitionsOf(topics.alerts()));
        consumer.seekToBeginning(consumer.assignment());
        deployment.awaitCaughtUp();
        Pace pace = new Pace(Optional.of(1.0));
        long begin = System.nanoTime();
        Replay replay = new Replay(tape, pace, Duration.ofSeconds(2));
        CompletableFuture<Long> writing =
                CompletableFuture.supplyAsync(() -> replay.run(workload.trading(), event -> {}));
        Latency latency = read(consumer, begin, writing);
        writing.join();
        return latency;
    }

    private Latency read(KafkaConsumer<byte[], byte[]> consumer, long begin, CompletableFuture<Long> writing)
            throws Unusable, IOException {
        Child run = deployment.run();
        Duration warmUp = Duration.ofSeconds(WARM_UP_SECONDS);
        LongStream.Builder latencies = LongStream.builder();
        long client = 0;
        long ofCompiler = 0;
        long ofBroker = 0;
        long from = 0;
        int found = 0;
        while (found < workload.alerts()) {
            run.requireAlive();
            if (writing.isCompletedExceptionally()) {
                writing.join();
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Alert alert = Codecs.ALERT.read(record.value());
                if (alert.status() == Alert.Status.FIRING && alert.rule().equals("raw-move")) {
                    found++;
                    Duration due = dueOf(alert);
                    if (due.compareTo(warmUp) >= 0) {
                        latencies.add(now - begin - due.toNanos());
                    }
                }
            }
            if (from == 0 && now - begin >= warmUp.toNanos()) {
                from = now;
                client = run.cpu();
                ofCompiler = run.compilerCpu();
                ofBroker = broker.cpu();
            }
            if (now - begin > warmUp.plusSeconds(MEASURED_SECONDS).plus(LOST_AFTER).toNanos()) {
                throw new IllegalStateException(found + " alerts, expected " + workload.alerts());
            }
        }
        long[] nanos = latencies.build().toArray();
        Cost cost = Cost.of(
                MEASURED_SECONDS * LatencyWorkload.TRADES_A_SECOND,
                run.cpu() - client,
                run.compilerCpu() - ofCompiler,
                broker.cpu() - ofBroker,
                System.nanoTime() - from,
                new Cost.Gave(0, nanos.length, "", ""));
        return Latency.of(nanos, load, cost);
    }

    /** When the trade that raised it was due, since the first one. */
    private static Duration dueOf(Alert alert) {
        Duration due = LatencyWorkload.sinceBegin(alert.leg().dealId());
        if (!alert.firedAt().equals(LatencyWorkload.begin().plus(due))) {
            throw new IllegalStateException(alert + ": fired by another trade than the one that was to");
        }
        return due;
    }
}
