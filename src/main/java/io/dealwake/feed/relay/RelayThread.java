package io.dealwake.feed.relay;

import io.dealwake.feed.FeedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * A thread that runs a relay until it is closed. Where Kafka does not answer it says so once and tries again with a new
 * relay, which goes on where the last one stopped; what no new attempt would change ends it.
 */
public final class RelayThread implements AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final String name;
    private final Supplier<Relay> relays;
    private final Consumer<String> talk;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile RuntimeException failure;
    private boolean troubled;

    private RelayThread(String name, Supplier<Relay> relays, Consumer<String> talk) {
        this.name = name;
        this.relays = relays;
        this.talk = talk;
        this.thread = new Thread(this::run, "dealwake-relay-" + name.replace(' ', '-'));
        thread.setDaemon(true);
    }

    /**
     * Starts a relay.
     *
     * @param name what it does, for people
     * @param relays makes the relay, and another one after a failure
     * @param talk is told when Kafka does not answer, and when it does again
     */
    public static RelayThread start(String name, Supplier<Relay> relays, Consumer<String> talk) {
        RelayThread relay = new RelayThread(name, relays, talk);
        relay.thread.start();
        return relay;
    }

    /** What it does, for people. */
    public String name() {
        return name;
    }

    /** Why it ended for good; absent while it runs and after it was closed. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        while (!stopped) {
            try (Relay relay = relays.get()) {
                while (!stopped) {
                    relay.step();
                    settle();
                }
            } catch (KafkaException | FeedException e) {
                trouble(e);
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private void settle() {
        if (troubled) {
            troubled = false;
            talk.accept(name + ": goes on");
        }
    }

    private void trouble(RuntimeException e) {
        if (isForGood(e)) {
            fail(e);
        } else if (!stopped) {
            if (!troubled) {
                troubled = true;
                talk.accept(name + ": " + e.getMessage() + "; trying again until it works");
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    private void fail(RuntimeException e) {
        if (!stopped) {
            failure = e;
            stopped = true;
        }
    }

    private static boolean isForGood(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof RecordTooLargeException
                    || cause instanceof InvalidOffsetException
                    || cause instanceof ConfigException) {
                return true;
            }
        }
        return false;
    }

    /** Asks it to end after its step, without waiting. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /** Ends it; a step that hangs, as Kafka does not answer, is given up. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
