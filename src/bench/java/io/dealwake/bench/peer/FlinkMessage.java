package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record of an output topic. */
public class FlinkMessage {
    public String topic = "";
    public String key = "";
    public byte[] value = {};
    public long millis;

    static FlinkMessage of(Topics topics, Alert alert) {
        FlinkMessage message = new FlinkMessage();
        message.topic = topics.alerts();
        message.key = alert.fingerprint();
        message.value = Codecs.ALERT.encode(alert);
        message.millis = alert.firedAt().toEpochMilli();
        return message;
    }

    static FlinkMessage of(Topics topics, Reaction reaction, long boundary) {
        FlinkMessage message = new FlinkMessage();
        message.topic = topics.reactions();
        message.key = Measurement.keyOf(reaction);
        message.value = Codecs.REACTION.encode(reaction);
        message.millis = Micros.toMillis(boundary);
        return message;
    }

    /** As Kafka takes it. */
    static final class Schema implements KafkaRecordSerializationSchema<FlinkMessage> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(FlinkMessage message, KafkaSinkContext context, Long time) {
            return new ProducerRecord<>(
                    message.topic,
                    null,
                    message.millis,
                    message.key.getBytes(StandardCharsets.UTF_8),
                    message.value);
        }
    }
}
