package io.dealwake.bench;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tape whose raw-move alerts are foreseen: twenty thousand trades a second, calm but for twenty-five that cross the
 * threshold of a deal each. A deal is announced two seconds before its trade and taken back two seconds after it, so that a
 * hundred are open at any time. Symbols are drawn by Zipf's law with exponent 1 from its tenth rank on, which gives the
 * benchmark one trade in fifty.
 */
final class LatencyWorkload {
    static final int TRADES_A_SECOND = 20_000;
    private static final int CROSSINGS_A_SECOND = 25;
    private static final int TRADES_A_CROSSING = TRADES_A_SECOND / CROSSINGS_A_SECOND;
    private static final int SECONDS_OF_A_DEAL = 2;
    private static final int CROSSINGS_OF_A_DEAL = CROSSINGS_A_SECOND * SECONDS_OF_A_DEAL;

    /** A symbol crosses every 64 seconds: since the base of a deal, up to a minute before it, it has not. */
    private static final int SYMBOLS = CROSSINGS_A_SECOND * 64;

    private static final long NANOS_A_TRADE = Duration.ofSeconds(1).toNanos() / TRADES_A_SECOND;
    private static final int FIRST_RANK = 10;
    private static final double PRICE = 100;
    private static final double CALM = 0.0005;
    private static final double CROSSING = 1.06;
    private static final int SESSIONS_OF_CLOSES = 85;
    private static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    private static final String BENCHMARK = "SPY";
    private static final long SEED = 20251006;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int crossings;
    private final List<String> symbols = new ArrayList<>(List.of(BENCHMARK));

    /** A workload of so many seconds of trading. */
    LatencyWorkload(long seconds) {
        crossings = Math.toIntExact(seconds * CROSSINGS_A_SECOND);
        IntStream.range(0, SYMBOLS)
                .mapToObj(number -> String.format(Locale.ROOT, "S%04d", number))
                .forEach(symbols::add);
    }

    /** How many alerts are raised; the first trades that could cross have no deal yet. */
    int alerts() {
        return crossings - CROSSINGS_OF_A_DEAL;
    }

    /** How long after the first trade of all comes the one that raises the alert of a deal. */
    static Duration sinceBegin(String dealId) {
        return Duration.ofNanos(Long.parseLong(dealId) * TRADES_A_CROSSING * NANOS_A_TRADE);
    }

    /** Event time of the first trade. */
    static Instant begin() {
        return NEW_YORK.shift(DAY, 0).open();
    }

    /** Gives what is known before the first trade, in the order of time. */
    void forEachFact(Consumer<TapeEvent> consumer) {
        List<ShareCount> shares = List.of(new ShareCount(DAY.minusYears(1), Era.FIRST, 1_000_000_000L));
        for (String symbol : symbols) {
            Optional<String> benchmark = Optional.of(BENCHMARK).filter(market -> !market.equals(symbol));
            consumer.accept(new TapeEvent.OfSecurity(
                    new Security(symbol, symbol, benchmark, "XNYS", "USD", shares, Era.FIRST)));
        }
        for (int day = -SESSIONS_OF_CLOSES; day < 0; day++) {
            Session session = NEW_YORK.shift(DAY, day);
            for (String symbol : symbols) {
                double price = day == -1 ? PRICE : near(PRICE, 0.01);
                consumer.accept(new TapeEvent.OfClose(
                        new Close(symbol, session.date(), price, OptionalLong.empty(), session.close())));
            }
        }
    }

    private double near(double price, double volatility) {
        return Math.round(price * Math.exp(random.nextGaussian() * volatility) * 100) / 100.0;
    }

    /** Trades, with the deals among them. */
    Iterator<TapeEvent> trading() {
        return IntStream.range(0, crossings).boxed().flatMap(this::step).iterator();
    }

    /** A trade that crosses and those up to the next one; half-way, so that neither waits for it, what becomes of deals. */
    private Stream<TapeEvent> step(int crossing) {
        List<TapeEvent> events = new ArrayList<>();
        Instant begin = begin().plusNanos((long) crossing * TRADES_A_CROSSING * NANOS_A_TRADE);
        events.add(trade(symbolOf(crossing), begin, PRICE * CROSSING));
        for (int trade = 1; trade < TRADES_A_CROSSING; trade++) {
            Instant time = begin.plusNanos(trade * NANOS_A_TRADE);
            if (trade == TRADES_A_CROSSING / 2 && crossing + CROSSINGS_OF_A_DEAL < crossings) {
                events.add(leg(crossing + CROSSINGS_OF_A_DEAL, time, time, false));
            }
            if (trade == TRADES_A_CROSSING / 2 && crossing >= CROSSINGS_OF_A_DEAL) {
                Instant announcedAt = time.minusSeconds(2 * SECONDS_OF_A_DEAL);
                events.add(leg(crossing - CROSSINGS_OF_A_DEAL, announcedAt, time, true));
            }
            events.add(trade(drawn(), time, near(PRICE, CALM)));
        }
        return events.stream();
    }

    private String symbolOf(int crossing) {
        return symbols.get(1 + crossing % SYMBOLS);
    }

    private String drawn() {
        double ranks = (double) (FIRST_RANK + symbols.size()) / FIRST_RANK;
        return symbols.get((int) (FIRST_RANK * Math.pow(ranks, random.nextDouble())) - FIRST_RANK);
    }

    private TapeEvent trade(String symbol, Instant time, double price) {
        return new TapeEvent.OfTrade(Trade.of(symbol, time, price, 1 + random.nextInt(500)));
    }

    private TapeEvent leg(int crossing, Instant announcedAt, Instant observedAt, boolean withdrawn) {
        String symbol = symbolOf(crossing);
        LegId id = new LegId(Integer.toString(crossing), symbol);
        return new TapeEvent.OfLeg(
                new Leg(id, symbol, "party", "A deal", announcedAt, observedAt, withdrawn));
    }
}
