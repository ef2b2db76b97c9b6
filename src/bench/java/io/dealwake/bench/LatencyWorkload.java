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
import java.util.stream.LongStream;

/**
 * A tape whose raw-move alerts are foreseen: twenty thousand trades a second, calm but for five that cross the threshold of
 * a deal each. A deal is announced two seconds before its trade and taken back two seconds after it, so that twenty are open
 * at any time. Symbols are drawn by Zipf's law with exponent 1 from its tenth rank on, which gives the benchmark one trade
 * in fifty.
 */
final class LatencyWorkload {
    static final int TRADES_A_SECOND = 20_000;

    /** About five a second; a number that falls on all parts of the second, and of what comes at its beginning. */
    private static final int TRADES_A_CROSSING = 3989;

    private static final int CROSSINGS_OF_A_DEAL = 10;

    /** A symbol crosses every hundred seconds: since the base of a deal, up to a minute before it, it has not. */
    private static final int SYMBOLS = 500;

    private static final long NANOS_A_TRADE = Duration.ofSeconds(1).toNanos() / TRADES_A_SECOND;
    private static final Duration OF_A_DEAL =
            Duration.ofNanos(CROSSINGS_OF_A_DEAL * TRADES_A_CROSSING * NANOS_A_TRADE);
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
        crossings = Math.toIntExact(seconds * TRADES_A_SECOND / TRADES_A_CROSSING);
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

    /** Trades, with the deals among them. Each is made when it is asked for: none waits until others are made. */
    Iterator<TapeEvent> trading() {
        return LongStream.range(0, (long) crossings * TRADES_A_CROSSING)
                .mapToObj(this::eventsAt)
                .flatMap(List::stream)
                .iterator();
    }

    /** A trade; half-way between two that cross, so that neither waits for it, also what becomes of deals. */
    private List<TapeEvent> eventsAt(long trade) {
        int crossing = Math.toIntExact(trade / TRADES_A_CROSSING);
        Instant time = begin().plusNanos(trade * NANOS_A_TRADE);
        if (trade % TRADES_A_CROSSING == 0) {
            return List.of(trade(symbolOf(crossing), time, PRICE * CROSSING));
        }
        List<TapeEvent> events = new ArrayList<>(1);
        if (trade % TRADES_A_CROSSING == TRADES_A_CROSSING / 2) {
            if (crossing + CROSSINGS_OF_A_DEAL < crossings) {
                events.add(leg(crossing + CROSSINGS_OF_A_DEAL, time, time, false));
            }
            if (crossing >= CROSSINGS_OF_A_DEAL) {
                Duration sinceItsOpening = OF_A_DEAL.multipliedBy(2);
                events.add(leg(crossing - CROSSINGS_OF_A_DEAL, time.minus(sinceItsOpening), time, true));
            }
        }
        events.add(trade(drawn(), time, near(PRICE, CALM)));
        return events;
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
