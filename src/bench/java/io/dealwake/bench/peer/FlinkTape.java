package io.dealwake.bench.peer;

import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the tape. Heartbeats are none of the job's: Flink's watermarks come from the times of records. */
final class FlinkTape implements KafkaRecordDeserializationSchema<FlinkEvent> {
    private static final long serialVersionUID = 1L;

    private transient TapeMessages messages;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        messages = new TapeMessages();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<FlinkEvent> out) {
        GenericRecord read = messages.read(message.value());
        switch (read.getSchema().getName()) {
            case "Trade" -> out.collect(FlinkEvent.trade(read));
            case "Leg" -> out.collect(FlinkEvent.leg(read));
            case "Close" -> out.collect(FlinkEvent.close(read));
            case "Security" -> out.collect(FlinkEvent.security(read));
            default -> {
                // heartbeats
            }
        }
    }

    @Override
    public TypeInformation<FlinkEvent> getProducedType() {
        return TypeInformation.of(FlinkEvent.class);
    }
}
