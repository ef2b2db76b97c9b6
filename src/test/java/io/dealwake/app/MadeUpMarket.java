package io.dealwake.app;

import io.dealwake.market.Session;
import io.dealwake.market.TradingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Files of symbols that do not exist: ZED and its benchmark IDX walk at random over two hundred sessions. On the day of a
 * deal, announced ten minutes after the opening, ZED gains 20%.
 */
final class MadeUpMarket {
    static final String DEAL = "zed-buys-yon";
    static final TradingCalendar CALENDAR = TradingCalendar.of("XNYS");
    static final Session EVENT = CALENDAR.session(LocalDate.parse("2024-10-15")).orElseThrow();

    private static final long SEED = 20241015;
    private static final int BEFORE = 185;
    private static final int AFTER = 14;
    private static final double NOISE = 0.008;
    private static final double JUMP = 0.20;
    private static final List<Duration> TRADES =
            List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(3), Duration.ofMinutes(389));

    private final List<String> closes = new ArrayList<>(List.of("date,ZED,IDX"));
    private final List<String> ticks = new ArrayList<>(List.of("time,symbol,price,size"));

    private MadeUpMarket() {
        Random random = new Random(SEED);
        double zed = 50;
        double idx = 400;
        for (int day = -BEFORE; day <= AFTER; day++) {
            Session session = CALENDAR.shift(EVENT.date(), day);
            double market = NOISE * random.nextGaussian();
            double before = zed;
            idx *= 1 + market;
            zed *= 1 + market + NOISE * random.nextGaussian() + (day == 0 ? JUMP : 0);
            closes.add(session.date() + "," + price(zed) + "," + price(idx));
            if (day >= -1) {
                trade(session, before, zed, idx);
            }
        }
    }

    private void trade(Session session, double before, double zed, double idx) {
        for (Duration since : TRADES) {
            String time = session.open().plus(since).toString();
            ticks.add(time + ",IDX," + price(idx) + ",100");
            ticks.add(time + ",ZED," + price(since.isZero() ? before : zed) + ",100");
        }
    }

    private static String price(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Securities, a deal and closes, as {@code demo --sample} wants them. */
    static Path closesAlone(Path folder) {
        MadeUpMarket market = new MadeUpMarket();
        write(folder.resolve("securities.yaml"), """
                - symbol: ZED
                  name: Zed Works
                  benchmark: IDX
                  calendar: XNYS
                  currency: USD
                  shares: [{asOf: 2024-01-02, knownAt: 2024-01-02, count: 10000000000}]
                - symbol: IDX
                  name: Index fund
                  calendar: XNYS
                  currency: USD
                """);
        write(folder.resolve("deals.yaml"), """
                - id: zed-buys-yon
                  announcedAt: 2024-10-15T09:40:00-04:00
                  observedAt: 2024-10-15T09:40:00-04:00
                  headline: Zed buys Yon
                  sources: [made up]
                  parties:
                    - {entity: Zed, symbol: ZED, role: acquirer}
                    - {entity: Yon, role: target}
                """);
        write(folder.resolve("closes.csv"), String.join("\n", market.closes) + "\n");
        return folder;
    }

    /** The same, with trades from the day before the deal on. */
    static Path withTicks(Path folder) {
        closesAlone(folder);
        write(folder.resolve("ticks.csv"), String.join("\n", new MadeUpMarket().ticks) + "\n");
        return folder;
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
