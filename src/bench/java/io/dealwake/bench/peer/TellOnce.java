package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.wire.Codecs;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Lets an alert pass once, by a store of what was told: the DSL has no operator for it. */
record TellOnce(String store) implements FixedKeyProcessorSupplier<String, Telling, Alert> {
    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(store), Serdes.String(), DslTopology.serde(Codecs.ALERT)));
    }

    @Override
    public FixedKeyProcessor<String, Telling, Alert> get() {
        return new FixedKeyProcessor<>() {
            private FixedKeyProcessorContext<String, Alert> context;
            private KeyValueStore<String, Alert> told;

            @Override
            public void init(FixedKeyProcessorContext<String, Alert> processorContext) {
                context = processorContext;
                told = context.getStateStore(store);
            }

            @Override
            public void process(FixedKeyRecord<String, Telling> telling) {
                String fingerprint = telling.value().fingerprint();
                telling.value()
                        .after(Optional.ofNullable(told.get(fingerprint)))
                        .ifPresent(alert -> {
                            told.put(fingerprint, alert);
                            context.forward(telling.withValue(alert));
                        });
            }
        };
    }
}
