package io.dealwake.stream;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where the emissions of the stages go. The names of operators follow from stage and topic. */
final class Sinks {
    private static final Serde<Emission> EMISSIONS =
            Serdes.serdeFrom((topic, emission) -> emission.toBytes(), (topic, bytes) -> {
                throw new IllegalStateException("emissions are written, never read");
            });

    private final Topics topics;

    Sinks(Topics topics) {
        this.topics = topics;
    }

    void marks(KStream<byte[], Emission> from, String stage) {
        only(from, Emission.ToMeasure.class, stage, "marks")
                .to(topics.marks(), written(stage, "marks").withStreamPartitioner(new ByDispatch()));
    }

    void reactions(KStream<byte[], Emission> from, String stage) {
        only(from, Emission.Published.class, stage, "reactions").to(topics.reactions(), written(stage, "reactions"));
    }

    void alerts(KStream<byte[], Emission> from, String stage) {
        only(from, Emission.Raised.class, stage, "alerts").to(topics.alerts(), written(stage, "alerts"));
    }

    void rejected(KStream<byte[], Emission> from, String stage) {
        only(from, Emission.Refused.class, stage, "rejected").to(topics.rejected(), written(stage, "rejected"));
    }

    private static KStream<byte[], Emission> only(
            KStream<byte[], Emission> from, Class<? extends Emission> kind, String stage, String what) {
        return from.filter((key, emission) -> kind.isInstance(emission), Named.as(stage + "-" + what));
    }

    private static Produced<byte[], Emission> written(String stage, String what) {
        return Produced.with(Serdes.ByteArray(), EMISSIONS).withName("write-" + what + "-of-" + stage);
    }

    /** Sends a dispatch to the partition that it comes from, or to all. */
    static final class ByDispatch implements StreamPartitioner<byte[], Emission> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, Emission emission, int partitions) {
            Emission.ToMeasure message = (Emission.ToMeasure) emission;
            return Optional.of(
                    message.toAll()
                            ? IntStream.range(0, partitions).boxed().collect(Collectors.toSet())
                            : Set.of(message.dispatch().partition()));
        }
    }
}
