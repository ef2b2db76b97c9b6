package io.dealwake.feed.relay;

import io.dealwake.feed.FeedException;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Moves the tape's time by the wall clock, for producers that send no heartbeats: a heartbeat to every partition for each
 * second that has passed. The log stays what results depend on: the wall clock is read here, and never again.
 */
public final class ClockRelay implements Relay {
    /** The name in the heartbeats. */
    public static final String SOURCE = "clock";

    private static final Duration WAIT = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final TapeWriter tape;
    private final InstantSource clock;
    private final Duration delay;

    /**
     * A relay of the time.
     *
     * @param clock the wall clock
     * @param delay how far the heartbeats lie behind it: what trades need on their way, beside the lateness that the stream
     *     allows anyway
     */
    public ClockRelay(Map<String, Object> clientSettings, RelayTopics topics, InstantSource clock, Duration delay) {
        this(TapeProducer.with(clientSettings), topics, clock, delay);
    }

    ClockRelay(Producer<byte[], byte[]> producer, RelayTopics topics, InstantSource clock, Duration delay) {
        this.producer = producer;
        this.tape = new TapeWriter(new Outbox(producer), topics.tape(), SOURCE);
        this.clock = clock;
        this.delay = delay;
    }

    @Override
    public void step() {
        beat();
        Instant time = time();
        Duration untilNextSecond =
                Duration.between(time, time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        LockSupport.parkNanos(Math.min(untilNextSecond.toNanos(), WAIT.toNanos()));
    }

    /** Writes the last whole second, unless it is written. */
    void beat() {
        tape.beatAt(time().truncatedTo(ChronoUnit.SECONDS));
        tape.flush();
    }

    private Instant time() {
        return clock.instant().minus(delay);
    }

    @Override
    public void close() {
        try {
            tape.leave();
        } catch (FeedException | KafkaException e) {
            // still announced then: the next run goes on under the same name
        }
        try {
            producer.close(CLOSE_WITHIN);
        } catch (KafkaException e) {
            // as above
        }
    }
}
