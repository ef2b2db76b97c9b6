package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Trade;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.TapeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class KeptTradesTest {
    private static final Instant MINUTE = Instant.parse("2025-10-06T13:31:00Z");
    private static final int LARGE_RECORD = 500_000;
    private static final String LONG_ID = "\u20ac".repeat(Trade.LONGEST_TEXT);

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("test").get();
    private final Table<TapeRecord.Block> table =
            new Table<>(store, (byte) 1, Codecs.BLOCK::encode, Codecs.BLOCK::decode);
    private final KeptTrades kept = new KeptTrades(0, table);

    private static List<Trade> trades(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Trade("SPY", MINUTE.minusMillis(1), 600, 1 + i, LONG_ID, "P", List.of()))
                .toList();
    }

    @Test
    void shouldGiveATradeInTheOrderInWhichItCameHoweverTheyWereAdded() {
        kept.add("SPY", MINUTE, 0, trades(0, 1));
        kept.add("SPY", MINUTE, 1, trades(1, 2501));
        kept.add("SPY", MINUTE, 2501, trades(2501, 2501));
        kept.add("SPY", MINUTE, 2501, trades(2501, 3501));
        kept.add("SPYG", MINUTE, 0, trades(0, 7));

        assertThat(kept.of("SPY", MINUTE)).isEqualTo(trades(0, 3501));
        assertThat(kept.of("SPY", MINUTE.plusSeconds(60))).isEmpty();
    }

    @Test
    void shouldFitAMinuteOfAnySizeIntoRecords() {
        kept.add("SPY", MINUTE, 0, trades(0, 100_000));

        List<Integer> sizes = new ArrayList<>();
        store.all().forEachRemaining(entry -> sizes.add(entry.value.length));
        assertThat(sizes).hasSize(259).allMatch(size -> size < LARGE_RECORD);
        assertThat(kept.of("SPY", MINUTE)).hasSize(100_000);
    }

    @Test
    void shouldPutNoMoreTradesThanItMayIntoARecord() {
        kept.add(
                "SPY",
                MINUTE,
                0,
                Collections.nCopies(
                        2 * KeptTrades.MOST_IN_A_PIECE + 1, Trade.of("SPY", MINUTE.minusMillis(1), 600, 1)));

        assertThat(table.all())
                .extracting(piece -> piece.trades().size())
                .containsExactly(KeptTrades.MOST_IN_A_PIECE, KeptTrades.MOST_IN_A_PIECE, 1);
    }

    @Test
    void shouldLeaveNothingOfWhatIsReplaced() {
        kept.add("SPY", MINUTE, 0, trades(0, 2001));
        kept.add("SPY", MINUTE.plusSeconds(60), 0, trades(0, 2));

        kept.replace("SPY", MINUTE, trades(5, 8));
        assertThat(kept.of("SPY", MINUTE)).isEqualTo(trades(5, 8));

        kept.replace("SPY", MINUTE, List.of());
        assertThat(kept.of("SPY", MINUTE)).isEmpty();
        assertThat(kept.of("SPY", MINUTE.plusSeconds(60))).isEqualTo(trades(0, 2));
    }

    @Test
    void shouldForgetTheMinutesBeforeABoundaryAlone() {
        kept.add("SPY", MINUTE, 0, trades(0, 2));
        kept.add("SPY", MINUTE.plusSeconds(60), 0, trades(0, 2));
        kept.add("AMD", MINUTE, 0, trades(0, 2));

        kept.prune("SPY", MINUTE.plusSeconds(60));

        assertThat(kept.of("SPY", MINUTE)).isEmpty();
        assertThat(kept.of("SPY", MINUTE.plusSeconds(60))).hasSize(2);
        assertThat(kept.of("AMD", MINUTE)).hasSize(2);
    }
}
