package io.dealwake.stream;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Plain logged stores of bytes. Their changelogs carry event time, so nothing in them expires by the wall clock. */
final class LoggedStore {
    private LoggedStore() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory(String name) {
        return logged(Stores.inMemoryKeyValueStore(name));
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> onDisk(String name) {
        return logged(Stores.persistentKeyValueStore(name));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> logged(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(TopicAdmin.changelogConfig());
    }
}
