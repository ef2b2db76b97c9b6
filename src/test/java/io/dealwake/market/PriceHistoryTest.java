package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
    private static final TradingCalendar NYSE = TradingCalendar.of("XNYS");
    private static final Session MONDAY =
            NYSE.session(LocalDate.parse("2025-10-06")).orElseThrow();
    private static final Instant CLOSE = MONDAY.close();
    private final PriceHistory history = new PriceHistory(NYSE);

    @Test
    void shouldNotKnowAMarkBeforeItsBoundary() {
        history.add(mark("2025-10-06T15:00:30Z", 10));
        Instant boundary = Instant.parse("2025-10-06T15:01:00Z");

        assertThat(history.priceAt(CLOSE, AsOf.of(boundary.minusNanos(1000)))).isEmpty();
        assertThat(history.priceAt(CLOSE, AsOf.of(boundary)))
                .contains(new PricePoint(10, boundary, PricePoint.Kind.MARK));
        assertThat(history.priceAt(boundary.minusNanos(1000), AsOf.of(CLOSE))).isEmpty();
    }

    @Test
    void shouldReplaceTheLastTradeByTheCloseOnceThatIsKnown() {
        history.add(mark("2025-10-06T19:59:59Z", 10));
        history.add(close(11), CLOSE.plusSeconds(300));

        assertThat(history.priceAt(CLOSE, AsOf.of(CLOSE.plusSeconds(299))))
                .contains(new PricePoint(10, CLOSE, PricePoint.Kind.MARK));
        assertThat(history.priceAt(CLOSE, AsOf.of(CLOSE.plusSeconds(300))))
                .contains(new PricePoint(11, CLOSE, PricePoint.Kind.CLOSE));
        assertThat(history.close(MONDAY, AsOf.of(CLOSE.plusSeconds(299)))).isEmpty();
        assertThat(history.close(MONDAY, AsOf.of(CLOSE.plusSeconds(300)))).contains(close(11));
    }

    @Test
    void shouldPreferALaterMarkToAClose() {
        history.add(close(11), CLOSE);
        history.add(mark("2025-10-06T20:00:30Z", 12));

        assertThat(history.priceAt(CLOSE.plusSeconds(60), AsOf.of(CLOSE.plusSeconds(60))))
                .contains(new PricePoint(12, CLOSE.plusSeconds(60), PricePoint.Kind.MARK));
        assertThat(history.priceAt(CLOSE.plusSeconds(59), AsOf.of(CLOSE.plusSeconds(60))))
                .contains(new PricePoint(11, CLOSE, PricePoint.Kind.CLOSE));
    }

    @Test
    void shouldTellWhenSomethingBecameKnown() {
        history.add(mark("2025-10-06T15:00:30Z", 10));
        history.add(mark("2025-10-06T15:01:30Z", 10));
        history.add(close(11), CLOSE.plusSeconds(5));

        assertThat(history.newsBetween(Instant.parse("2025-10-06T15:01:00Z"), CLOSE.plusSeconds(5)))
                .containsExactly(
                        Map.entry(Instant.parse("2025-10-06T15:02:00Z"), News.MARK),
                        Map.entry(CLOSE.plusSeconds(5), News.CLOSE));
        assertThat(history.newsBetween(CLOSE, CLOSE.plusSeconds(4))).isEmpty();
        assertThat(history.newsBetween(CLOSE, CLOSE)).isEmpty();
    }

    @Test
    void shouldGiveEachExtremeOnceToWhoReadsOn() {
        history.add(mark("2025-10-06T15:00:30Z", 10));
        history.add(mark("2025-10-06T15:01:30Z", 20));
        history.add(close(15), CLOSE);
        List<Extreme> highs = new ArrayList<>();
        Instant base = Instant.parse("2025-10-06T15:01:00Z");
        Instant known = Instant.MIN;
        for (Instant asOf : List.of(base, base.plusSeconds(60), CLOSE, CLOSE.plusSeconds(60))) {
            history.extremes(known, AsOf.of(asOf), base, CLOSE, highs::add, low -> {});
            known = asOf;
        }

        assertThat(highs)
                .containsExactly(new Extreme(20, Instant.parse("2025-10-06T15:01:30Z")), new Extreme(15, CLOSE));
    }

    private static Mark mark(String time, double price) {
        return Mark.of(Trade.of("A", Instant.parse(time), price, 1));
    }

    /** As many versions are known in both: of two closes one each, or of one close two. */
    @Test
    void shouldNotTakeACorrectedCloseForTwo() {
        Instant corrected = CLOSE.plus(Duration.ofDays(2));
        Close tuesday =
                new Close("A", MONDAY.date().plusDays(1), 12, OptionalLong.empty(), CLOSE.plus(Duration.ofDays(1)));
        history.add(close(11), CLOSE);
        history.add(tuesday, tuesday.knownAt());
        history.add(close(13), corrected);

        assertThat(history.closesVersion(new AsOf(CLOSE, corrected)))
                .isNotEqualTo(history.closesVersion(AsOf.of(tuesday.knownAt())))
                .isEqualTo(history.closesVersion(new AsOf(CLOSE.plusSeconds(1), corrected)))
                .isNotEqualTo(history.closesVersion(AsOf.of(CLOSE)));
    }

    private static Close close(double price) {
        return new Close("A", MONDAY.date(), price, OptionalLong.empty(), CLOSE);
    }
}
