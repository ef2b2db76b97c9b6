package io.dealwake.market;

import java.time.Instant;
import java.util.List;

/**
 * One print of a symbol.
 *
 * @param symbol ticker symbol as the feed writes it
 * @param time when the exchange printed it, in whole microseconds
 * @param price per share, in the security's currency, above zero
 * @param size shares, from one to {@link #LARGEST_SIZE}
 * @param id the venue's sequence number or trade id; empty when the feed gives none
 * @param venue the feed's code of the exchange; empty when the feed gives none
 * @param conditions the feed's sale conditions, in the feed's order
 */
public record Trade(
        String symbol, Instant time, double price, long size, String id, String venue, List<String> conditions) {
    /** No print is larger; sums of sizes stay far from overflow. */
    public static final long LARGEST_SIZE = 1_000_000_000_000L;

    public Trade {
        Require.symbol("symbol", symbol);
        Require.instant("time", time);
        Require.price("price", price);
        Require.check(size >= 1 && size <= LARGEST_SIZE, "size", size, "a whole number from 1 to " + LARGEST_SIZE);
        Require.present("id", id);
        Require.present("venue", venue);
        conditions = List.copyOf(conditions);
    }

    /** A print without id, venue and conditions. */
    public static Trade of(String symbol, Instant time, double price, long size) {
        return new Trade(symbol, time, price, size, "", "", List.of());
    }

    /** What remains of this trade in a mark. */
    public Print print() {
        return new Print(time, id, price, size);
    }
}
