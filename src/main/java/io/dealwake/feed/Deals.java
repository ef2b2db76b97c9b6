package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import io.dealwake.wire.Codecs;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Announcements as records of the topics {@code deals} and {@code sequenced}. */
public final class Deals {
    /** No id ends like this. */
    private static final String MERGED = "/legs";

    private Deals() {}

    /** The record of an announcement, keyed by its id and stamped with when it was observed. */
    public static ProducerRecord<byte[], byte[]> record(String topic, Announcement deal) {
        return record(topic, deal.id(), deal);
    }

    /** The record of {@code sequenced} that tells as what the legs of a deal stand, where several tell it. */
    static ProducerRecord<byte[], byte[]> merged(String topic, Announcement deal) {
        return record(topic, deal.id() + MERGED, deal);
    }

    /** Whether the key of a record of {@code sequenced} is that of a merged deal. */
    public static boolean isMerged(byte[] key) {
        return key != null && new String(key, StandardCharsets.UTF_8).endsWith(MERGED);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, Announcement deal) {
        return new ProducerRecord<>(
                topic,
                null,
                deal.observedAt().toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                Codecs.ANNOUNCEMENT.encode(deal));
    }
}
