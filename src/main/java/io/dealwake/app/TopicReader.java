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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records of one topic, of all its partitions, outside any consumer group. */
final class TopicReader<T> implements OutputReader<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofMillis(200);

    /** After this many polls without a record it is asked whether Kafka is still there. */
    private static final int QUIET_POLLS = 20;

    private final Connection kafka;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Codec<T> codec;
    private final List<TopicPartition> partitions;

    /** The offset behind what has been read; it passes what readers of committed records are not given. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private int quiet;

    /** A reader of committed records. */
    TopicReader(Connection kafka, String topic, Codec<T> codec, boolean fromBeginning) {
        this(kafka, topic, codec, fromBeginning, IsolationLevel.READ_COMMITTED);
    }

    TopicReader(Connection kafka, String topic, Codec<T> codec, boolean fromBeginning, IsolationLevel isolation) {
        this.kafka = kafka;
        this.topic = topic;
        this.codec = codec;
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(5));
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putAll(kafka.clientSettings());
        // What is said of a record rests on it: not the user's to set.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
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
            }
            partitions.forEach(partition -> next.put(partition, consumer.position(partition)));
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

    @Override
    public List<T> poll(Duration limit) {
        List<T> values = new ArrayList<>();
        poll(limit, (record, value) -> values.add(value));
        return values;
    }

    /** The same with the records; true if there was one. */
    boolean poll(Duration limit, BiConsumer<ConsumerRecord<byte[], byte[]>, T> reader) {
        boolean found = false;
        ConsumerRecords<byte[], byte[]> records = records(limit);
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                reader.accept(record, decode(record));
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

    /** Whether a record of another reader of the topic lies before what is read next: if it is to be read, it has been. */
    boolean hasPassed(TopicPartition partition, long offset) {
        return offset < next.get(partition);
    }

    @Override
    public List<T> readToEnd() {
        List<T> values = new ArrayList<>();
        readToEnd((record, value) -> values.add(value));
        return values;
    }

    /** The same with the records. */
    void readToEnd(BiConsumer<ConsumerRecord<byte[], byte[]>, T> reader) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> next.get(partition) < ends.get(partition))) {
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
