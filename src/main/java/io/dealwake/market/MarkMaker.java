package io.dealwake.market;

import io.dealwake.market.SaleConditions.Effect;
import java.time.Instant;
import java.util.Optional;

/** Makes the mark of one minute of a symbol from its trades, which may come in any order. Not thread-safe. */
public final class MarkMaker {
    private final String symbol;
    private final Instant boundary;
    private Print last;
    private Extreme high;
    private Extreme low;
    private long volume;
    private long volumeOnly;

    /** A minute without a trade so far; throws for a boundary that is none. */
    public MarkMaker(String symbol, Instant boundary) {
        Mark.checkBoundary(boundary);
        this.symbol = symbol;
        this.boundary = boundary;
    }

    /** Goes on from what some trades have made. */
    public MarkMaker(String symbol, Instant boundary, Optional<Mark> prices, long volumeOnly) {
        this(symbol, boundary);
        prices.ifPresent(mark -> {
            last = mark.last();
            high = mark.high();
            low = mark.low();
            volume = mark.volume();
        });
        this.volumeOnly = volumeOnly;
    }

    /** Adds a trade of this minute and symbol, which the caller has made sure of, with its effect. */
    public void add(Trade trade, Effect effect) {
        if (effect == Effect.PRICE) {
            addPrice(trade);
            volume = Math.addExact(volume, trade.size());
        } else if (effect == Effect.VOLUME) {
            volumeOnly = Math.addExact(volumeOnly, trade.size());
        }
    }

    /** Makes nothing that will not be kept: nearly all trades change the last price, and few an extreme. */
    private void addPrice(Trade trade) {
        if (last == null || !trade.time().isBefore(last.time())) {
            Print print = trade.print();
            last = last == null || print.compareTo(last) > 0 ? print : last;
        }
        if (high == null || trade.price() >= high.price()) {
            Extreme found = new Extreme(trade.price(), trade.time());
            high = high == null ? found : high.orHigher(found);
        }
        if (low == null || trade.price() <= low.price()) {
            Extreme found = new Extreme(trade.price(), trade.time());
            low = low == null ? found : low.orLower(found);
        }
    }

    /** Shares of prints that count in the volume alone. */
    public long volumeOnly() {
        return volumeOnly;
    }

    /** What the prints that set prices make, with their volume; absent while there is none. */
    public Optional<Mark> prices() {
        return withVolume(volume);
    }

    /** The minute with all its volume; absent without a print that sets a price. */
    public Optional<Mark> complete() {
        return withVolume(Math.addExact(volume, volumeOnly));
    }

    private Optional<Mark> withVolume(long shares) {
        return last == null ? Optional.empty() : Optional.of(new Mark(symbol, boundary, last, high, low, shares));
    }
}
