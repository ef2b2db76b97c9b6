package io.dealwake.app;

import io.dealwake.stream.MissingTopic;
import io.dealwake.stream.NotAllowed;
import io.dealwake.wire.Codec;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of one topic, of all its partitions, outside any consumer group. */
final class TopicReader<T> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofMillis(200);

    /** After this many polls without a record it is asked whether Kafka is still there. */
    private static final int QUIET_POLLS = 20;

    private final Connection kafka;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Codec<T> codec;
    private final List<TopicPartition> partitions;
    private int quiet;

    TopicReader(Connection kafka, String topic, Codec<T> codec, boolean fromBeginning) {
        this.kafka = kafka;
        this.topic = topic;
        this.codec = codec;
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(5));
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putAll(kafka.clientSettings());
        consumer = consumer(kafka, config);
        try {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new MissingTopic(topic, null);
            }
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
        } catch (RuntimeException e) {
            consumer.close();
            throw explained(e);
        } catch (OutOfMemoryError e) {
            // A client without TLS takes the alert of a port with TLS for the length of an answer, a third of a
            // gigabyte.
            throw kafka.explained(new DisconnectException("no answer of Kafka's"));
        }
    }

    private RuntimeException explained(RuntimeException problem) {
        return kafka.explained(
                problem instanceof TopicAuthorizationException
                        ? NotAllowed.topic(AclOperation.READ, topic, problem)
                        : problem);
    }

    private static Consumer<byte[], byte[]> consumer(Connection kafka, Map<String, Object> config) {
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw kafka.explained(e);
        }
    }

    /** What has come since the last call; waits up to a limit for the first of it. */
    List<T> poll(Duration limit) {
        List<T> values = new ArrayList<>();
        poll(limit, (key, value) -> values.add(value));
        return values;
    }

    private boolean poll(Duration limit, BiConsumer<byte[], T> reader) {
        boolean found = false;
        for (ConsumerRecord<byte[], byte[]> record : records(limit)) {
            if (record.value() != null) {
                reader.accept(record.key(), decode(record));
                found = true;
            }
        }
        return found;
    }

    private ConsumerRecords<byte[], byte[]> records(Duration limit) {
        try {
            return consumer.poll(limit);
        } catch (ApiException e) {
            throw explained(e);
        }
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
        } catch (ApiException e) {
            throw explained(e);
        }
    }

    /** All that is there now. */
    List<T> readToEnd() {
        List<T> values = new ArrayList<>();
        readToEnd((key, value) -> values.add(value));
        return values;
    }

    /** All that is there now, with the keys. */
    void readToEnd(BiConsumer<byte[], T> reader) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                quiet = poll(WAIT, reader) ? 0 : quiet + 1;
                if (quiet % QUIET_POLLS == QUIET_POLLS - 1) {
                    checkReachable();
                }
            }
        } catch (ApiException e) {
            throw explained(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
