package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table between two others of the same store, whose keys are the lowest and the highest that there are. */
class TableTest {
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("test").get();
    private final Table<String> table = table(2);

    private Table<String> table(int number) {
        return new Table<>(store, (byte) number, String::getBytes, String::new);
    }

    private static Bytes key(int... bytes) {
        byte[] key = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            key[i] = (byte) bytes[i];
        }
        return Bytes.wrap(key);
    }

    @BeforeEach
    void fill() {
        table(1).put(key(0xff, 0xff), "before");
        table(3).put(key(0), "behind");
        table.put(key(0xff, 0xff), "last");
        table.put(key(0), "first");
        table.put(key(5, 1), "middle");
    }

    @Test
    void shouldSeeNothingOfItsNeighbours() {
        assertThat(table.all()).containsExactly("first", "middle", "last");
        assertThat(table.entries())
                .containsExactly(
                        KeyValue.pair(key(0), "first"),
                        KeyValue.pair(key(5, 1), "middle"),
                        KeyValue.pair(key(0xff, 0xff), "last"));
        assertThat(table.firstKey()).contains(key(0));
        assertThat(table.lastIn(key(0), key(0xff, 0xff, 0xff))).contains("last");
        assertThat(table(4).firstKey()).isEmpty();
    }

    @Test
    void shouldTakeBothEndsOfARange() {
        assertThat(table.range(key(0), key(5, 1))).containsExactly("first", "middle");
        assertThat(table.range(key(0, 0), key(5, 0))).isEmpty();
        assertThat(table.lastIn(key(0), key(5, 1))).contains("middle");
        assertThat(table.lastIn(key(1), key(5, 0))).isEmpty();
    }

    @Test
    void shouldTellWhatHasBecomeOldOfATextOnce() {
        Table<String> named = table(7);
        List.of(10, 20, 30).forEach(second -> named.put(of("AMD", second), ""));
        named.put(of("AMDX", 10), "");
        assertThat(named.newlyOld("AMD", of("AMD", 10))).isEmpty();
        assertThat(named.newlyOld("AMD", of("AMD", 20))).containsExactly(of("AMD", 10));
        assertThat(named.newlyOld("AMD", of("AMD", 20)))
                .as("what stays, until there is more")
                .isEmpty();
        assertThat(named.newlyOld("AMD", of("AMD", 21))).containsExactly(of("AMD", 10), of("AMD", 20));
        named.delete(of("AMD", 10));
        assertThat(named.newlyOld("AMD", of("AMD", 40))).containsExactly(of("AMD", 20), of("AMD", 30));
    }

    @Test
    void shouldLookAgainWhereSomethingOldCame() {
        Table<String> named = table(7);
        assertThat(named.newlyOld("AMD", of("AMD", 20))).isEmpty();
        named.put(of("AMDX", 5), "");
        assertThat(named.newlyOld("AMD", of("AMD", 21))).isEmpty();
        named.put(of("AMD", 20), "");
        assertThat(named.newlyOld("AMD", of("AMD", 20))).isEmpty();
        named.put(of("AMD", 19), "");
        assertThat(named.newlyOld("AMD", of("AMD", 20))).containsExactly(of("AMD", 19));
    }

    private static Bytes of(String symbol, int second) {
        return Keys.of(symbol, Instant.ofEpochSecond(second));
    }

    @Test
    void shouldDeleteOfItselfAlone() {
        table.delete(key(5, 1));
        assertThat(table.get(key(5, 1))).isEmpty();
        table.deleteRange(key(0), key(0xff, 0xff));
        assertThat(table.all()).isEmpty();
        assertThat(List.of(table(1).all(), table(3).all())).containsExactly(List.of("before"), List.of("behind"));
    }
}
