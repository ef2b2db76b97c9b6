package io.dealwake.bench;

import io.dealwake.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a run came to, committed, whatever the order between keys: the last record of each. How often a reaction is told
 * before depends on which partition was ahead.
 */
final class Outputs {
    private Outputs() {}

    static Cost.Gave of(String servers, Topics topics) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<String, Long> reactions = lastOf(consumer, topics.reactions());
            Map<String, Long> alerts = lastOf(consumer, topics.alerts());
            long sum = Stream.of(reactions, alerts)
                    .flatMap(all -> all.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
            return new Cost.Gave(reactions.size(), alerts.size(), Long.toHexString(sum));
        }
    }

    /** The checksum of the last value of each key. */
    private static Map<String, Long> lastOf(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> all = IntStream.range(0, Bench.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        Map<String, Long> last = new HashMap<>();
        while (all.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                CRC32C crc = new CRC32C();
                crc.update(record.value());
                last.put(new String(record.key(), StandardCharsets.UTF_8), crc.getValue());
            }
        }
        return last;
    }
}
