package io.dealwake.market;

import java.time.Duration;
import java.time.Instant;

/**
 * One minute of a symbol, named by the boundary that closes it: the trades from one minute before the boundary,
 * inclusive, to the boundary, exclusive. A minute without a trade has no mark.
 *
 * @param boundary a whole minute in UTC
 * @param last the last trade of the minute in the order of {@link Print}
 * @param high the highest price and when it was first seen
 * @param low the lowest price and when it was first seen
 * @param volume shares traded in the minute
 */
public record Mark(String symbol, Instant boundary, Print last, Extreme high, Extreme low, long volume) {
    /** The length of every mark. */
    public static final Duration LENGTH = Duration.ofMinutes(1);

    public Mark {
        Require.symbol("symbol", symbol);
        checkBoundary(boundary);
    }

    static void checkBoundary(Instant boundary) {
        Require.check(boundary.equals(boundaryAtOrBefore(boundary)), "boundary", boundary, "a whole minute");
    }

    /** The mark of a minute in which nothing else was traded. */
    public static Mark of(Trade trade) {
        Extreme extreme = new Extreme(trade.price(), trade.time());
        return new Mark(trade.symbol(), boundaryAfter(trade.time()), trade.print(), extreme, extreme, trade.size());
    }

    /** The boundary that closes the minute of a trade; a trade on a boundary belongs to the minute that it opens. */
    public static Instant boundaryAfter(Instant time) {
        return boundaryAtOrBefore(time).plus(LENGTH);
    }

    /** The last boundary at or before an instant. */
    public static Instant boundaryAtOrBefore(Instant time) {
        long seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, LENGTH.toSeconds()));
    }
}
