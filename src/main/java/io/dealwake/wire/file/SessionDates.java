package io.dealwake.wire.file;

import io.dealwake.market.Security;
import io.dealwake.market.Session;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Checks the symbols and dates of a file with at most one figure a symbol and session. */
final class SessionDates {
    private final Map<String, Security> securities;
    private final Map<Cell, Long> lines = new HashMap<>();

    private record Cell(String symbol, LocalDate date, String knownAt) {}

    SessionDates(Map<String, Security> securities) {
        this.securities = securities;
    }

    /** The symbol of a row, which must be among the securities. */
    static String symbol(CsvRow row, Map<String, Security> securities) {
        String symbol = row.required("symbol", Scalars::text);
        if (!securities.containsKey(symbol)) {
            throw row.refuse("symbol", symbol, expectedSymbol(securities));
        }
        return symbol;
    }

    static String expectedSymbol(Map<String, Security> securities) {
        return "a symbol of the securities: "
                + Names.list(securities.keySet().stream().sorted().toList());
    }

    /** The session of a symbol on the date of a row, which must not have come before, unless it was known at another time. */
    Session session(CsvRow row, String symbol, LocalDate date) {
        Security security = securities.get(symbol);
        Session session = row.make(() -> security.tradingCalendar().session(date))
                .orElseThrow(() -> row.refuse("date", date.toString(), "a session of " + security.calendar()));
        Long earlier = lines.putIfAbsent(new Cell(symbol, date, row.cell("knownAt")), row.line());
        if (earlier != null) {
            throw row.refuse("date", date.toString(), symbol + " once a date: it stands in line " + earlier);
        }
        return session;
    }
}
