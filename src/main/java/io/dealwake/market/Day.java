package io.dealwake.market;

import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * A symbol's regular session in five figures.
 *
 * @param date the session's date at its exchange
 * @param open the first price, per share
 * @param high the highest, not below any of the others
 * @param low the lowest, not above any of the others
 * @param close the official close
 * @param volume shares of the session, absent when the source gives none
 */
public record Day(
        String symbol, LocalDate date, double open, double high, double low, double close, OptionalLong volume) {
    public Day {
        Require.symbol("symbol", symbol);
        Require.present("date", date);
        Require.price("open", open);
        Require.price("high", high);
        Require.price("low", low);
        Require.price("close", close);
        Require.check(low <= Math.min(open, close), "low", low, "a price not above open and close");
        Require.check(high >= Math.max(open, close), "high", high, "a price not below open and close");
        volume.ifPresent(value -> Require.notNegative("volume", value));
    }
}
