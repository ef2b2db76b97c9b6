package io.dealwake.app;

import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.KafkaUnreachable;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;

/** The tape of the Kafka that a command talks to. */
record Tape(Map<String, Object> clientSettings, Topics topics, int partitions) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Asks Kafka how many partitions the tape has; ends the command when it does not answer. */
    static Tape of(KafkaOption kafka) {
        Map<String, Object> settings = kafka.clientSettings();
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        Topics topics = kafka.topics();
        try (Admin admin = Admin.create(config)) {
            return new Tape(settings, topics, TopicAdmin.partitionsOf(admin, topics.ticks()));
        } catch (KafkaUnreachable e) {
            throw Failure.outOfReach(
                    "no tape at " + kafka.bootstrapServers() + " (topic " + topics.ticks() + "): " + e.getMessage(), e);
        }
    }

    TapeWriter writer(Producer<byte[], byte[]> producer, String source) {
        return new TapeWriter(producer, topics.ticks(), partitions, source);
    }
}
