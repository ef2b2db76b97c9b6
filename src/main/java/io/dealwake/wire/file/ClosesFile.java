package io.dealwake.wire.file;

import io.dealwake.market.Close;
import io.dealwake.market.Require;
import io.dealwake.market.Security;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * {@code closes.csv}: official closes, long ({@code date,symbol,close[,volume][,knownAt]}) or wide ({@code date,SYM,SYM…}, an
 * empty cell for a symbol without a close that day). A close counts as known from its session's closing instant, unless
 * {@code knownAt} says when it was published; another one of the same session, published later, replaces it from then on.
 */
public final class ClosesFile {
    private static final List<String> LONG = List.of("date", "symbol", "close", "volume", "knownAt");
    private static final String LAYOUT = "date,symbol,close[,volume][,knownAt] or date,SYM,SYM…";

    private final Map<String, Security> securities;
    private final SessionDates dates;
    private final List<Close> closes = new ArrayList<>();

    private ClosesFile(Map<String, Security> securities) {
        this.securities = securities;
        this.dates = new SessionDates(securities);
    }

    /** The closes in the order of the file, a wide row's in the order of its columns. */
    public static List<Close> read(Path path, Map<String, Security> securities) {
        ClosesFile reading = new ClosesFile(securities);
        try (CsvFile file = CsvFile.open(path, LAYOUT)) {
            reading.readAll(file);
        }
        return List.copyOf(reading.closes);
    }

    private void readAll(CsvFile file) {
        file.require("date");
        if (file.header().contains("symbol") || file.header().contains("close")) {
            file.requireOnly(LONG);
            file.require("symbol");
            file.require("close");
            file.forEach(this::readLong);
        } else {
            List<String> symbols = file.header().stream()
                    .filter(column -> !column.equals("date"))
                    .toList();
            file.requireSome(symbols, securities.keySet(), SessionDates.expectedSymbol(securities));
            file.forEach(row -> readWide(row, symbols));
        }
    }

    private void readLong(CsvRow row) {
        String symbol = SessionDates.symbol(row, securities);
        OptionalLong volume =
                row.optional("volume", Scalars::whole).map(OptionalLong::of).orElse(OptionalLong.empty());
        add(row, symbol, row.required("close", Scalars::price), volume);
    }

    private void readWide(CsvRow row, List<String> symbols) {
        row.required("date", Scalars::date);
        for (String symbol : symbols) {
            row.optional(symbol, Scalars::price).ifPresent(price -> add(row, symbol, price, OptionalLong.empty()));
        }
    }

    private void add(CsvRow row, String symbol, double price, OptionalLong volume) {
        LocalDate date = row.required("date", Scalars::date);
        Instant closing = dates.session(row, symbol, date).close();
        Instant knownAt = row.optional("knownAt", Scalars::instant).orElse(closing);
        closes.add(row.make(() -> {
            Require.check(!knownAt.isBefore(closing), "knownAt", knownAt, closing + " (the close) or later");
            return new Close(symbol, date, price, volume, knownAt);
        }));
    }
}
