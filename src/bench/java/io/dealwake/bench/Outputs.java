package io.dealwake.bench;

import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
            requireNone(consumer, topics.rejected());
            List<byte[]> alertsTold = new ArrayList<>();
            Map<String, Long> reactions = lastOf(consumer, topics.reactions(), value -> {});
            Map<String, Long> alerts = lastOf(consumer, topics.alerts(), alertsTold::add);
            long sum = Stream.of(reactions, alerts)
                    .flatMap(all -> all.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
            return new Cost.Gave(reactions.size(), alerts.size(), Long.toHexString(sum), movesIn(alertsTold));
        }
    }

    /** A run that rejected something has measured something else. */
    private static void requireNone(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        long count = consumer.endOffsets(TopologyCost.partitionsOf(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (count > 0) {
            throw new IllegalStateException("a run wrote some " + count + " records to " + topic);
        }
    }

    /** The checksum of the last value of each key. */
    private static Map<String, Long> lastOf(
            KafkaConsumer<byte[], byte[]> consumer, String topic, Consumer<byte[]> each) {
        List<TopicPartition> all = TopologyCost.partitionsOf(topic);
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        Map<String, Long> last = new HashMap<>();
        while (all.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                last.put(new String(record.key(), StandardCharsets.UTF_8), crcOf(record.value()));
                each.accept(record.value());
            }
        }
        return last;
    }

    /** Of raw moves what does not depend on who tells them, each time one is told: an engine may give other evidence. */
    private static String movesIn(List<byte[]> alerts) {
        List<Long> moves = alerts.stream()
                .map(Codecs.ALERT::decode)
                .filter(alert -> alert.rule().equals("raw-move"))
                .map(alert -> String.join(
                        "\n",
                        alert.status().code(),
                        alert.leg().dealId(),
                        alert.leg().symbol(),
                        alert.firedAt().toString()))
                .map(told -> crcOf(told.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return moves.size() + " of "
                + Long.toHexString(moves.stream().mapToLong(Long::longValue).sum());
    }

    private static long crcOf(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value);
        return crc.getValue();
    }
}
