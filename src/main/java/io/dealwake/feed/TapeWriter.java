package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the tape as one source: each record to the partition of its symbol, security records and heartbeats to all.
 * Records are given in the order in which they became known; heartbeats are written before them, one for each second of
 * event time that holds a record, or one that names the stretch it skips. Not thread-safe.
 */
public final class TapeWriter {
    private final Outbox outbox;
    private final TapeRecords records;
    private final String source;
    private final Blocks blocks;
    private Optional<Instant> lastBeat = Optional.empty();
    private Optional<Instant> lastRecord = Optional.empty();

    /**
     * A writer of a source, each trade in a record of its own.
     *
     * @param topic the full name of the topic {@code ticks}
     * @param partitions how many partitions it has
     * @param source the name in heartbeats; two writers at a time need two names
     */
    public TapeWriter(Producer<byte[], byte[]> producer, String topic, int partitions, String source) {
        this(new Outbox(producer), new TapeRecords(topic, partitions), source, BlockLimit.SINGLE);
    }

    /** A writer of a source through an outbox that others use too, each trade in a record of its own. */
    public TapeWriter(Outbox outbox, TapeRecords records, String source) {
        this(outbox, records, source, BlockLimit.SINGLE);
    }

    /** The same with trades in blocks. */
    public TapeWriter(Outbox outbox, TapeRecords records, String source, BlockLimit limit) {
        this(outbox, records, source, limit, System::nanoTime);
    }

    TapeWriter(Outbox outbox, TapeRecords records, String source, BlockLimit limit, LongSupplier nanoClock) {
        this.outbox = outbox;
        this.records = records;
        this.source = source;
        this.blocks = new Blocks(limit, records.partitions(), nanoClock, this::sendNow);
    }

    /** Writes a trade after the heartbeats that its time asks for; it may be held back for as long as the limit of blocks says. */
    public void trade(Trade trade) {
        beatBefore(trade.time());
        blocks.add(Partitions.of(trade.symbol(), records.partitions()), trade);
    }

    /** To be called before nothing is written for a while: sends what would be held back for too long. */
    void beforePause(Duration pause) {
        blocks.beforePause(pause);
    }

    /** Writes a leg at the instant at which it was observed. */
    public void leg(Leg leg) {
        send(new TapeRecord.OneLeg(leg));
    }

    /** Writes a close at the instant at which it became known. */
    public void close(Close close) {
        send(new TapeRecord.OneClose(close));
    }

    /** Writes a correction or cancel at the instant at which it was published. */
    public void correction(Correction correction) {
        send(new TapeRecord.OneCorrection(correction));
    }

    /** Writes that trading was stopped or resumed. */
    public void halt(Halt halt) {
        send(new TapeRecord.OneHalt(halt));
    }

    /** Writes that trades may have been missed, once the gap has ended. */
    public void gap(Gap gap) {
        send(new TapeRecord.OneGap(gap));
    }

    /** Writes a state of knowledge of a security, to every partition. */
    public void security(Security security) {
        send(new TapeRecord.OneSecurity(security));
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
        for (int partition = 0; partition < records.partitions(); partition++) {
            send(new TapeRecord.Heartbeat(source, time, quietSince, partition));
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

    /** Ends the source where it is, if it was announced: it no longer holds the clock back. */
    public void leave() {
        lastBeat.ifPresent(time -> {
            for (int partition = 0; partition < records.partitions(); partition++) {
                send(new TapeRecord.SourceLeft(source, time, partition));
            }
        });
        flush();
    }

    /** Waits until the broker has everything; throws if a record could not be written. */
    public void flush() {
        blocks.sendAll();
        outbox.flush();
    }

    /** Within a partition nothing overtakes a trade. */
    private void send(TapeRecord record) {
        for (ProducerRecord<byte[], byte[]> copy : records.of(record)) {
            blocks.send(copy.partition());
            outbox.send(copy);
        }
    }

    private void sendNow(TapeRecord record) {
        records.of(record).forEach(outbox::send);
    }
}
