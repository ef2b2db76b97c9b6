package io.dealwake.bench;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.ProcessorStatus;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * A day from its file to the last alert, by the commands that a user gives: {@code run} is there and has read what was known
 * before, then {@code replay} is started.
 */
final class DayRun {
    private static final long BETWEEN_LOOKS_MILLIS = 20;
    private static final double NANOS_A_SECOND = 1e9;

    private final DayFile day;
    private final String servers;
    private final Admin admin;
    private final Topics topics;
    private final Child broker;
    private final Child run;

    private DayRun(DayFile day, String servers, Admin admin, Topics topics, Child broker, Child run) {
        this.day = day;
        this.servers = servers;
        this.admin = admin;
        this.topics = topics;
        this.broker = broker;
        this.run = run;
    }

    /**
     * A run.
     *
     * @param topics that nobody has used
     */
    static DayCost of(
            DayFile day, String servers, Child broker, Topics topics, Path folder, List<String> javaOptions)
            throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(settings)) {
            TopicAdmin.create(admin, topics, Bench.PARTITIONS, (short) 1);
            try (Producer<byte[], byte[]> producer = TapeProducer.with(settings)) {
                TapeRecords records = new TapeRecords(topics.ticks(), Bench.PARTITIONS);
                day.writeFacts(new TapeWriter(new Outbox(producer), records, "bench", BlockLimit.SINGLE));
            }
            String state = folder.resolve(topics.applicationId()).toString();
            try (Child run = Child.dealwake(
                    javaOptions, "run", "--kafka", servers, "--prefix", topics.prefix(), "--state", state)) {
                return new DayRun(day, servers, admin, topics, broker, run).measure(javaOptions);
            } finally {
                admin.deleteTopics(admin.listTopics().names().get().stream()
                                .filter(name -> name.startsWith(topics.applicationId()))
                                .toList())
                        .all()
                        .get();
            }
        }
    }

    private DayCost measure(List<String> javaOptions) throws IOException, InterruptedException {
        await(() -> ProcessorStatus.hasCaughtUp(admin, topics));
        long ofRun = run.cpu();
        long ofBroker = broker.cpu();
        long begin = System.nanoTime();
        long ofReplay = replay(javaOptions);
        await(() -> ProcessorStatus.hasCaughtUp(admin, topics) && ProcessorStatus.isSettled(admin, topics));
        return new DayCost(
                day.trades(),
                (System.nanoTime() - begin) / NANOS_A_SECOND,
                ofReplay / NANOS_A_SECOND,
                (run.cpu() - ofRun) / NANOS_A_SECOND,
                (broker.cpu() - ofBroker) / NANOS_A_SECOND,
                Outputs.of(servers, topics));
    }

    /** Replays the file; gives the processor time, in nanoseconds, as it was last seen. */
    private long replay(List<String> javaOptions) throws IOException, InterruptedException {
        long cpu = 0;
        try (Child replay = Child.dealwake(
                javaOptions,
                "replay",
                day.path().toString(),
                "--speed",
                "max",
                "--kafka",
                servers,
                "--prefix",
                topics.prefix())) {
            while (replay.isAlive()) {
                requireAlive();
                cpu = replay.cpuIfAlive().orElse(cpu);
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
            replay.requireDone();
        }
        return cpu;
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            requireAlive();
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private void requireAlive() {
        if (!run.isAlive()) {
            throw new IllegalStateException("the measured program ended");
        }
    }
}
