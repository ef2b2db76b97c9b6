package io.dealwake.stream;

import java.util.Set;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stage per minute: marks and closes become reactions, and the alerts that rest on them. */
final class MeasureStage implements ProcessorSupplier<byte[], byte[], byte[], Emission> {
    static final String NAME = "measure";

    private final StreamSettings settings;

    MeasureStage(StreamSettings settings) {
        this.settings = settings;
    }

    KStream<byte[], Emission> from(KStream<byte[], byte[]> marks) {
        return marks.process(this, Named.as(NAME));
    }

    @Override
    public Processor<byte[], byte[], byte[], Emission> get() {
        return new MeasureProcessor(settings);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return MeasureStores.builders();
    }
}
