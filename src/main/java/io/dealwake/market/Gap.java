package io.dealwake.market;

import java.time.Instant;

/**
 * A stretch in which a feed may have missed trades of a symbol. It is known from its end on.
 *
 * @param source the feed, by the name in its heartbeats
 * @param from inclusive
 * @param to exclusive
 * @param reason in words; empty when none is given
 */
public record Gap(String symbol, String source, Instant from, Instant to, String reason) {
    public Gap {
        Require.symbol("symbol", symbol);
        Require.text("source", source);
        Require.instant("from", from);
        Require.instant("to", to);
        Require.check(from.isBefore(to), "to", to, "a time after from, " + from);
        Require.present("reason", reason);
    }
}
