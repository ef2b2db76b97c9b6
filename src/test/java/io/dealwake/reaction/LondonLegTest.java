package io.dealwake.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A London stock whose deal is told at London's closing instant on Friday 2025-10-24, the last day of summer time there:
 * nothing of its measurement may be New York's.
 */
class LondonLegTest {
    private static final TradingCalendar LONDON = TradingCalendar.of("XLON");
    private static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    private static final Instant ANNOUNCED = Instant.parse("2025-10-24T15:30:00Z");
    private static final Security STOCK =
            new Security("S", "Stock", Optional.of("M"), "XLON", "USD", List.of(), Era.FIRST);
    private static final Leg LEG =
            new Leg(new LegId("deal", "S"), "Stock", "supplier", "A deal", ANNOUNCED, ANNOUNCED, false);

    private final PriceHistory stock = closes(LONDON, 1);

    @ParameterizedTest
    @CsvSource({
        "PT30M,              2025-10-27T08:30:00Z",
        "'[0,0]',            2025-10-27T16:30:00Z",
        "announcement-close, 2025-10-27T16:30:00Z",
        "'[-1,+1]',          2025-10-28T16:30:00Z",
        "'[0,+2]',           2025-10-29T16:30:00Z",
        "since,              2025-11-10T16:30:00Z"
    })
    void shouldEndEachWindowByLondonsClock(String window, Instant end) {
        PriceHistory market = closes(LONDON, 2);
        stock.add(Mark.of(Trade.of("S", Instant.parse("2025-10-27T08:10:30Z"), 120, 1)));
        market.add(Mark.of(Trade.of("M", Instant.parse("2025-10-27T08:10:30Z"), 101, 1)));

        Reaction before = at(end.minusNanos(1_000), market).get(window);
        Reaction at = at(end, market).get(window);

        assertThat(before == null ? Reaction.Status.OPEN : before.status()).isEqualTo(Reaction.Status.OPEN);
        assertThat(at.status()).isEqualTo(Reaction.Status.FINAL);
        assertThat(at.eventDay()).isEqualTo(LocalDate.parse("2025-10-27"));
    }

    @Test
    void shouldLackTheClosesOfABenchmarkThatClosesAtAnotherTime() {
        Reaction reaction =
                at(Instant.parse("2025-11-11T08:00:00Z"), closes(NEW_YORK, 2)).get("[0,0]");

        assertThat(reaction.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(reaction.reason()).contains(Reason.NO_CLOSE);
    }

    private Map<String, Reaction> at(Instant clock, PriceHistory market) {
        OpenLeg leg = new OpenLeg(LEG, ANNOUNCED, STOCK, MeasureSettings.defaults());
        stock.add(STOCK, STOCK.knownAt());
        Surroundings around = new Surroundings(stock, symbol -> market, new Confounders(STOCK.tradingCalendar()));
        return World.outcome(leg.advance(clock, around).stream()
                .flatMap(chapter -> chapter.measured().stream())
                .toList());
    }

    private static PriceHistory closes(TradingCalendar calendar, long seed) {
        PriceHistory prices = new PriceHistory(calendar);
        SplittableRandom random = new SplittableRandom(seed);
        for (Session session : calendar.sessions(LocalDate.parse("2025-02-03"), LocalDate.parse("2025-12-31"))) {
            double price = 100 + random.nextDouble();
            prices.add(new Close("S", session.date(), price, OptionalLong.empty(), session.close()), session.close());
        }
        return prices;
    }
}
