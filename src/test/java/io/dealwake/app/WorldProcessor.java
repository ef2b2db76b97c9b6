package io.dealwake.app;

import io.dealwake.simulation.SampleWorld;
import java.nio.file.Path;
import java.util.Map;

/** A processor for the world of a seed, to be run in a JVM of its own: it goes on until somebody ends it. */
final class WorldProcessor {
    private static final int THREADS = 2;
    private static final long MILLIS = 100;

    private WorldProcessor() {}

    /** Runs it: Kafka's address, the seed, the prefix of the topics, how many partitions they have, and where its state is. */
    public static void main(String... arguments) throws InterruptedException {
        // Short: for so long the tasks of one that was killed wait for the next.
        Connection kafka = new Connection(
                Map.of("bootstrap.servers", arguments[0], "session.timeout.ms", 1500, "heartbeat.interval.ms", 400));
        SampleWorld world = SampleWorld.of(Long.parseLong(arguments[1]));
        try (StreamsRunner runner = StreamsRunner.start(
                world.settings(arguments[2], Integer.parseInt(arguments[3])), kafka, THREADS, Path.of(arguments[4]))) {
            System.err.println("running");
            while (true) {
                runner.throwFailure();
                Thread.sleep(MILLIS);
            }
        }
    }
}
