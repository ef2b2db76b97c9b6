package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * The official close of a symbol's session.
 *
 * @param date the session's date at its exchange
 * @param price per share, not adjusted for dividends or splits
 * @param volume shares of the session, absent when the source gives none
 * @param knownAt when the close became known: not before the session's closing instant
 */
public record Close(String symbol, LocalDate date, double price, OptionalLong volume, Instant knownAt) {
    public Close {
        Require.symbol("symbol", symbol);
        Require.present("date", date);
        Require.price("close", price);
        volume.ifPresent(value -> Require.notNegative("volume", value));
        Require.instant("knownAt", knownAt);
    }
}
