package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Security;
import io.dealwake.wire.file.ClosesFile;
import io.dealwake.wire.file.DaysFile;
import io.dealwake.wire.file.KnownMark;
import io.dealwake.wire.file.KnownMarksFile;
import io.dealwake.wire.file.SecuritiesFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bundled sample, read from the sources. */
final class Sample {
    private static final Path DIRECTORY = Path.of("src/main/resources/sample");
    static final Map<String, Security> SECURITIES = securities();
    static final List<Day> DAYS = DaysFile.read(DIRECTORY.resolve("days.csv"), SECURITIES);
    static final List<Close> CLOSES = ClosesFile.read(DIRECTORY.resolve("closes.csv"), SECURITIES);
    static final List<KnownMark> KNOWN = KnownMarksFile.read(DIRECTORY.resolve("known.csv"), SECURITIES);

    private Sample() {}

    static TradeSimulator simulator(long seed) {
        return TradeSimulator.of(SECURITIES, DAYS, CLOSES, KNOWN, seed);
    }

    private static Map<String, Security> securities() {
        Map<String, Security> securities = new TreeMap<>();
        SecuritiesFile.read(DIRECTORY.resolve("securities.yaml"))
                .forEach(security -> securities.put(security.symbol(), security));
        return securities;
    }
}
