package io.dealwake.app;

import io.dealwake.stream.Topics;
import io.dealwake.stream.TrialProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The wall clock of Kafka. No request asks for it, but Kafka says when a transaction began: one is begun, in which nothing
 * is written to a topic, and aborted.
 */
final class BrokerClock {
    private BrokerClock() {}

    /**
     * How far Kafka's clock is ahead of this machine's, to half the time that the question takes; negative when it is
     * behind. Empty when this client may not begin a transaction of the name that {@code doctor} uses.
     */
    static Optional<Duration> ahead(Connection kafka, Topics topics) {
        String name = topics.applicationId() + "-doctor";
        KafkaProducer<byte[], byte[]> producer = TrialProducer.of(kafka.clientSettings(), name);
        try (KafkaConsumer<byte[], byte[]> group = memberOf(name, kafka)) {
            producer.initTransactions();
            producer.beginTransaction();
            Instant before = Instant.now();
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(topics.ticks(), 0), new OffsetAndMetadata(0)), group.groupMetadata());
            Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
            Optional<Instant> began = began(kafka, name);
            producer.abortTransaction();
            return began.map(time -> Duration.between(middle, time));
        } catch (AuthorizationException e) {
            return Optional.empty();
        } finally {
            producer.close(TrialProducer.CLOSE_WITHIN);
        }
    }

    /** It never joins the group; only its kind of name for it is wanted. */
    private static KafkaConsumer<byte[], byte[]> memberOf(String group, Connection kafka) {
        Map<String, Object> config = new HashMap<>(kafka.clientSettings());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Optional<Instant> began(Connection kafka, String transactionalId) {
        OptionalLong millis = kafka.ask(admin -> {
            try {
                return admin.describeTransactions(List.of(transactionalId))
                        .description(transactionalId)
                        .get()
                        .transactionStartTimeMs();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return OptionalLong.empty();
            } catch (ExecutionException e) {
                return OptionalLong.empty();
            }
        });
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
