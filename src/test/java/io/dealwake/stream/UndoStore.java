package io.dealwake.stream;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store in memory that can go back to the last commit, or to the one before. */
final class UndoStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();
    private Map<Bytes, byte[]> sinceCommit = new HashMap<>();
    private Map<Bytes, byte[]> inLastCommit = new HashMap<>();

    UndoStore(String name) {
        this.name = name;
    }

    void committed() {
        inLastCommit = sinceCommit;
        sinceCommit = new HashMap<>();
    }

    void backToCommit() {
        undo(sinceCommit);
    }

    void backToCommitBefore() {
        undo(sinceCommit);
        undo(inLastCommit);
    }

    private void undo(Map<Bytes, byte[]> changes) {
        changes.forEach((key, before) -> {
            if (before == null) {
                entries.remove(key);
            } else {
                entries.put(key, before);
            }
        });
        changes.clear();
    }

    @Override
    public void put(Bytes key, byte[] value) {
        byte[] before = value == null ? entries.remove(key) : entries.put(key, value);
        if (!sinceCommit.containsKey(key)) {
            sinceCommit.put(key, before);
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
        all.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public byte[] get(Bytes key) {
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return over(entries.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        return over(entries.subMap(from, true, to, true).descendingMap());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return over(entries);
    }

    private static KeyValueIterator<Bytes, byte[]> over(Map<Bytes, byte[]> entries) {
        Iterator<Map.Entry<Bytes, byte[]>> iterator = entries.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                Map.Entry<Bytes, byte[]> entry = iterator.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public Bytes peekNextKey() {
                throw new UnsupportedOperationException("no stage peeks");
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
