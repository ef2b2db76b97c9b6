package io.dealwake.feed.relay;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.CircularDeals;
import io.dealwake.deal.Tellings;
import io.dealwake.feed.DealBook;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Writes the legs of deals whose producers write nothing but {@code deals}. At least once: after a crash legs are written
 * again, and the stage watch drops them by their version. Whoever writes legs notes it in {@code sequenced} before
 * writing to {@code deals}, and such a deal is passed over. No transaction: an open one would hold back every trade
 * behind it.
 */
public final class DealRelay implements Relay {
    private static final Duration WAIT = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** A tape writer has a name for its heartbeats; this one writes none. */
    private static final String SOURCE = "sequence";

    private final RelayTopics topics;
    private final Duration backlog;
    private final SequencedDeals sequenced;
    private final TapeEnd tapeEnd;
    private final Consumer<byte[], byte[]> deals;
    private final Producer<byte[], byte[]> producer;
    private final Outbox outbox;
    private final DealWriter writer;

    /**
     * A relay that goes on where its group has stopped.
     *
     * @param backlog how far a deal may lie behind the end of the tape: within it, the marks that a late leg needs are
     *     still there
     */
    public DealRelay(Map<String, Object> clientSettings, RelayTopics topics, Duration backlog) {
        this.topics = topics;
        this.backlog = backlog;
        this.sequenced = new SequencedDeals(clientSettings, topics.sequenced());
        this.tapeEnd = new TapeEnd(clientSettings, topics.tape().topic());
        this.deals =
                RelayConsumers.ofGroup(clientSettings, topics.applicationId() + "-sequence", List.of(topics.deals()));
        this.producer = TapeProducer.with(clientSettings);
        this.outbox = new Outbox(producer);
        this.writer = new DealWriter(outbox, new TapeWriter(outbox, topics.tape(), SOURCE));
    }

    @Override
    public void step() {
        ConsumerRecords<byte[], byte[]> batch = deals.poll(WAIT);
        if (!batch.isEmpty()) {
            writer.sequenced(topics.sequenced(), writeLegs(batch));
            deals.commitSync();
        }
    }

    /** Writes the legs of a batch and gives what is to be noted of them. */
    List<DealBook.Entry> writeLegs(ConsumerRecords<byte[], byte[]> batch) {
        sequenced.catchUp();
        Optional<Instant> end = tapeEnd.find();
        List<DealBook.Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.value() != null) {
                try {
                    Sizes.check(record.value());
                    Announcement deal = Codecs.ANNOUNCEMENT.read(record.value());
                    check(deal, end);
                    DealBook.Entry entry = sequenced.book().enter(deal);
                    writer.legs(entry);
                    entries.add(entry);
                } catch (Unusable e) {
                    outbox.send(Rejections.of(topics.rejected(), record, e));
                }
            }
        }
        return entries;
    }

    private void check(Announcement deal, Optional<Instant> end) throws Unusable {
        Tellings told = sequenced.book().told();
        if (told.contradicts(deal)) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE,
                    "observedAt is " + deal.observedAt() + ", expected a later time than that: the version of deal "
                            + deal.id() + " that is known has it too, and is another one");
        }
        if (told.isNews(deal)) {
            checkCircle(deal, told);
            checkBacklog(deal, end);
        }
    }

    private static void checkCircle(Announcement deal, Tellings told) throws Unusable {
        try {
            told.requireNoCircle(deal);
        } catch (CircularDeals e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
    }

    private void checkBacklog(Announcement deal, Optional<Instant> end) throws Unusable {
        if (end.isPresent() && deal.observedAt().isBefore(end.get().minus(backlog))) {
            throw new Unusable(
                    RejectionReason.HISTORY_GONE,
                    "observedAt is " + deal.observedAt() + ", expected at most " + backlog
                            + " behind the tape's end, which is " + end.get()
                            + ": replay the history together with its legs into a new tape");
        }
    }

    @Override
    public void close() {
        RelayConsumers.close(deals);
        tapeEnd.close();
        sequenced.close();
        try {
            producer.close(CLOSE_WITHIN);
        } catch (KafkaException e) {
            // what was not flushed was not committed either
        }
    }
}
