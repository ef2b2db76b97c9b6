package io.dealwake.stream;

import java.util.Set;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stage per trade: the tape becomes marks, raw-move alerts, and rejections. */
final class WatchStage implements ProcessorSupplier<byte[], byte[], byte[], Emission> {
    static final String NAME = "watch";

    private final StreamSettings settings;

    WatchStage(StreamSettings settings) {
        this.settings = settings;
    }

    KStream<byte[], Emission> from(KStream<byte[], byte[]> ticks) {
        return ticks.process(this, Named.as(NAME));
    }

    @Override
    public Processor<byte[], byte[], byte[], Emission> get() {
        return new WatchProcessor(settings);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return WatchStores.builders();
    }
}
