package io.dealwake.reaction;

import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A stock S and a market M with a year of closes around a deal on Monday 2025-10-06, and whatever trades a test adds. */
final class World {
    static final TradingCalendar NYSE = TradingCalendar.of("XNYS");
    static final LocalDate DAY_0 = LocalDate.parse("2025-10-06");

    final PriceHistory own = new PriceHistory(NYSE);
    final PriceHistory market = new PriceHistory(NYSE);
    final Confounders confounders = new Confounders(NYSE);
    MeasureSettings settings = MeasureSettings.defaults();
    Instant announcedAt = newYork("2025-10-06T06:50");
    Optional<String> benchmark = Optional.of("M");
    List<ShareCount> shares = List.of(shares("2025-10-01T00:00", 1000));

    /** Closes of all sessions in a stretch, the stock at 100 and the market at 200 with seeded noise, but day 0 at 110. */
    World closes(String from, String to) {
        SplittableRandom random = new SplittableRandom(11);
        for (Session session : NYSE.sessions(LocalDate.parse("2025-01-02"), LocalDate.parse("2025-12-31"))) {
            double noise = random.nextDouble(-1, 1);
            double marketNoise = random.nextDouble(-1, 1);
            boolean wanted = !session.date().isBefore(LocalDate.parse(from))
                    && !session.date().isAfter(LocalDate.parse(to));
            if (wanted) {
                double jump = session.date().isBefore(DAY_0) ? 0 : 10;
                close(own, session, 100 + jump + noise + marketNoise, OptionalLong.empty());
                close(market, session, 200 + marketNoise, OptionalLong.empty());
            }
        }
        return this;
    }

    static void close(PriceHistory prices, Session session, double price, OptionalLong volume) {
        prices.add(new Close("S", session.date(), price, volume, session.close()), session.close());
    }

    World trade(PriceHistory prices, String time, double price) {
        prices.add(Mark.of(Trade.of("S", newYork(time), price, 1)));
        return this;
    }

    Security security() {
        return new Security("S", "Stock", benchmark, "XNYS", "USD", shares, Era.FIRST);
    }

    static ShareCount shares(String knownAt, long count) {
        return new ShareCount(LocalDate.parse("2025-09-30"), newYork(knownAt), count);
    }

    Leg leg(Instant observedAt) {
        return new Leg(new LegId("deal", "S"), "Stock", "supplier", "A deal", announcedAt, observedAt, false);
    }

    OpenLeg open() {
        return open(announcedAt);
    }

    OpenLeg open(Instant asOf) {
        return new OpenLeg(leg(asOf), asOf, security(), settings);
    }

    List<Chapter> chapters(OpenLeg leg, Instant clock) {
        return leg.advance(clock, surroundings());
    }

    List<Measured> advance(OpenLeg leg, Instant clock) {
        return chapters(leg, clock).stream()
                .flatMap(chapter -> chapter.measured().stream())
                .toList();
    }

    Surroundings surroundings() {
        return surroundings(market);
    }

    Surroundings surroundings(PriceHistory against) {
        own.add(security(), Era.FIRST);
        return new Surroundings(own, symbol -> against, confounders);
    }

    /** The last reaction of each window at a clock, by code. */
    Map<String, Reaction> at(String clock) {
        return outcome(advance(open(), newYork(clock)));
    }

    Reaction at(String clock, Window window) {
        return at(clock).get(window.code());
    }

    static Map<String, Reaction> outcome(List<Measured> measured) {
        Map<String, Reaction> outcome = new LinkedHashMap<>();
        new ArrayList<>(measured)
                .forEach(found -> outcome.put(found.reaction().window().code(), found.reaction()));
        return outcome;
    }

    static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NYSE.zone()).toInstant();
    }
}
