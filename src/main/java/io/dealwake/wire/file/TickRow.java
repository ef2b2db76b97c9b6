package io.dealwake.wire.file;

import io.dealwake.market.Trade;

/**
 * A trade and where it stands in its file.
 *
 * @param line counted from 1, the header included
 */
public record TickRow(long line, Trade trade) {}
