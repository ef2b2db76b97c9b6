package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dealwake.market.SaleConditions.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    private static final Instant NOON = Instant.parse("2025-09-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2025-09-22T12:00:00Z,2025-09-22T12:01:00Z", "2025-09-22T11:59:59.999999Z,2025-09-22T12:00:00Z",
        "2025-09-22T12:00:59.999999Z,2025-09-22T12:01:00Z", "2025-09-22T12:01:00Z,2025-09-22T12:02:00Z"
    })
    void shouldBelongToTheMinuteThatABoundaryOpens(Instant time, Instant boundary) {
        assertThat(Mark.of(Trade.of("A", time, 1, 1)).boundary()).isEqualTo(boundary);
    }

    @Test
    void shouldNotDependOnTheOrderOfTrades() {
        List<Trade> trades = new ArrayList<>(List.of(
                trade(1, "1", 10, 5),
                trade(2, "9", 12, 1),
                trade(2, "10", 11, 1),
                trade(0, "0", 9, 7),
                trade(2, "10", 11, 3),
                trade(1, "2", 12, 2),
                trade(0, "", 9, 7)));
        Mark expected = markOf(trades);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(trades, random);
            assertThat(markOf(trades)).as("seed 3").isEqualTo(expected);
        }
        assertThat(expected.last()).isEqualTo(new Print(NOON.plusSeconds(2), "10", 11, 3));
        assertThat(expected.high()).isEqualTo(new Extreme(12, NOON.plusSeconds(1)));
        assertThat(expected.low()).isEqualTo(new Extreme(9, NOON));
        assertThat(expected.volume()).isEqualTo(26);
    }

    @Test
    void shouldCountSharesOfPrintsThatSetNoPrice() {
        MarkMaker maker = new MarkMaker("A", NOON.plusSeconds(60));
        maker.add(trade(1, "", 99, 3), Effect.VOLUME);
        assertThat(maker.complete()).isEmpty();
        maker.add(trade(2, "", 98, 7), Effect.NONE);
        maker.add(trade(3, "", 10, 4), Effect.PRICE);

        assertThat(maker.prices().orElseThrow()).isEqualTo(Mark.of(trade(3, "", 10, 4)));
        assertThat(maker.complete().orElseThrow().volume()).isEqualTo(7);
        assertThat(maker.complete().orElseThrow().high().price()).isEqualTo(10);
    }

    @Test
    void shouldGoOnFromWhatWasMade() {
        MarkMaker first = new MarkMaker("A", NOON.plusSeconds(60));
        first.add(trade(1, "1", 10, 5), Effect.PRICE);
        first.add(trade(1, "2", 12, 2), Effect.VOLUME);
        MarkMaker second = new MarkMaker("A", NOON.plusSeconds(60), first.prices(), first.volumeOnly());
        first.add(trade(0, "", 9, 1), Effect.PRICE);
        second.add(trade(0, "", 9, 1), Effect.PRICE);

        assertThat(second.complete()).isEqualTo(first.complete());
    }

    @Test
    void shouldRefuseABoundaryThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkMaker("A", NOON.plusSeconds(1)))
                .withMessage("boundary is 2025-09-22T12:00:01Z, expected a whole minute");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e16, 1e-10})
    void shouldRefuseATradeAtAPriceThatCannotBe(double price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trade.of("A", NOON, price, 1))
                .withMessageStartingWith("price is " + price + ", expected a finite number above zero");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Trade.LARGEST_SIZE + 1})
    void shouldRefuseATradeOfASizeThatCannotBe(long size) {
        assertThatIllegalArgumentException().isThrownBy(() -> Trade.of("A", NOON, 1, size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989-12-31T23:59:59.999999Z", "2100-01-01T00:00:00Z", "2025-01-01T00:00:00.0000001Z"})
    void shouldRefuseATradeAtATimeThatCannotBe(Instant time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trade.of("A", time, 1, 1))
                .withMessageStartingWith("time is " + time);
    }

    private static Mark markOf(List<Trade> trades) {
        MarkMaker maker = new MarkMaker("A", NOON.plusSeconds(60));
        trades.forEach(trade -> maker.add(trade, Effect.PRICE));
        return maker.complete().orElseThrow();
    }

    private static Trade trade(int second, String id, double price, long size) {
        return new Trade("A", NOON.plusSeconds(second), price, size, id, "", List.of());
    }
}
