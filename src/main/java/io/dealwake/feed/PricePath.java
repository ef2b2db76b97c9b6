package io.dealwake.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.NavigableMap;

/**
 * Prices between pins: a Brownian bridge in logs from each pin to the next, rounded to cents, kept strictly between two
 * bounds so that only a pin touches them.
 */
final class PricePath {
    private final NavigableMap<Long, Double> pins;
    private final long lowestCents;
    private final long highestCents;

    private PricePath(NavigableMap<Long, Double> pins, long lowestCents, long highestCents) {
        this.pins = pins;
        this.lowestCents = lowestCents;
        this.highestCents = highestCents;
    }

    /** A path whose free prices lie above the low and below the high, both exclusive. */
    static PricePath between(double low, double high, NavigableMap<Long, Double> pins) {
        return new PricePath(pins, cents(low, RoundingMode.FLOOR) + 1, cents(high, RoundingMode.CEILING) - 1);
    }

    /**
     * The price of a trade that follows another.
     *
     * @param from when the last trade was, in microseconds, not before the first pin
     * @param fromPrice its price
     * @param time the trade's time, later than that and not after the last pin
     * @param sigma standard deviation of the log price over one second
     */
    double next(long from, double fromPrice, long time, double sigma, Draws draws) {
        Double pinned = pins.get(time);
        if (pinned != null) {
            return pinned;
        }
        long end = pins.higherKey(time);
        double past = (time - from) / 1e6;
        double left = (end - time) / 1e6;
        double start = StrictMath.log(fromPrice);
        double mean = start + (StrictMath.log(pins.get(end)) - start) * past / (past + left);
        double noise = sigma * StrictMath.sqrt(past * left / (past + left)) * draws.normal();
        return bounded(StrictMath.exp(mean + noise), fromPrice);
    }

    private double bounded(double price, double otherwise) {
        if (lowestCents > highestCents) {
            return otherwise;
        }
        long cents = Math.round(price * 100);
        return Math.max(lowestCents, Math.min(highestCents, cents)) / 100.0;
    }

    private static long cents(double price, RoundingMode rounding) {
        return BigDecimal.valueOf(price).movePointRight(2).setScale(0, rounding).longValueExact();
    }
}
