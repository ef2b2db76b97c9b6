package io.dealwake.app;

import io.dealwake.stream.Topics;
import io.dealwake.stream.TrialProducer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether Kafka serves transactions: one that cannot make the topic of their state answers everything else. */
final class Transactions {
    private Transactions() {}

    /** Ends the command when Kafka serves none; nothing is written. */
    static void check(Connection kafka, Topics topics) {
        KafkaProducer<byte[], byte[]> producer =
                TrialProducer.of(kafka.clientSettings(), topics.applicationId() + "-doctor");
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
            producer.close(TrialProducer.CLOSE_WITHIN);
        }
    }
}
