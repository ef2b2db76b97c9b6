package io.dealwake.market;

import java.time.Instant;

/**
 * A price and since when it stands: the boundary of a mark or the closing instant of a session.
 *
 * @param price per share, in the security's currency
 */
public record PricePoint(double price, Instant time) {}
