package io.dealwake.examples;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints alerts as they come: java ReadAlerts 127.0.0.1:PORT schemas/alert.avsc. */
public final class ReadAlerts {
    public static void main(String[] args) throws IOException {
        Schema schema = new Schema.Parser().parse(new File(args[1]));
        BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(GenericData.get(), schema);
        Map<String, Object> config = Map.of(
                "bootstrap.servers", args[0],
                "group.id", "read-alerts",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("dealwake.alerts"));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    GenericRecord alert = decoder.decode(record.value());
                    System.out.println(alert.get("rule") + " " + alert.get("symbol") + " " + alert.get("value"));
                }
            }
        }
    }

    private ReadAlerts() {}
}
