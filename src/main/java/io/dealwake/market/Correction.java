package io.dealwake.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a trade was printed wrong, or did not happen. It names the trade by id and time where it has an id, else by time, price
 * and size; and by its venue where it says one, since the ids of two venues may be the same.
 *
 * @param knownAt when it was published
 * @param id the venue's id of the wrong trade
 * @param venue of the wrong trade
 * @param time of the wrong trade
 * @param price of the wrong trade
 * @param size of the wrong trade
 * @param corrected what the trade should have been; absent when it is cancelled
 */
public record Correction(
        String symbol,
        Instant knownAt,
        Optional<String> id,
        Optional<String> venue,
        Instant time,
        double price,
        long size,
        Optional<Corrected> corrected) {
    public Correction {
        Require.symbol("symbol", symbol);
        Require.instant("knownAt", knownAt);
        id.ifPresent(value -> Require.text("id", value));
        venue.ifPresent(value -> Require.text("venue", value));
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
        return trade.time().equals(time)
                && venue.filter(named -> !named.equals(trade.venue())).isEmpty()
                && id.map(trade.id()::equals).orElseGet(() -> isAsPrinted(trade));
    }

    private boolean isAsPrinted(Trade trade) {
        return trade.price() == price && trade.size() == size;
    }

    /**
     * Corrects that one of some trades which it speaks of, in its place; false when it speaks of none. Of several that it may
     * name it is the first with its price and size.
     */
    public boolean applyTo(List<Trade> trades) {
        Optional<Trade> wrong = among(trades);
        wrong.ifPresent(trade -> {
            int place = trades.indexOf(trade);
            trades.remove(place);
            applyTo(trade).ifPresent(right -> trades.add(place, right));
        });
        return wrong.isPresent();
    }

    private Optional<Trade> among(List<Trade> trades) {
        List<Trade> named = trades.stream().filter(this::names).toList();
        return named.stream()
                .filter(this::isAsPrinted)
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    /** The trade as it should have been; absent when it is cancelled. */
    public Optional<Trade> applyTo(Trade trade) {
        return corrected.map(to -> new Trade(
                trade.symbol(), trade.time(), to.price(), to.size(), trade.id(), trade.venue(), to.conditions()));
    }
}
