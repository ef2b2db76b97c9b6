package io.dealwake.market;

import java.time.Instant;

/** The highest or lowest price of some trades, with the time of the earliest trade at that price. */
public record Extreme(double price, Instant time) {
    /** The higher of two; of equal ones the earlier. */
    public Extreme orHigher(Extreme other) {
        return other.price > price || (other.price == price && other.time.isBefore(time)) ? other : this;
    }

    /** The lower of two; of equal ones the earlier. */
    public Extreme orLower(Extreme other) {
        return other.price < price || (other.price == price && other.time.isBefore(time)) ? other : this;
    }
}
