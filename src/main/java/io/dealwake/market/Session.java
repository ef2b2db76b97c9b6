package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One trading day of an exchange. Trading time runs from {@code open}, inclusive, to {@code close}, exclusive, and so do
 * the extended hours around it.
 *
 * @param date its date at the exchange
 */
public record Session(LocalDate date, Instant open, Instant close, Instant extendedOpen, Instant extendedClose) {
    public Session {
        Require.present("date", date);
        Require.check(
                !extendedOpen.isAfter(open) && open.isBefore(close) && !close.isAfter(extendedClose),
                "session",
                extendedOpen + " " + open + " " + close + " " + extendedClose,
                "extendedOpen <= open < close <= extendedClose");
    }
}
