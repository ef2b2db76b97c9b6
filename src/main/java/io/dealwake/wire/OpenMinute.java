package io.dealwake.wire;

import io.dealwake.market.Mark;
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
public record OpenMinute(String symbol, Instant boundary, boolean kept, long volumeOnly, Optional<Mark> mark) {}
