package io.dealwake.app;

import io.dealwake.market.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bundled sample as files that a user would load, announce and replay. */
final class SampleFiles {
    private static final Path FOLDER = Path.of("src/main/resources/sample").toAbsolutePath();

    /** Nothing is measured any more when it comes; it tells the tape that the last session is over, as a feed would. */
    private static final String AFTER_THE_END = "2025-10-22T09:30:00-04:00,SPY,672.00,100";

    private SampleFiles() {}

    static String securities() {
        return FOLDER.resolve("securities.yaml").toString();
    }

    static String closes() {
        return FOLDER.resolve("closes.csv").toString();
    }

    static String deals() {
        return FOLDER.resolve("deals.yaml").toString();
    }

    /** Writes the trades that the demo makes of the sample into a file. */
    static String ticks(Path folder) {
        List<String> lines = new ArrayList<>(List.of("time,symbol,price,size,id,venue"));
        for (Trade trade : Sample.bundled(1).trades()) {
            lines.add(String.join(
                    ",",
                    trade.time().toString(),
                    trade.symbol(),
                    Double.toString(trade.price()),
                    Long.toString(trade.size()),
                    trade.id(),
                    trade.venue()));
        }
        lines.add(AFTER_THE_END + ",,");
        try {
            return Files.write(folder.resolve("ticks.csv"), lines).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
