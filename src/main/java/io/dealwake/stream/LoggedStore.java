package io.dealwake.stream;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A plain logged store of bytes on disk. Its changelog carries event time, so nothing in it expires by the wall clock. */
final class LoggedStore {
    private LoggedStore() {}

    /** The stores of a stage in the order given, so that the topology's description is the same each time. */
    static Set<StoreBuilder<?>> all(StoreBuilder<?>... builders) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(builders)));
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(TopicAdmin.changelogConfig());
    }
}
