package io.dealwake.bench;

import io.dealwake.stream.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a run published, committed, whatever the order between keys. */
final class Outputs {
    private long sum;

    private Outputs() {}

    static Cost.Gave of(String servers, Topics topics) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Outputs outputs = new Outputs();
            long reactions = outputs.add(consumer, topics.reactions());
            long alerts = outputs.add(consumer, topics.alerts());
            return new Cost.Gave(reactions, alerts, Long.toHexString(outputs.sum));
        }
    }

    private long add(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> all = IntStream.range(0, Bench.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        long count = 0;
        while (all.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                CRC32C crc = new CRC32C();
                crc.update(record.value());
                sum += crc.getValue();
                count++;
            }
        }
        return count;
    }
}
