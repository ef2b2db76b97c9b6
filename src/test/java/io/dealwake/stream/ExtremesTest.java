package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever passes the checks, however absurd, stops nothing and makes no number that is none. */
class ExtremesTest {
    private static final TradingCalendar NYSE = TradingCalendar.of("XNYS");
    private static final double[] PRICES = {1e-9, 0.01, 1, 100, 1e9, 1e15};

    @ParameterizedTest
    @ValueSource(strings = {"1990-01-01", "1990-07-02", "2013-07-01", "2025-10-03", "2099-06-01", "2099-12-20"})
    void shouldGoOnWhateverThePricesAndTheYear(LocalDate around) {
        int measured = 0;
        for (long seed = 1; seed <= 4; seed++) {
            List<TapeEvent> events = world(around, new SplittableRandom(seed));
            StagesRun run = new StagesRun(2, seed, 0.02);

            assertThatCode(() -> run.run(events)).as("seed %d", seed).doesNotThrowAnyException();
            run.reactions.forEach(ExtremesTest::assertFinite);
            measured += run.reactions.size();
            assertThat(run.alerts).allSatisfy(alert -> assertThat(alert.value()).isFinite());
        }
        assertThat(measured).isPositive();
    }

    private static List<TapeEvent> world(LocalDate around, SplittableRandom random) {
        List<TapeEvent> events = new ArrayList<>();
        ShareCount most = new ShareCount(around, Era.FIRST, Long.MAX_VALUE);
        events.add(new TapeEvent.OfSecurity(
                new Security("Ω/€", "odd", Optional.of("nobody"), "XNYS", "USD", List.of(most), Era.FIRST)));
        events.add(new TapeEvent.OfSecurity(
                new Security("S", "stock", Optional.of("Ω/€"), "XNAS", "USD", List.of(most), Era.FIRST)));
        LocalDate first = later(around.minusDays(260), LocalDate.parse("1990-01-02"));
        LocalDate last = earlier(around.plusDays(40), LocalDate.parse("2099-12-30"));
        for (Session session : NYSE.sessions(first, last)) {
            for (String symbol : List.of("S", "Ω/€")) {
                if (random.nextInt(10) > 0) {
                    events.add(new TapeEvent.OfClose(new Close(
                            symbol,
                            session.date(),
                            price(random),
                            OptionalLong.of(random.nextLong(1L << 62)),
                            session.close())));
                }
                if (random.nextInt(5) == 0) {
                    Instant time = session.open().plusSeconds(random.nextInt(20_000));
                    events.add(new TapeEvent.OfTrade(
                            Trade.of(symbol, time, price(random), random.nextLong(1, Trade.LARGEST_SIZE + 1))));
                }
            }
            if (random.nextInt(20) == 0) {
                Instant news = session.open().plusSeconds(random.nextInt(80_000));
                events.add(new TapeEvent.OfLeg(new Leg(
                        new LegId("deal-" + session.date(), "S"),
                        "S",
                        "party",
                        "deal",
                        news,
                        news,
                        random.nextInt(5) == 0)));
            }
        }
        events.sort(TapeEvent.ORDER);
        return events;
    }

    private static double price(SplittableRandom random) {
        return random.nextBoolean() ? 100 + random.nextDouble() : PRICES[random.nextInt(PRICES.length)];
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static void assertFinite(Reaction reaction) {
        assertThat(reaction.toString()).doesNotContain("NaN", "Infinity");
    }
}
