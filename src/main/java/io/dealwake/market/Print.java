package io.dealwake.market;

import java.time.Instant;
import java.util.Comparator;

/**
 * A trade without its symbol, in the one order that decides which of two is the later: time, then venue sequence or id
 * (shorter first, so that 9 comes before 10), then price, then size. Never the order of arrival.
 */
public record Print(Instant time, String id, double price, long size) implements Comparable<Print> {
    private static final Comparator<Print> OF_ONE_TIME = Comparator.comparingInt(
                    (Print print) -> print.id().length())
            .thenComparing(Print::id)
            .thenComparingDouble(Print::price)
            .thenComparingLong(Print::size);

    @Override
    public int compareTo(Print other) {
        int order = time.compareTo(other.time); // decides nearly always
        return order != 0 ? order : OF_ONE_TIME.compare(this, other);
    }
}
