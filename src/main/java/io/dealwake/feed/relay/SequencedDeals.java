package io.dealwake.feed.relay;

import io.dealwake.deal.Announcement;
import io.dealwake.wire.Codecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest version of each deal whose legs stand in the tape, as the topic {@code sequenced} tells it. In memory: as
 * many as there are deals.
 */
final class SequencedDeals implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<String, Announcement> known = new HashMap<>();

    SequencedDeals(Map<String, Object> clientSettings, String topic) {
        this.consumer = RelayConsumers.alone(clientSettings);
        this.topic = topic;
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
            note(Codecs.ANNOUNCEMENT.decode(record.value()));
        }
    }

    /** Remembers a deal that is being sequenced, unless a later version is known. */
    void note(Announcement deal) {
        if (isNews(deal)) {
            known.put(deal.id(), deal);
        }
    }

    /** Whether a deal is new, or was observed later than the version that is known. */
    boolean isNews(Announcement deal) {
        return of(deal.id())
                .map(before -> before.observedAt().isBefore(deal.observedAt()))
                .orElse(true);
    }

    /** Whether another version was observed at the same instant: nobody could tell which of them holds. */
    boolean contradicts(Announcement deal) {
        return of(deal.id())
                .filter(before -> before.observedAt().equals(deal.observedAt()) && !before.equals(deal))
                .isPresent();
    }

    Optional<Announcement> of(String dealId) {
        return Optional.ofNullable(known.get(dealId));
    }

    @Override
    public void close() {
        RelayConsumers.close(consumer);
    }
}
