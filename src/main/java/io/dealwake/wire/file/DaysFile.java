package io.dealwake.wire.file;

import io.dealwake.market.Day;
import io.dealwake.market.Security;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** {@code days.csv}: {@code date,symbol,open,high,low,close[,volume]}, one row a symbol and session. */
public final class DaysFile {
    private static final List<String> REQUIRED = List.of("date", "symbol", "open", "high", "low", "close");
    private static final List<String> OPTIONAL = List.of("volume");

    private DaysFile() {}

    /** The days in the order of the file. */
    public static List<Day> read(Path path, Map<String, Security> securities) {
        SessionDates dates = new SessionDates(securities);
        List<Day> days = new ArrayList<>();
        CsvFile.open(path, REQUIRED, OPTIONAL).forEach(row -> days.add(day(row, securities, dates)));
        return List.copyOf(days);
    }

    private static Day day(CsvRow row, Map<String, Security> securities, SessionDates dates) {
        String symbol = SessionDates.symbol(row, securities);
        LocalDate date = row.required("date", Scalars::date);
        dates.session(row, symbol, date);
        return row.make(() -> new Day(
                symbol,
                date,
                row.required("open", Scalars::price),
                row.required("high", Scalars::price),
                row.required("low", Scalars::price),
                row.required("close", Scalars::price),
                row.optional("volume", Scalars::whole).map(OptionalLong::of).orElse(OptionalLong.empty())));
    }
}
