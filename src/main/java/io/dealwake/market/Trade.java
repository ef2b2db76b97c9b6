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
 * @param id the venue's sequence number or trade id, of {@link #LONGEST_TEXT} characters at most; empty when the feed gives none
 * @param venue the feed's code of the exchange, no longer either; empty when the feed gives none
 * @param conditions the feed's sale conditions, in the feed's order: {@link #MOST_CONDITIONS} at most, none longer either
 */
public record Trade(
        String symbol, Instant time, double price, long size, String id, String venue, List<String> conditions) {
    /** No print is larger; sums of sizes stay far from overflow. */
    public static final long LARGEST_SIZE = 1_000_000_000_000L;

    /** Feeds have some twenty characters. What is stored of many trades must fit into a record. */
    public static final int LONGEST_TEXT = 255;

    /** The tapes of the United States have four. */
    public static final int MOST_CONDITIONS = 32;

    public Trade {
        Require.symbol("symbol", symbol);
        Require.instant("time", time);
        Require.price("price", price);
        Require.check(size >= 1 && size <= LARGEST_SIZE, "size", size, "a whole number from 1 to " + LARGEST_SIZE);
        checkLength("id", id);
        checkLength("venue", venue);
        conditions = List.copyOf(conditions);
        Require.atMost(MOST_CONDITIONS, "conditions", conditions.size(), "of them");
        for (String condition : conditions) {
            checkLength("conditions", condition);
        }
    }

    private static void checkLength(String name, String text) {
        Require.present(name, text);
        Require.atMost(LONGEST_TEXT, name, text.length(), "characters long");
    }

    /** A print without id, venue and conditions. */
    public static Trade of(String symbol, Instant time, double price, long size) {
        return new Trade(symbol, time, price, size, "", "", List.of());
    }

    /** How many characters its texts have: nearly all that makes one trade larger than another. */
    public int characters() {
        int characters = symbol.length() + id.length() + venue.length();
        for (String condition : conditions) {
            characters += condition.length();
        }
        return characters;
    }

    /** What remains of this trade in a mark. */
    public Print print() {
        return new Print(time, id, price, size);
    }
}
