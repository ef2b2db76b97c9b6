package io.dealwake.app;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Tellings;
import io.dealwake.feed.DealBook;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TradeSimulator;
import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.BadFile;
import io.dealwake.wire.file.ClosesFile;
import io.dealwake.wire.file.DaysFile;
import io.dealwake.wire.file.DealsFile;
import io.dealwake.wire.file.KnownMark;
import io.dealwake.wire.file.KnownMarksFile;
import io.dealwake.wire.file.SecuritiesFile;
import io.dealwake.wire.file.TickRow;
import io.dealwake.wire.file.TicksFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with securities, deals and closes, and optionally days or ticks: all that a replay of some deals needs.
 *
 * @param announcements those of {@code deals.yaml}; several can tell one deal
 * @param trades real ones from {@code ticks.csv}, else simulated between the figures of {@code days.csv} and
 *     {@code known.csv}, else none
 * @param simulated whether the trades are simulated
 * @param notices contradictions in the files and how they were settled
 */
record Sample(
        Map<String, Security> securities,
        List<Announcement> announcements,
        List<Close> closes,
        List<Trade> trades,
        boolean simulated,
        List<String> notices) {
    /** Reads a folder; throws BadFile with file and line for anything that cannot be used. */
    static Sample read(Path folder, long seed) {
        Map<String, Security> securities = new LinkedHashMap<>();
        for (Security security : SecuritiesFile.read(folder.resolve("securities.yaml"))) {
            securities.put(security.symbol(), security);
        }
        List<Announcement> deals = DealsFile.read(folder.resolve("deals.yaml"), securities);
        List<Close> closes = ClosesFile.read(folder.resolve("closes.csv"), securities);
        Path ticks = folder.resolve("ticks.csv");
        if (Files.exists(ticks)) {
            return new Sample(securities, deals, closes, readTicks(ticks, securities), false, List.of());
        }
        List<Day> days = ifPresent(folder.resolve("days.csv"))
                .map(file -> DaysFile.read(file, securities))
                .orElse(List.of());
        List<KnownMark> known = ifPresent(folder.resolve("known.csv"))
                .map(file -> KnownMarksFile.read(file, securities))
                .orElse(List.of());
        TradeSimulator simulator = TradeSimulator.of(securities, days, closes, known, seed);
        return new Sample(securities, deals, closes, simulator.trades().toList(), !days.isEmpty(), simulator.notices());
    }

    /** The sample that comes with the program: OpenAI–AMD and Nvidia–OpenAI. */
    static Sample bundled(long seed) {
        try {
            URI place = Sample.class.getResource("/sample/deals.yaml").toURI();
            if (place.getScheme().equals("file")) {
                return read(Path.of(place).getParent(), seed);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return read(jar.getPath("/sample"), seed);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the bundled sample", e);
        }
    }

    private static Optional<Path> ifPresent(Path file) {
        return Optional.of(file).filter(Files::exists);
    }

    private static List<Trade> readTicks(Path file, Map<String, Security> securities) {
        List<Trade> trades = new ArrayList<>();
        try (TicksFile rows = TicksFile.open(file)) {
            for (TickRow row : rows) {
                String symbol = row.trade().symbol();
                if (!securities.containsKey(symbol)) {
                    String expected = "one of the securities: " + String.join(", ", securities.keySet());
                    throw BadFile.at(file.toString(), row.line(), "symbol", symbol, expected);
                }
                trades.add(row.trade());
            }
        }
        trades.sort(Comparator.comparing(Trade::time));
        return trades;
    }

    /** How many legs its deals have. */
    int legs() {
        return deals().stream().mapToInt(deal -> deal.listedParties().size()).sum();
    }

    /** The deals in the order of the file; one that several announcements tell is there once. */
    List<Announcement> deals() {
        Tellings told = new Tellings();
        announcements.forEach(told::take);
        return announcements.stream()
                .map(announcement -> told.dealOf(announcement.id()))
                .distinct()
                .map(deal -> told.together(deal).orElseThrow())
                .toList();
    }

    /** The announcements in the order in which they became known, each with the legs that it changes. */
    List<DealBook.Entry> entries() {
        return new DealBook().enterAll(announcements);
    }

    /** The same, where each deal became known so much later. */
    Sample withDealsLater(Duration late) {
        List<Announcement> later = announcements.stream()
                .map(deal -> deal.withObservedAt(deal.observedAt().plus(late)))
                .toList();
        return new Sample(securities, later, closes, trades, simulated, notices);
    }

    /** Everything in the order in which it became known. */
    List<TapeEvent> events() {
        List<TapeEvent> events = new ArrayList<>();
        securities.values().forEach(security -> addStates(security, events));
        closes.forEach(close -> events.add(new TapeEvent.OfClose(close)));
        entries().forEach(entry -> entry.legs().forEach(leg -> events.add(new TapeEvent.OfLeg(leg))));
        trades.forEach(trade -> events.add(new TapeEvent.OfTrade(trade)));
        events.sort(TapeEvent.ORDER);
        return events;
    }

    /** A security is told as it was known first, then again whenever something of it was published. */
    static void addStates(Security security, List<TapeEvent> events) {
        security.knownAtInstants()
                .tailSet(security.knownAt())
                .forEach(knownAt -> events.add(new TapeEvent.OfSecurity(security.asKnownAt(knownAt))));
    }
}
