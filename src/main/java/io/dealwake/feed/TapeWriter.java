package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the tape as one source: each record to the partition of its symbol, security records and heartbeats to all.
 * Records are given in the order in which they became known; heartbeats are written before them, one for each second of
 * event time that holds a record, or one that names the stretch it skips. Not thread-safe.
 */
public final class TapeWriter {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final String source;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private Optional<Instant> lastBeat = Optional.empty();
    private Optional<Instant> lastRecord = Optional.empty();

    /**
     * A writer of a source.
     *
     * @param topic the full name of the topic {@code ticks}
     * @param partitions how many partitions it has
     * @param source the name in heartbeats; two writers at a time need two names
     */
    public TapeWriter(Producer<byte[], byte[]> producer, String topic, int partitions, String source) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
        this.source = source;
    }

    /** Writes a trade after the heartbeats that its time asks for. */
    public void trade(Trade trade) {
        beatBefore(trade.time());
        send(trade.symbol(), trade.time(), Codecs.TRADE.encode(trade));
    }

    /** Writes a leg at the instant at which it was observed. */
    public void leg(Leg leg) {
        send(leg.id().symbol(), leg.observedAt(), Codecs.LEG.encode(leg));
    }

    /** Writes a close at the instant at which it became known. */
    public void close(Close close) {
        send(close.symbol(), close.knownAt(), Codecs.CLOSE.encode(close));
    }

    /** Writes a state of knowledge of a security, to every partition. */
    public void security(Security security) {
        byte[] value = Codecs.SECURITY.encode(security);
        for (int partition = 0; partition < partitions; partition++) {
            send(partition, bytes(security.symbol()), security.knownAt(), value);
        }
    }

    /** Lets time come to an instant, to the second below it unless the instant is the one of a fact. */
    public void beatAt(Instant time) {
        if (lastBeat.isEmpty() || time.isAfter(lastBeat.get())) {
            boolean skips = lastBeat.isPresent() && time.isAfter(lastBeat.get().plusSeconds(1));
            beat(time, skips ? lastBeat : Optional.empty());
        }
    }

    private void beatBefore(Instant time) {
        lastRecord =
                Optional.of(lastRecord.filter(before -> before.isAfter(time)).orElse(time));
        beatAt(time.truncatedTo(ChronoUnit.SECONDS));
    }

    private void beat(Instant time, Optional<Instant> quietSince) {
        for (int partition = 0; partition < partitions; partition++) {
            TapeRecord.Heartbeat heartbeat = new TapeRecord.Heartbeat(source, time, quietSince, partition);
            send(partition, null, time, Codecs.HEARTBEAT.encode(heartbeat));
        }
        lastBeat = Optional.of(time);
    }

    /**
     * Ends the source: time goes on until the last minute is complete, then the source no longer holds the clock back.
     *
     * @param lateness how late a trade may come, as the stream is set
     */
    public void end(Duration lateness) {
        Optional<Instant> last = lastRecord.isPresent()
                        && (lastBeat.isEmpty() || lastRecord.get().isAfter(lastBeat.get()))
                ? lastRecord
                : lastBeat;
        last.ifPresent(time -> beatAt(Mark.boundaryAfter(time).plus(lateness)));
        leave();
    }

    /** Ends the source where it is: it no longer holds the clock back. */
    public void leave() {
        lastBeat.ifPresent(time -> {
            for (int partition = 0; partition < partitions; partition++) {
                byte[] left = Codecs.SOURCE_LEFT.encode(new TapeRecord.SourceLeft(source, time, partition));
                send(partition, null, time, left);
            }
        });
        flush();
    }

    /** Waits until the broker has everything; throws if a record could not be written. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void send(String symbol, Instant knownAt, byte[] value) {
        send(Partitions.of(symbol, partitions), bytes(symbol), knownAt, value);
    }

    private void send(int partition, byte[] key, Instant knownAt, byte[] value) {
        throwFailure();
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, knownAt.toEpochMilli(), key, value), (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    private void throwFailure() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new FeedException("cannot write to " + topic + ": " + problem.getMessage(), problem);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
