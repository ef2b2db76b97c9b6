package io.dealwake.bench;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private final Child broker;
    private final Deployment deployment;

    private DayRun(DayFile day, String servers, Child broker, Deployment deployment) {
        this.day = day;
        this.servers = servers;
        this.broker = broker;
        this.deployment = deployment;
    }

    /**
     * A run.
     *
     * @param topics that nobody has used
     */
    static DayCost of(
            DayFile day, String servers, Child broker, Topics topics, Path folder, List<String> javaOptions)
            throws IOException, InterruptedException {
        try (Deployment deployment = new Deployment(servers, topics, folder, javaOptions)) {
            try (Producer<byte[], byte[]> producer = TapeProducer.with(Map.of("bootstrap.servers", servers))) {
                TapeRecords records = new TapeRecords(topics.ticks(), Bench.PARTITIONS);
                day.writeFacts(new TapeWriter(new Outbox(producer), records, "bench", BlockLimit.SINGLE));
            }
            deployment.start();
            return new DayRun(day, servers, broker, deployment).measure();
        }
    }

    private DayCost measure() throws IOException, InterruptedException {
        deployment.awaitCaughtUp();
        long ofRun = deployment.run().cpu();
        long ofBroker = broker.cpu();
        long begin = System.nanoTime();
        long ofReplay = replay();
        deployment.awaitSettled();
        return new DayCost(
                day.trades(),
                (System.nanoTime() - begin) / NANOS_A_SECOND,
                ofReplay / NANOS_A_SECOND,
                (deployment.run().cpu() - ofRun) / NANOS_A_SECOND,
                (broker.cpu() - ofBroker) / NANOS_A_SECOND,
                Outputs.of(servers, deployment.topics()));
    }

    /** Replays the file; gives the processor time, in nanoseconds, as it was last seen. */
    private long replay() throws IOException, InterruptedException {
        long cpu = 0;
        try (Child replay = deployment.dealwake(List.of("replay", day.path().toString(), "--speed", "max"))) {
            while (replay.isAlive()) {
                deployment.run().requireAlive();
                cpu = replay.cpuIfAlive().orElse(cpu);
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
            replay.requireDone();
        }
        return cpu;
    }
}
