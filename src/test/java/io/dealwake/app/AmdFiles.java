package io.dealwake.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a user who watches one deal: that of AMD, with a handful of trades and one that cannot be used. */
final class AmdFiles {
    private AmdFiles() {}

    /** Writes securities.yaml, closes.csv, deal.yaml and ticks.csv. */
    static void writeTo(Path folder) throws IOException {
        write(folder, "securities.yaml", """
                - symbol: AMD
                  name: Advanced Micro Devices
                  benchmark: SPY
                  shares: [{asOf: 2025-10-01, knownAt: 2025-10-01, count: 1623000000}]
                - {symbol: SPY, name: S&P 500 fund}
                """);
        List<String> closes = Files.readAllLines(Path.of("src/main/resources/sample/closes.csv"));
        write(
                folder,
                "closes.csv",
                String.join("\n", closes.stream().map(AmdFiles::withoutNvidia).toList()));
        write(folder, "deal.yaml", """
                id: my-deal
                announcedAt: 2025-10-06T06:50:00-04:00
                headline: A deal of mine
                parties:
                  - {entity: AMD, symbol: AMD, role: supplier}
                  - {entity: OpenAI, role: customer}
                """);
        write(folder, "ticks.csv", """
                time,symbol,price,size
                2025-10-06T06:49:58-04:00,AMD,166.69,100
                2025-10-06T06:49:59-04:00,SPY,671.86,100
                2025-10-06T06:50:02-04:00,AMD,170.00,100
                2025-10-06T06:52:00-04:00,AMD,197.00,100
                2025-10-06T06:52:00-04:00,XYZ,1.00,100
                2025-10-06T15:59:59-04:00,AMD,203.71,100
                2025-10-06T15:59:59-04:00,SPY,671.61,100
                """);
    }

    private static String withoutNvidia(String line) {
        String[] cells = line.split(",", -1);
        return cells[0] + "," + cells[1] + "," + cells[3];
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
