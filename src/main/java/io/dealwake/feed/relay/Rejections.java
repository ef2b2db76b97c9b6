package io.dealwake.feed.relay;

import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.Unusable;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the topic {@code rejected} for what a relay cannot carry. */
final class Rejections {
    /** The topic takes records of four megabytes; an input that does not fit into one is rejected without its bytes. */
    private static final int LARGEST_VALUE_BYTES = 3 << 20;

    private Rejections() {}

    static ProducerRecord<byte[], byte[]> of(String topic, ConsumerRecord<byte[], byte[]> input, Unusable why) {
        return of(topic, input, OptionalInt.empty(), why);
    }

    /** As {@link #of(String, ConsumerRecord, Unusable)}, for the trade at a place of a block. */
    static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> input, OptionalInt place, Unusable why) {
        Rejected rejected = new Rejected(
                input.topic(),
                input.partition(),
                input.offset(),
                place,
                why.reason().code(),
                why.getMessage(),
                Optional.ofNullable(input.value()).filter(value -> value.length <= LARGEST_VALUE_BYTES));
        return new ProducerRecord<>(topic, null, input.timestamp(), input.key(), Codecs.REJECTED.encode(rejected));
    }
}
