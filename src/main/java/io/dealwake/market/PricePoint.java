package io.dealwake.market;

import java.time.Instant;
import java.util.Optional;

/**
 * A price and since when it stands: the boundary of a mark or the closing instant of a session.
 *
 * @param price per share, in the security's currency
 */
public record PricePoint(double price, Instant time, Kind kind) {
    /** Where a price comes from. */
    public enum Kind {
        /** The last trade of a minute. */
        MARK,
        /** The official close of a session. */
        CLOSE
    }

    /** The last price of a mark, which stands at its boundary. */
    public static PricePoint of(Mark mark) {
        return new PricePoint(mark.last().price(), mark.boundary(), Kind.MARK);
    }

    /** The price of a close, which stands at its session's closing instant. */
    public static PricePoint of(Close close, Instant closing) {
        return new PricePoint(close.price(), closing, Kind.CLOSE);
    }

    /** The newer of two prices; of one instant the close, which replaces the last trade. */
    public static Optional<PricePoint> newest(Optional<PricePoint> mark, Optional<PricePoint> close) {
        boolean closeIsNewer = close.isPresent()
                && (mark.isEmpty() || !close.get().time().isBefore(mark.get().time()));
        return closeIsNewer ? close : mark;
    }

    /** The start of the trades that it is made of: a close is made of none that we saw. */
    Instant since() {
        return kind == Kind.MARK ? time.minus(Mark.LENGTH) : time;
    }
}
