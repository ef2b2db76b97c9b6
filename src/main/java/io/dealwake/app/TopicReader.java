package io.dealwake.app;

import io.dealwake.wire.Codec;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of one topic, of all its partitions, outside any consumer group. */
final class TopicReader<T> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Codec<T> codec;
    private final List<TopicPartition> partitions;

    TopicReader(Connection kafka, String topic, Codec<T> codec, boolean fromBeginning) {
        this.codec = codec;
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(5));
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putAll(kafka.clientSettings());
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw Failure.outOfReach("there is no topic " + topic + " on this Kafka", null);
            }
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
        } catch (TimeoutException e) {
            consumer.close();
            throw Failure.outOfReach("Kafka at " + kafka + " does not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /** What has come since the last call; waits up to a limit for the first of it. */
    List<T> poll(Duration limit) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(limit)) {
            if (record.value() != null) {
                values.add(decode(record));
            }
        }
        return values;
    }

    private T decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.read(record.value());
        } catch (Unusable e) {
            throw Failure.data(record.topic() + ", partition " + record.partition() + ", offset " + record.offset()
                    + ": " + e.getMessage());
        }
    }

    /** Ends the command when Kafka is out of reach: a consumer alone would wait for it in silence. */
    void checkReachable() {
        try {
            consumer.endOffsets(partitions);
        } catch (TimeoutException e) {
            throw Failure.outOfReach("Kafka is out of reach for " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /** All that is there now. */
    List<T> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<T> values = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            values.addAll(poll(Duration.ofMillis(200)));
        }
        return values;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
