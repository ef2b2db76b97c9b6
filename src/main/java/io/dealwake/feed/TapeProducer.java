package io.dealwake.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer behind a tape: idempotent, so that a retry neither loses, doubles nor reorders a record. */
public final class TapeProducer {
    /** A rejected record holds another one whole, which may itself be as large as Kafka takes by default. */
    private static final int LARGEST_REQUEST_BYTES = 4 << 20;

    /** A broker that is started again, or a partition whose leader moves, is waited for; a Kafka that is gone ends the command. */
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private TapeProducer() {}

    /** A producer with the user's client settings on top of ours. */
    public static Producer<byte[], byte[]> with(Map<String, Object> clientSettings) {
        return make(settings(clientSettings));
    }

    /**
     * The same, which also writes in transactions and is ready for the first one.
     *
     * @param id the transactional id: another producer with the same one shuts this one out
     * @param timeout after this time the broker gives up a transaction whose producer was killed; until then readers of
     *     committed records wait
     */
    public static Producer<byte[], byte[]> transactional(
            Map<String, Object> clientSettings, String id, Duration timeout) {
        Map<String, Object> config = settings(clientSettings);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(timeout.toMillis()));
        Producer<byte[], byte[]> producer = make(config);
        try {
            producer.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static Producer<byte[], byte[]> make(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Map<String, Object> clientSettings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERED_WITHIN.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERED_WITHIN.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        config.putAll(clientSettings);
        return config;
    }
}
