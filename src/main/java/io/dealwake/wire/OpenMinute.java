package io.dealwake.wire;

import io.dealwake.market.Mark;
import io.dealwake.market.Trade;
import java.time.Instant;
import java.util.Optional;

/**
 * The stored form of a minute that can still change.
 *
 * @param boundary the boundary that closes it
 * @param kept whether all its trades are kept, so that it can be made again
 * @param volumeOnly shares of prints that count in volume alone
 * @param mark what the other prints make; absent while there is none
 */
public record OpenMinute(String symbol, Instant boundary, boolean kept, long volumeOnly, Optional<Mark> mark) {
    /** A minute without a trade so far. */
    public static OpenMinute empty(String symbol, Instant boundary, boolean kept) {
        return new OpenMinute(symbol, boundary, kept, 0, Optional.empty());
    }

    /** This minute with a print that sets prices. */
    public OpenMinute withPrice(Trade trade) {
        Mark with = mark.map(begun -> begun.with(trade)).orElseGet(() -> Mark.of(trade));
        return new OpenMinute(symbol, boundary, kept, volumeOnly, Optional.of(with));
    }

    /** This minute with a print that counts in volume alone. */
    public OpenMinute withVolume(Trade trade) {
        return new OpenMinute(symbol, boundary, kept, Math.addExact(volumeOnly, trade.size()), mark);
    }

    /** The minute, all volume included; absent without a print that sets a price. */
    public Optional<Mark> complete() {
        return mark.map(prices -> prices.withVolume(Math.addExact(prices.volume(), volumeOnly)));
    }
}
