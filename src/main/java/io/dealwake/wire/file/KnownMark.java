package io.dealwake.wire.file;

import io.dealwake.market.Require;
import java.time.Instant;
import java.util.Locale;

/**
 * A price that is known of a session beside its five figures.
 *
 * @param time for {@link Kind#LAST} the instant that the trade lies before; for the others the start of a minute
 * @param price per share
 */
public record KnownMark(String symbol, Instant time, double price, Kind kind) {
    /** What is known of the price. */
    public enum Kind {
        /** The last trade before the time had this price. */
        LAST,
        /** The highest price of the regular session fell in the minute that starts at the time. */
        HIGH,
        /** The lowest price of the regular session fell in the minute that starts at the time. */
        LOW;

        /** The name in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KnownMark {
        Require.symbol("symbol", symbol);
        Require.instant("time", time);
        Require.price("price", price);
        Require.present("kind", kind);
    }
}
