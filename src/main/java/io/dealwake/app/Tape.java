package io.dealwake.app;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.acl.AclOperation;

/** The tape of the Kafka that a command talks to. */
record Tape(Connection kafka, Topics topics, int partitions) {
    /** Asks Kafka how many partitions the tape has; ends the command when it does not answer. */
    static Tape of(KafkaOption option) {
        Connection kafka = option.connection();
        Topics topics = option.topics();
        return new Tape(
                kafka, topics, kafka.ask(admin -> TopicAdmin.partitionsOf(admin, topics.ticks(), AclOperation.WRITE)));
    }

    /** Ends the command when it may not write to a topic, or that is not there: a record of its own would be lost. */
    void requireWritable(String topic) {
        kafka.ask(admin -> TopicAdmin.partitionsOf(admin, topic, AclOperation.WRITE));
    }

    TapeWriter writer(Producer<byte[], byte[]> producer, String source) {
        return writer(new Outbox(producer), source);
    }

    TapeWriter writer(Outbox outbox, String source) {
        return writer(outbox, source, BlockLimit.SINGLE);
    }

    TapeWriter writer(Outbox outbox, String source, BlockLimit limit) {
        return new TapeWriter(outbox, new TapeRecords(topics.ticks(), partitions), source, limit);
    }
}
