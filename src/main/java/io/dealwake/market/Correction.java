package io.dealwake.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a trade was printed wrong, or did not happen. It names the trade by its id where it has one, else by time, price
 * and size.
 *
 * @param knownAt when it was published
 * @param id the venue's id of the wrong trade
 * @param time of the wrong trade
 * @param price of the wrong trade
 * @param size of the wrong trade
 * @param corrected what the trade should have been; absent when it is cancelled
 */
public record Correction(
        String symbol,
        Instant knownAt,
        Optional<String> id,
        Instant time,
        double price,
        long size,
        Optional<Corrected> corrected) {
    public Correction {
        Require.symbol("symbol", symbol);
        Require.instant("knownAt", knownAt);
        id.ifPresent(value -> Require.text("id", value));
        Require.instant("time", time);
        Require.check(!knownAt.isBefore(time), "knownAt", knownAt, "a time not before that of the trade, " + time);
        Require.price("price", price);
        Require.check(size >= 1 && size <= Trade.LARGEST_SIZE, "size", size, "a whole number from 1");
    }

    /** What a trade should have been. */
    public record Corrected(double price, long size, List<String> conditions) {
        public Corrected {
            Require.price("correctedPrice", price);
            Require.check(
                    size >= 1 && size <= Trade.LARGEST_SIZE,
                    "correctedSize",
                    size,
                    "a whole number from 1 to " + Trade.LARGEST_SIZE);
            conditions = List.copyOf(conditions);
        }
    }

    /** Whether it speaks of a trade of its symbol. */
    public boolean names(Trade trade) {
        return id.isPresent()
                ? id.get().equals(trade.id())
                : trade.time().equals(time) && trade.price() == price && trade.size() == size;
    }

    /** The trade as it should have been; absent when it is cancelled. */
    public Optional<Trade> applyTo(Trade trade) {
        return corrected.map(to -> new Trade(
                trade.symbol(), trade.time(), to.price(), to.size(), trade.id(), trade.venue(), to.conditions()));
    }
}
