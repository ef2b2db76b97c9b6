package io.dealwake.feed.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of committed records. What a relay's promise rests on stands above the user's client settings. */
final class RelayConsumers {
    private static final int MOST_RECORDS = 1000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** A member of the group that was killed holds its partitions for so long. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private RelayConsumers() {}

    /**
     * A member of a consumer group, which begins with the first record. An offset that the group once had and that is
     * gone is an error, as what was deleted would be skipped in silence.
     */
    static Consumer<byte[], byte[]> ofGroup(Map<String, Object> clientSettings, String group, List<String> topics) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.putAll(clientSettings);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        Consumer<byte[], byte[]> consumer = consumer(config);
        consumer.subscribe(topics, new BeginningOfTheUnread(consumer));
        return consumer;
    }

    /** A reader outside any group, to be told where to read. */
    static Consumer<byte[], byte[]> alone(Map<String, Object> clientSettings) {
        return consumer(new HashMap<>(clientSettings));
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions of a topic. */
    static List<TopicPartition> partitionsOf(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Leaves in time or not at all: a relay that ends tells nobody of it. */
    static void close(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        } catch (KafkaException e) {
            // the group notices after the session timeout
        }
    }

    /** Sets partitions that the group has never read to their first record. */
    private record BeginningOfTheUnread(Consumer<byte[], byte[]> consumer) implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // a step leaves nothing open
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var committed = consumer.committed(Set.copyOf(partitions));
            Set<TopicPartition> unread = partitions.stream()
                    .filter(partition -> committed.get(partition) == null)
                    .collect(Collectors.toSet());
            if (!unread.isEmpty()) {
                consumer.seekToBeginning(unread);
            }
        }
    }
}
