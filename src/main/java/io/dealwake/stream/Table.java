package io.dealwake.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A part of a store, of one type of values: its keys begin with its number there, which nobody outside sees. Ranges take both
 * ends inclusive and come in the order of the keys.
 */
final class Table<T> {
    /** Behind every key: one for all texts, since most have nothing of most kinds. */
    private static final Bytes NOTHING = Bytes.wrap(new byte[] {(byte) 0xff});

    private final KeyValueStore<Bytes, byte[]> store;
    private final byte number;
    private final Function<T, byte[]> encode;
    private final Function<byte[], T> decode;

    /** Where to look for old keys again, of each text that was asked about: those that come before this one are known. */
    private final Map<String, Bytes> notOldYet = new HashMap<>();

    Table(KeyValueStore<Bytes, byte[]> store, byte number, Function<T, byte[]> encode, Function<byte[], T> decode) {
        this.store = store;
        this.number = number;
        this.encode = encode;
        this.decode = decode;
    }

    Optional<T> get(Bytes key) {
        return Optional.ofNullable(store.get(inStore(key))).map(decode);
    }

    void put(Bytes key, T value) {
        store.put(inStore(key), encode.apply(value));
        if (!notOldYet.isEmpty()) {
            notOldYet.computeIfPresent(Keys.firstTextIn(key), (text, next) -> key.compareTo(next) < 0 ? key : next);
        }
    }

    void delete(Bytes key) {
        store.delete(inStore(key));
    }

    List<T> all() {
        return values(everything());
    }

    List<T> range(Bytes from, Bytes to) {
        return values(between(from, to));
    }

    /** All values whose keys begin with a text. */
    List<T> of(String text) {
        return range(Keys.of(text), Keys.behind(text));
    }

    /** All values with their keys. */
    List<KeyValue<Bytes, T>> entries() {
        return entries(everything());
    }

    /** A range with its keys. */
    List<KeyValue<Bytes, T>> entries(Bytes from, Bytes to) {
        return entries(between(from, to));
    }

    /** The lowest key. */
    Optional<Bytes> firstKey() {
        try (KeyValueIterator<Bytes, byte[]> entries = everything()) {
            return entries.hasNext() ? Optional.of(outside(entries.next().key)) : Optional.empty();
        }
    }

    /** The value with the highest key in a range. */
    Optional<T> lastIn(Bytes from, Bytes to) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.reverseRange(inStore(from), inStore(to))) {
            return entries.hasNext() ? Optional.of(decode.apply(entries.next().value)) : Optional.empty();
        }
    }

    void deleteRange(Bytes from, Bytes to) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = between(from, to)) {
            while (entries.hasNext()) {
                keys.add(entries.next().key);
            }
        }
        keys.forEach(store::delete);
    }

    /**
     * The keys of a text that come before another, if there may be more of them than when it was asked last; those are either
     * deleted now or stay until there are. It does not look where nothing has become old: most symbols have nothing of
     * most kinds, and are asked about daily.
     */
    List<Bytes> newlyOld(String text, Bytes end) {
        Bytes known = notOldYet.get(text);
        if (known != null && known.compareTo(end) >= 0) {
            return List.of();
        }
        List<Bytes> old = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = between(Keys.of(text), Keys.behind(text))) {
            Bytes next = nextIn(entries);
            while (next.compareTo(end) < 0) {
                old.add(next);
                next = nextIn(entries);
            }
            notOldYet.put(text, next);
        }
        return old;
    }

    private static Bytes nextIn(KeyValueIterator<Bytes, byte[]> entries) {
        return entries.hasNext() ? outside(entries.next().key) : NOTHING;
    }

    private KeyValueIterator<Bytes, byte[]> everything() {
        return store.range(Bytes.wrap(new byte[] {number}), Bytes.wrap(new byte[] {(byte) (number + 1)}));
    }

    private KeyValueIterator<Bytes, byte[]> between(Bytes from, Bytes to) {
        return store.range(inStore(from), inStore(to));
    }

    private List<T> values(KeyValueIterator<Bytes, byte[]> entries) {
        List<T> values = new ArrayList<>();
        try (entries) {
            while (entries.hasNext()) {
                values.add(decode.apply(entries.next().value));
            }
        }
        return values;
    }

    private List<KeyValue<Bytes, T>> entries(KeyValueIterator<Bytes, byte[]> stored) {
        List<KeyValue<Bytes, T>> found = new ArrayList<>();
        try (stored) {
            stored.forEachRemaining(entry -> found.add(KeyValue.pair(outside(entry.key), decode.apply(entry.value))));
        }
        return found;
    }

    private Bytes inStore(Bytes key) {
        byte[] placed = new byte[key.get().length + 1];
        placed[0] = number;
        System.arraycopy(key.get(), 0, placed, 1, key.get().length);
        return Bytes.wrap(placed);
    }

    private static Bytes outside(Bytes key) {
        return Bytes.wrap(Arrays.copyOfRange(key.get(), 1, key.get().length));
    }
}
