package io.dealwake.reaction;

import io.dealwake.market.Extreme;
import io.dealwake.market.PriceHistory;
import java.time.Instant;
import java.util.Optional;

/** The highest and lowest price in a stretch of time, read once each as they become known. */
final class Peaks {
    private final Instant fromExclusive;
    private final Instant toInclusive;
    private Instant knownTo = Instant.MIN;
    private Optional<Extreme> high = Optional.empty();
    private Optional<Extreme> low = Optional.empty();

    Peaks(Instant fromExclusive, Instant toInclusive) {
        this.fromExclusive = fromExclusive;
        this.toInclusive = toInclusive;
    }

    void readTo(Instant asOf, PriceHistory prices) {
        prices.extremes(
                knownTo,
                asOf,
                fromExclusive,
                toInclusive,
                extreme -> high =
                        Optional.of(high.map(known -> known.orHigher(extreme)).orElse(extreme)),
                extreme -> low =
                        Optional.of(low.map(known -> known.orLower(extreme)).orElse(extreme)));
        knownTo = asOf;
    }

    /** The extreme in the direction of a move; absent while there was no price in the stretch. */
    Optional<Extreme> inDirectionOf(Reaction.Move move) {
        return move.lastPrice() >= move.basePrice() ? high : low;
    }
}
