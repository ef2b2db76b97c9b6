package io.dealwake.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Asks Kafka every few seconds whether it is there, on a thread of its own: its clients alone wait for it in silence, and
 * for ever.
 */
final class KafkaWatch implements AutoCloseable {
    /** A broker that is started again is back long before; the producers give up after the same time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final Admin admin;
    private final Outage outage;
    private final ScheduledExecutorService thread;

    private KafkaWatch(Admin admin, Outage outage) {
        this.admin = admin;
        this.outage = outage;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "dealwake-kafka-watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    static KafkaWatch of(Connection kafka, PrintWriter talk) {
        Outage outage = new Outage(
                kafka.place(),
                PATIENCE,
                line -> {
                    talk.println(line);
                    talk.flush();
                },
                System::nanoTime);
        KafkaWatch watch = new KafkaWatch(kafka.admin(), outage);
        var unused = watch.thread.scheduleWithFixedDelay(
                watch::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Watches while something is done whose clients bear an outage themselves. */
    static <T> T during(Connection kafka, PrintWriter talk, Supplier<T> work) {
        try (KafkaWatch watch = of(kafka, talk)) {
            T done = work.get();
            watch.thread.shutdownNow();
            // What has been done shows that Kafka answers, whether it was asked again by then or not.
            watch.outage.end();
            return done;
        }
    }

    private void look() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWERS_WITHIN.toMillis()))
                    .nodes()
                    .get();
            outage.end();
        } catch (ExecutionException e) {
            outage.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Kafka did not answer when it was asked last. */
    boolean isOutage() {
        return outage.isOn();
    }

    /** Ends the command when Kafka has not answered for too long. */
    void check() {
        outage.check();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
