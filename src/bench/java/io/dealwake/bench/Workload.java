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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What every row works on: trades of some symbols, drawn by Zipf's law with exponent 0.9, and deals of a minute's distance,
 * of which the oldest is taken back when a new one comes. The same seed gives the same tape.
 *
 * @param trades how many there are
 * @param tradesAMinute how many of them fall on a minute of event time, at equal distances
 * @param shape what there is of each thing; the benchmark is traded as often as the first of the symbols
 */
record Workload(long trades, int tradesAMinute, Shape shape, long seed) {
    /**
     * What falls on the first 500 of 8,000 symbols by the same law, on a day of 60 million trades and 390 minutes: 61% of
     * 154,000.
     */
    private static final int TRADES_A_MINUTE = 94_000;

    private static final double EXPONENT = 0.9;
    private static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    private static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    private static final int MINUTES_OF_A_SESSION = 390;
    private static final String BENCHMARK = "SPY";
    private static final int ONE_STIRRED_OF = 4000;
    private static final double CALM = 0.0002;
    private static final double STIRRED = 0.04;

    /** As dense as a busy day, whatever the number of trades: beyond one session another follows. */
    static Workload of(long trades, Shape shape, long seed) {
        return new Workload(trades, TRADES_A_MINUTE, shape, seed);
    }

    /** Over a whole session, as dense as that makes it. */
    static Workload ofDay(long trades, Shape shape, long seed) {
        return new Workload(
                trades, Math.toIntExact((trades + MINUTES_OF_A_SESSION - 1) / MINUTES_OF_A_SESSION), shape, seed);
    }

    /** The first instant of trading. */
    static Instant begin() {
        return session(0).open();
    }

    /** A session, counted from that of the deals. */
    static Session session(int offset) {
        return NEW_YORK.shift(DAY, offset);
    }

    String symbol(int rank) {
        return rank == 0 ? BENCHMARK : String.format(Locale.ROOT, "S%04d", rank);
    }

    /** Gives all events in the order of time. */
    void forEach(Consumer<TapeEvent> consumer) {
        forEachFact(consumer);
        new Trading(consumer).run();
    }

    /** Gives what is known before the first trade. */
    void forEachFact(Consumer<TapeEvent> consumer) {
        for (int rank = 0; rank <= shape.symbols(); rank++) {
            consumer.accept(security(rank));
        }
        closes(consumer);
    }

    /** What a symbol is; the first is the benchmark. */
    TapeEvent security(int rank) {
        return new TapeEvent.OfSecurity(security(symbol(rank)));
    }

    private static Security security(String symbol) {
        boolean market = symbol.equals(BENCHMARK);
        List<ShareCount> shares = List.of(new ShareCount(DAY.minusYears(1), Era.FIRST, 1_000_000_000L));
        return new Security(
                symbol, symbol, market ? Optional.empty() : Optional.of(BENCHMARK), "XNYS", "USD", shares, Era.FIRST);
    }

    private void closes(Consumer<TapeEvent> consumer) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] prices = new double[shape.symbols() + 1];
        Arrays.fill(prices, 100);
        for (int day = -shape.sessions(); day < 0; day++) {
            Session session = session(day);
            for (int rank = 0; rank <= shape.symbols(); rank++) {
                prices[rank] = cents(prices[rank] * Math.exp(random.nextGaussian() * 0.01));
                consumer.accept(new TapeEvent.OfClose(new Close(
                        symbol(rank),
                        session.date(),
                        day == -1 ? 100 : prices[rank],
                        OptionalLong.empty(),
                        session.close())));
            }
        }
    }

    private static double cents(double price) {
        return Math.round(price * 100) / 100.0;
    }

    /** The days of trading. */
    private final class Trading {
        private final Consumer<TapeEvent> consumer;
        private final SplittableRandom random = new SplittableRandom(seed + 1);
        private final String[] names = new String[shape.symbols() + 1];
        private final double[] prices = new double[shape.symbols() + 1];
        private final double[] share = new double[shape.symbols() + 1];
        private long traded;

        Trading(Consumer<TapeEvent> consumer) {
            this.consumer = consumer;
        }

        void run() {
            double sum = 0;
            for (int rank = 0; rank <= shape.symbols(); rank++) {
                names[rank] = symbol(rank);
                prices[rank] = 100;
                sum += Math.pow(Math.max(1, rank), -EXPONENT);
                share[rank] = sum;
            }
            for (int day = 0; traded < trades; day++) {
                trade(session(day), day * (MINUTES_OF_A_SESSION + shape.openLegs()));
            }
        }

        /** A session with deals of its own, those that are open from its start and one more each minute. */
        private void trade(Session session, int firstDeal) {
            for (int deal = 0; deal < shape.openLegs(); deal++) {
                Instant announcedAt = announcementOf(deal, session);
                leg(firstDeal + deal, announcedAt, announcedAt, false);
            }
            int minute = 0;
            for (; minute < MINUTES_OF_A_SESSION && traded < trades; minute++) {
                Instant time = session.open().plus(Duration.ofMinutes(minute));
                leg(firstDeal + shape.openLegs() + minute, time, time, false);
                leg(firstDeal + minute, announcementOf(minute, session), time, true);
                trade(time);
            }
            if (minute == MINUTES_OF_A_SESSION) {
                close(session);
            }
            if (traded < trades) {
                for (int deal = MINUTES_OF_A_SESSION; deal < MINUTES_OF_A_SESSION + shape.openLegs(); deal++) {
                    leg(firstDeal + deal, announcementOf(deal, session), session.close(), true);
                }
            }
        }

        /** The first deals of a session come before it, also a minute from each other. */
        private Instant announcementOf(int deal, Session session) {
            return session.open().plus(Duration.ofMinutes(deal - shape.openLegs()));
        }

        private void trade(Instant minute) {
            long step = Duration.ofMinutes(1).toNanos() / 1000 / tradesAMinute * 1000;
            for (int trade = 0; trade < tradesAMinute && traded < trades; trade++) {
                int rank = draw();
                boolean stirred = random.nextInt(ONE_STIRRED_OF) == 0;
                double volatility = stirred ? STIRRED : CALM;
                prices[rank] = Math.max(1, cents(prices[rank] * Math.exp(random.nextGaussian() * volatility)));
                consumer.accept(new TapeEvent.OfTrade(Trade.of(
                        names[rank], minute.plusNanos(trade * step), prices[rank], 1 + random.nextInt(500))));
                traded++;
            }
        }

        private int draw() {
            int found = Arrays.binarySearch(share, random.nextDouble() * share[shape.symbols()]);
            return found < 0 ? -found - 1 : found;
        }

        private void close(Session session) {
            for (int rank = 0; rank <= shape.symbols(); rank++) {
                consumer.accept(new TapeEvent.OfClose(
                        new Close(names[rank], session.date(), prices[rank], OptionalLong.empty(), session.close())));
            }
        }

        private void leg(int number, Instant announcedAt, Instant observedAt, boolean withdrawn) {
            String symbol = names[1 + Math.floorMod(number * 37, shape.symbols())];
            consumer.accept(new TapeEvent.OfLeg(new Leg(
                    new LegId("deal-" + number, symbol),
                    symbol,
                    "party",
                    "A deal",
                    announcedAt,
                    observedAt,
                    withdrawn)));
        }
    }
}
