package io.dealwake.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that try whether transactions can be had, and write nothing. */
public final class TrialProducer {
    /** Closed without a limit, one waits for as long as Kafka does not answer. */
    public static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TrialProducer() {}

    /** A producer that gives up after some seconds, unless the settings say otherwise. */
    public static KafkaProducer<byte[], byte[]> of(Map<String, Object> clientSettings, String transactionalId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.putAll(clientSettings);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
