package io.dealwake.market;

import java.time.Instant;
import java.util.Optional;

/**
 * That a minute is not what it was taken for.
 *
 * @param boundary the boundary that closes the minute
 * @param cause {@code TRADE_CORRECTED}, {@code TRADE_CANCELLED}, or {@code UNCORRECTED} when a trade of the minute was
 *     wrong and the minute could not be made again, since its trades were not kept
 * @param mark the minute as it should have been; absent when no trade of it is left
 */
public record MarkRevision(String symbol, Instant boundary, News cause, Optional<Mark> mark) {
    public MarkRevision {
        Require.symbol("symbol", symbol);
        Require.check(boundary.equals(Mark.boundaryAtOrBefore(boundary)), "boundary", boundary, "a whole minute");
        Require.check(
                cause == News.TRADE_CORRECTED || cause == News.TRADE_CANCELLED || cause == News.UNCORRECTED,
                "cause",
                cause,
                "what may revise a minute");
    }
}
