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
    private static final String BENCHMARK = "SPY";
    private static final int ONE_STIRRED_OF = 4000;
    private static final double CALM = 0.0002;
    private static final double STIRRED = 0.04;

    /** As dense as a busy day, whatever the number of trades. */
    static Workload of(long trades, Shape shape, long seed) {
        return new Workload(trades, TRADES_A_MINUTE, shape, seed);
    }

    /** Over a whole session, as dense as that makes it. */
    static Workload ofDay(long trades, Shape shape, long seed) {
        Session day = session(0);
        long minutes = Duration.between(day.open(), day.close()).toMinutes();
        return new Workload(trades, Math.toIntExact((trades + minutes - 1) / minutes), shape, seed);
    }

    /** The first instant of trading. */
    static Instant begin() {
        return session(0).open();
    }

    private static Session session(int offset) {
        return NEW_YORK.shift(DAY, offset);
    }

    String symbol(int rank) {
        return rank == 0 ? BENCHMARK : String.format(Locale.ROOT, "S%04d", rank);
    }

    /** Gives all events in the order of time. */
    void forEach(Consumer<TapeEvent> consumer) {
        for (int rank = 0; rank <= shape.symbols(); rank++) {
            consumer.accept(new TapeEvent.OfSecurity(security(symbol(rank))));
        }
        closes(consumer);
        new Trading(consumer).run();
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

    /** The day itself. */
    private final class Trading {
        private final Consumer<TapeEvent> consumer;
        private final SplittableRandom random = new SplittableRandom(seed + 1);
        private final String[] names = new String[shape.symbols() + 1];
        private final double[] prices = new double[shape.symbols() + 1];
        private final double[] share = new double[shape.symbols() + 1];

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
            for (int deal = 0; deal < shape.openLegs(); deal++) {
                open(deal, begin().minus(Duration.ofMinutes(shape.openLegs() - deal)));
            }
            long step = Duration.ofMinutes(1).toNanos() / 1000 / tradesAMinute;
            for (long trade = 0; trade < trades; trade++) {
                Instant time = begin().plusNanos(trade * step * 1000);
                if (trade % tradesAMinute == 0) {
                    int minute = (int) (trade / tradesAMinute);
                    open(shape.openLegs() + minute, time);
                    takeBack(minute, time);
                }
                int rank = draw(sum);
                boolean stirred = random.nextInt(ONE_STIRRED_OF) == 0;
                double volatility = stirred ? STIRRED : CALM;
                prices[rank] = Math.max(1, cents(prices[rank] * Math.exp(random.nextGaussian() * volatility)));
                consumer.accept(new TapeEvent.OfTrade(
                        Trade.of(names[rank], time, prices[rank], 1 + random.nextInt(500))));
            }
        }

        private int draw(double sum) {
            int found = Arrays.binarySearch(share, random.nextDouble() * sum);
            return found < 0 ? -found - 1 : found;
        }

        private void open(int deal, Instant time) {
            leg(deal, time, time, false);
        }

        private void takeBack(int deal, Instant time) {
            leg(deal, time.minus(Duration.ofMinutes(shape.openLegs())), time, true);
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
