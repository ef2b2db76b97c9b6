package io.dealwake.app;

import io.dealwake.stream.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether Kafka serves transactions: one that cannot make the topic of their state answers everything else. */
final class Transactions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private Transactions() {}

    /** Ends the command when Kafka serves none; nothing is written. */
    static void check(Connection kafka, Topics topics) {
        KafkaProducer<byte[], byte[]> producer = producer(kafka, topics.applicationId() + "-doctor");
        try {
            producer.initTransactions();
        } catch (TimeoutException e) {
            throw Failure.outOfReach(
                    kafka.place() + " serves no transactions: its topic __transaction_state has no leader, or cannot be"
                            + " made. A single broker needs transaction.state.log.replication.factor=1 and"
                            + " transaction.state.log.min.isr=1",
                    e);
        } catch (KafkaException e) {
            throw kafka.explained(e);
        } finally {
            // Closed without a limit, it waits for as long as Kafka does not answer.
            producer.close(CLOSE_WITHIN);
        }
    }

    /** A producer that gives up after some seconds, unless the settings say otherwise. */
    static KafkaProducer<byte[], byte[]> producer(Connection kafka, String transactionalId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.putAll(kafka.clientSettings());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
