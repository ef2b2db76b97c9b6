package io.dealwake.stream;

import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The two deals of the README with the closes of 2025 and a few trades at known prices. */
final class AmdCase {
    static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    static final Instant NVIDIA_NEWS = Instant.parse("2025-09-22T16:01:00Z");
    static final Instant AMD_NEWS = Instant.parse("2025-10-06T10:50:00Z");

    static final Leg NVIDIA = leg("nvidia-openai-2025", "NVDA", "investor", NVIDIA_NEWS);
    static final Leg AMD = leg("openai-amd-2025", "AMD", "supplier", AMD_NEWS);
    static final Leg RIVAL = leg("openai-amd-2025", "NVDA", "rival", AMD_NEWS);

    private AmdCase() {}

    static List<TapeEvent> events() {
        List<TapeEvent> events = new ArrayList<>();
        securities().forEach(security -> events.add(new TapeEvent.OfSecurity(security)));
        closes().forEach(close -> events.add(new TapeEvent.OfClose(close)));
        List.of(NVIDIA, AMD, RIVAL).forEach(leg -> events.add(new TapeEvent.OfLeg(leg)));
        trades().forEach(trade -> events.add(new TapeEvent.OfTrade(trade)));
        events.sort(TapeEvent.ORDER);
        return events;
    }

    static Leg leg(String deal, String symbol, String role, Instant announcedAt) {
        return new Leg(new LegId(deal, symbol), symbol, role, "A deal", announcedAt, announcedAt, false);
    }

    static List<Security> securities() {
        return List.of(
                security("AMD", 1_623_000_000L, "2025-10-01"),
                security("NVDA", 24_300_000_000L, "2025-08-22"),
                new Security("SPY", "S&P 500", Optional.empty(), "XNYS", "USD", List.of(), Era.FIRST));
    }

    private static Security security(String symbol, long shares, String asOf) {
        LocalDate date = LocalDate.parse(asOf);
        Instant knownAt = date.atStartOfDay(NEW_YORK.zone()).toInstant();
        return new Security(
                symbol,
                symbol,
                Optional.of("SPY"),
                "XNYS",
                "USD",
                List.of(new ShareCount(date, knownAt, shares)),
                Era.FIRST);
    }

    static List<Close> closes() {
        List<Close> closes = new ArrayList<>();
        try (var in = AmdCase.class.getResourceAsStream("/io/dealwake/study/closes.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            String[] header = lines.get(0).split(",", -1);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                LocalDate date = LocalDate.parse(cells[0]);
                Instant knownAt = NEW_YORK.session(date).orElseThrow().close();
                for (int i = 1; i < cells.length; i++) {
                    closes.add(new Close(header[i], date, Double.parseDouble(cells[i]), OptionalLong.empty(), knownAt));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return closes;
    }

    static List<Trade> trades() {
        return List.of(
                trade("NVDA", "2025-09-22T16:00:58Z", 175.58),
                trade("SPY", "2025-09-22T16:00:59Z", 664.745),
                trade("NVDA", "2025-09-22T16:01:07.250Z", 178.00),
                trade("NVDA", "2025-09-22T16:56:30Z", 184.55),
                trade("SPY", "2025-09-22T16:57:00Z", 666.10),
                trade("NVDA", "2025-09-22T16:57:10Z", 183.90),
                trade("NVDA", "2025-09-22T19:59:59Z", 183.61),
                trade("SPY", "2025-09-22T19:59:59Z", 666.84),
                trade("AMD", "2025-10-06T10:49:58Z", 166.69),
                trade("SPY", "2025-10-06T10:49:59Z", 671.86),
                trade("AMD", "2025-10-06T10:50:01.5Z", 166.74),
                trade("AMD", "2025-10-06T10:52:20Z", 176.00),
                trade("AMD", "2025-10-06T10:54:59Z", 197.00),
                trade("SPY", "2025-10-06T10:55:30Z", 672.00),
                trade("AMD", "2025-10-06T13:30:00Z", 226.45),
                trade("AMD", "2025-10-06T19:59:59Z", 203.71));
    }

    static Trade trade(String symbol, String time, double price) {
        return Trade.of(symbol, Instant.parse(time), price, 100);
    }
}
