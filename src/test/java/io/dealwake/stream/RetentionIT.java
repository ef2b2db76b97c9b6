package io.dealwake.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealwake.app.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/**
 * Replayed history must outlive the broker's housekeeping, which compares a record's timestamp with the wall clock. Old
 * records are written for longer than a minute, during which the broker looks for expired ones again and again; a topic
 * with the broker's own settings loses its records meanwhile, so the test would notice.
 */
class RetentionIT {
    private static final Duration WRITING = Duration.ofSeconds(66);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);
    private static final int RECORDS_A_ROUND = 20;
    private static final Instant OLD = Instant.parse("2025-10-06T10:50:00Z");
    private static final Topics TOPICS = new Topics("kept.");
    private static final String CHANGELOG = "kept-application-store-changelog";
    private static final String CONTROL = "broker-settings";

    @Test
    void shouldGiveEverythingBackWhenTheRecordsAreOlderThanTheBrokerKeepsThem() throws Exception {
        Map<String, String> eager = Map.of(
                "log.retention.check.interval.ms", "2000",
                "log.segment.delete.delay.ms", "0",
                "log.cleaner.backoff.ms", "2000");
        List<String> ours = new ArrayList<>(TOPICS.names());
        ours.add(CHANGELOG);
        try (TestBroker broker = TestBroker.start(eager);
                Admin admin = broker.admin();
                KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            TopicAdmin.create(admin, TOPICS, 2, (short) 1);
            Map<String, String> changelog = new HashMap<>(TopicAdmin.changelogConfig());
            changelog.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            admin.createTopics(List.of(
                            new NewTopic(CHANGELOG, 2, (short) 1).configs(changelog),
                            new NewTopic(CONTROL, 2, (short) 1)))
                    .all()
                    .get();

            Set<String> written = new TreeSet<>();
            AtomicInteger number = new AtomicInteger();
            Instant end = Instant.now().plus(WRITING);
            await().atMost(WRITING.plusSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_ROUNDS)
                    .until(() -> {
                        for (int i = 0; i < RECORDS_A_ROUND; i++) {
                            String key = "%06d".formatted(number.getAndIncrement());
                            written.add(key);
                            ours.forEach(topic -> send(producer, topic, key));
                            send(producer, CONTROL, key);
                        }
                        producer.flush();
                        return Instant.now().isAfter(end);
                    });

            assertThat(keysIn(broker, CONTROL)).hasSizeLessThan(written.size());
            for (String topic : ours) {
                assertThat(keysIn(broker, topic)).as(topic).containsExactlyElementsOf(written);
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key) {
        var unused = producer.send(
                new ProducerRecord<>(topic, null, OLD.toEpochMilli(), key.getBytes(UTF_8), new byte[] {1}));
    }

    private static Set<String> keysIn(TestBroker broker, String topic) {
        Set<String> keys = new TreeSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(new String(record.key(), UTF_8)));
            }
        }
        return keys;
    }
}
