package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import io.dealwake.wire.Codecs;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Announcements as records of the topic {@code deals}. */
public final class Deals {
    private Deals() {}

    /** The record of a deal, keyed by its id and stamped with when it was observed. */
    public static ProducerRecord<byte[], byte[]> record(String topic, Announcement deal) {
        return new ProducerRecord<>(
                topic,
                null,
                deal.observedAt().toEpochMilli(),
                deal.id().getBytes(StandardCharsets.UTF_8),
                Codecs.ANNOUNCEMENT.encode(deal));
    }
}
