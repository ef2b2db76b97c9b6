package io.dealwake.bench;

import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A workload in files as an analyst has it, trades in Parquet, closes and legs in CSV, and what is to come out of it.
 *
 * @param expected by the product's own arithmetic
 */
record TickFiles(Path folder, long trades, Map<OwnReturns.Key, Double> expected) {
    /** Those of which the returns are compared. */
    private static final Set<String> WINDOWS = Set.of("[0,0]", "PT30M", "since");

    private static final double TOLERANCE = 1e-12;

    /** Writes them into a folder. */
    static TickFiles write(Workload workload, Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        OwnReturns own = new OwnReturns();
        workload.forEach(own);
        Map<OwnReturns.Key, Double> expected = own.abnormal();
        expected.keySet().removeIf(key -> !WINDOWS.contains(key.window()));
        try (DayFile day = DayFile.write(workload, folder.resolve("trades.csv.zst"))) {
            Files.write(folder.resolve("closes.csv"), closes(day.facts()));
            Files.write(folder.resolve("legs.csv"), legs(day.facts()));
            toParquet(day.path(), folder.resolve("trades.parquet"));
        }
        return new TickFiles(folder, workload.trades(), expected);
    }

    private static List<String> closes(List<TapeEvent> facts) {
        List<String> lines = new ArrayList<>(List.of("symbol,closed_at,price"));
        for (TapeEvent fact : facts) {
            if (fact instanceof TapeEvent.OfClose one) {
                Close close = one.close();
                lines.add(String.join(",", close.symbol(), close.knownAt().toString(), Double.toString(close.price())));
            }
        }
        return lines;
    }

    private static List<String> legs(List<TapeEvent> facts) {
        Map<String, String> benchmarks = new HashMap<>();
        Map<LegId, String> lines = new LinkedHashMap<>();
        for (TapeEvent fact : facts) {
            if (fact instanceof TapeEvent.OfSecurity one) {
                Security security = one.security();
                benchmarks.put(security.symbol(), security.benchmark().orElse(""));
            } else if (fact instanceof TapeEvent.OfLeg one) {
                lines.merge(one.leg().id(), fields(one.leg(), benchmarks), String::concat);
            }
        }
        List<String> all = new ArrayList<>(List.of("deal,symbol,benchmark,announced_at,withdrawn_at"));
        all.addAll(lines.values());
        return all;
    }

    /** A withdrawal fills the last field of what was known before. */
    private static String fields(Leg leg, Map<String, String> benchmarks) {
        return leg.withdrawn()
                ? leg.observedAt().toString()
                : String.join(
                        ",",
                        leg.id().dealId(),
                        leg.id().symbol(),
                        benchmarks.get(leg.id().symbol()),
                        leg.announcedAt().toString(),
                        "");
    }

    private static void toParquet(Path csv, Path parquet) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("""
                    COPY (FROM read_csv('%s', header = true, columns = {
                        time: 'TIMESTAMP', symbol: 'VARCHAR', price: 'DOUBLE', size: 'BIGINT'}))
                    TO '%s' (FORMAT parquet)
                    """.formatted(csv, parquet));
        }
    }

    /** What is in a file of returns, which must be all that is expected and nothing else. */
    Cost.Gave check(Path file) throws IOException {
        long checksum = 0;
        Map<OwnReturns.Key, Double> missing = new HashMap<>(expected);
        List<String> lines = Files.readAllLines(file);
        if (expected.isEmpty()) {
            throw new IllegalStateException(trades + " trades are less than a minute: there is no return to compare");
        }
        for (String line : lines) {
            String[] fields = line.split(";", -1);
            OwnReturns.Key key =
                    new OwnReturns.Key(new LegId(fields[0], fields[1]), Instant.parse(fields[2]), fields[3]);
            double found = Double.parseDouble(fields[4]);
            Double wanted = missing.remove(key);
            if (wanted == null || !(Math.abs(found - wanted) <= TOLERANCE)) {
                throw new IllegalStateException("the batch's abnormal return of " + key + " is " + found
                        + ", the product's " + (wanted == null ? "is none" : wanted));
            }
            CRC32C crc = new CRC32C();
            crc.update(String.format(Locale.ROOT, "%s %.9f", key, found).getBytes(StandardCharsets.UTF_8));
            checksum += crc.getValue();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("the batch lacks " + missing.size() + " abnormal returns, among them that of "
                    + missing.keySet().iterator().next());
        }
        return new Cost.Gave(lines.size(), 0, Long.toHexString(checksum), "");
    }
}
