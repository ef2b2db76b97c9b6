package io.dealwake.feed.relay;

import io.dealwake.deal.Announcement;
import io.dealwake.feed.DealBook;
import io.dealwake.feed.Deals;
import io.dealwake.wire.Codecs;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The deals whose legs stand in the tape, as the topic {@code sequenced} tells it. */
final class SequencedDeals implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final DealBook book = new DealBook();

    SequencedDeals(Map<String, Object> clientSettings, String topic) {
        this.consumer = RelayConsumers.alone(clientSettings);
        this.topic = topic;
    }

    /** What stands in the tape, as far as the topic has been read, and what is entered there. */
    DealBook book() {
        return book;
    }

    /** Reads on to what is the topic's end now. */
    void catchUp() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(RelayConsumers.partitionsOf(consumer, topic));
            consumer.seekToBeginning(consumer.assignment());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(WAIT).forEach(this::read);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            Announcement deal = Codecs.ANNOUNCEMENT.decode(record.value());
            book.restore(deal, Deals.isMerged(record.key()));
        }
    }

    @Override
    public void close() {
        RelayConsumers.close(consumer);
    }
}
