package io.dealwake.market;

import java.time.Instant;
import java.util.Comparator;

/**
 * A trade without its symbol, in the one order that decides which of two is the later: time, then venue sequence or id
 * (shorter first, so that 9 comes before 10), then price, then size. Never the order of arrival.
 */
public record Print(Instant time, String id, double price, long size) implements Comparable<Print> {
    private static final Comparator<Print> ORDER = Comparator.comparing(Print::time)
            .thenComparingInt(print -> print.id().length())
            .thenComparing(Print::id)
            .thenComparingDouble(Print::price)
            .thenComparingLong(Print::size);

    @Override
    public int compareTo(Print other) {
        return ORDER.compare(this, other);
    }
}
