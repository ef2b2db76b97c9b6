package io.dealwake.stream;

import io.dealwake.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A key-value store of one message type. Ranges take both ends inclusive and come in the order of the keys. */
final class Table<T> {
    private final KeyValueStore<Bytes, byte[]> store;
    private final Codec<T> codec;

    Table(KeyValueStore<Bytes, byte[]> store, Codec<T> codec) {
        this.store = store;
        this.codec = codec;
    }

    Optional<T> get(Bytes key) {
        return Optional.ofNullable(store.get(key)).map(codec::decode);
    }

    void put(Bytes key, T value) {
        store.put(key, codec.encode(value));
    }

    void delete(Bytes key) {
        store.delete(key);
    }

    List<T> all() {
        return values(store.all());
    }

    List<T> range(Bytes from, Bytes to) {
        return values(store.range(from, to));
    }

    /** All values whose keys begin with a text. */
    List<T> of(String text) {
        return range(Keys.of(text), Keys.behind(text));
    }

    /** All values with their keys. */
    List<KeyValue<Bytes, T>> entries() {
        return entries(store.all());
    }

    /** A range with its keys. */
    List<KeyValue<Bytes, T>> entries(Bytes from, Bytes to) {
        return entries(store.range(from, to));
    }

    private List<KeyValue<Bytes, T>> entries(KeyValueIterator<Bytes, byte[]> stored) {
        List<KeyValue<Bytes, T>> found = new ArrayList<>();
        try (stored) {
            stored.forEachRemaining(entry -> found.add(KeyValue.pair(entry.key, codec.decode(entry.value))));
        }
        return found;
    }

    /** The value with the highest key in a range. */
    Optional<T> lastIn(Bytes from, Bytes to) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.reverseRange(from, to)) {
            return entries.hasNext() ? Optional.of(codec.decode(entries.next().value)) : Optional.empty();
        }
    }

    void deleteRange(Bytes from, Bytes to) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, to)) {
            while (entries.hasNext()) {
                keys.add(entries.next().key);
            }
        }
        keys.forEach(store::delete);
    }

    private List<T> values(KeyValueIterator<Bytes, byte[]> entries) {
        List<T> values = new ArrayList<>();
        try (entries) {
            while (entries.hasNext()) {
                values.add(codec.decode(entries.next().value));
            }
        }
        return values;
    }
}
