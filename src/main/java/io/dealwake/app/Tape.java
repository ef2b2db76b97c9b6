package io.dealwake.app;

import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** The tape of the Kafka that a command talks to. */
record Tape(Map<String, Object> clientSettings, Topics topics, int partitions) {
    /** Asks Kafka how many partitions the tape has; ends the command when it does not answer. */
    static Tape of(KafkaOption kafka) {
        Topics topics = kafka.topics();
        int partitions = kafka.ask(admin -> TopicAdmin.partitionsOf(admin, topics.ticks()));
        return new Tape(kafka.clientSettings(), topics, partitions);
    }

    TapeWriter writer(Producer<byte[], byte[]> producer, String source) {
        return new TapeWriter(producer, topics.ticks(), partitions, source);
    }
}
