package io.dealwake.reaction;

import io.dealwake.market.AsOf;
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

    Instant toInclusive() {
        return toInclusive;
    }

    /** Reads on, with prices in shares as they count at the end of the stretch, so that they compare across a split. */
    void readTo(AsOf asOf, PriceHistory prices) {
        prices.extremes(
                knownTo,
                asOf,
                fromExclusive,
                toInclusive,
                extreme -> {
                    Extreme found = inSharesOfTheEnd(extreme, prices, asOf);
                    high = Optional.of(high.map(known -> known.orHigher(found)).orElse(found));
                },
                extreme -> {
                    Extreme found = inSharesOfTheEnd(extreme, prices, asOf);
                    low = Optional.of(low.map(known -> known.orLower(found)).orElse(found));
                });
        knownTo = asOf.at();
    }

    private Extreme inSharesOfTheEnd(Extreme extreme, PriceHistory prices, AsOf asOf) {
        double split = prices.splitFactor(extreme.time(), toInclusive, asOf.known());
        return new Extreme(extreme.price() / split, extreme.time());
    }

    /** The extreme in the direction of a move, in shares of an instant; absent while there was no price in the stretch. */
    Optional<Extreme> inDirectionOf(Reaction.Move move, double splitToTheEnd) {
        return (move.lastPrice() >= move.basePrice() ? high : low)
                .map(found -> new Extreme(found.price() * splitToTheEnd, found.time()));
    }
}
