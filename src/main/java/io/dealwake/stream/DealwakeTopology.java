package io.dealwake.stream;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;

/**
 * The product in one picture.
 *
 * <pre>
 * ticks ──> [ watch ] ──> marks ──> [ measure ] ──> reactions
 *               │ per trade             │ per minute
 *               ├──> alerts (raw moves) └──> alerts (all else)
 *               └──> rejected
 * </pre>
 */
public final class DealwakeTopology {
    private final StreamSettings settings;

    public DealwakeTopology(StreamSettings settings) {
        this.settings = settings;
    }

    /** The topology; throws when an operator or store of it has no name of its own. */
    public Topology build() {
        StreamsBuilder builder = NamedOnly.builder();
        Sinks write = new Sinks(settings.topics());

        KStream<byte[], Emission> watched =
                new WatchStage(settings).from(read(builder, settings.topics().ticks(), "read-ticks"));
        write.marks(watched, WatchStage.NAME);
        write.alerts(watched, WatchStage.NAME);
        write.rejected(watched, WatchStage.NAME);

        KStream<byte[], Emission> measured =
                new MeasureStage(settings).from(read(builder, settings.topics().marks(), "read-marks"));
        write.reactions(measured, MeasureStage.NAME);
        write.alerts(measured, MeasureStage.NAME);

        return NamedOnly.checked(builder.build());
    }

    private static KStream<byte[], byte[]> read(StreamsBuilder builder, String topic, String name) {
        return builder.stream(
                topic,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withName(name)
                        // An offset that is gone stops the processor: what was deleted must not be skipped in silence.
                        .withOffsetResetPolicy(AutoOffsetReset.none()));
    }
}
