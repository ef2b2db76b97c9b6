package io.dealwake.stream;

import io.dealwake.alert.Rules;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Hours;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.UnknownCondition;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.ReturnSettings;
import io.dealwake.study.ModelKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A small market made from a seed: two or three stocks and a benchmark, deals that may come late, disorder in time. */
final class World {
    /** What happens in a world beside late legs and disorder. */
    enum Kind {
        PLAIN,
        AMENDED_LEGS,
        SECOND_SECURITY_STATES,
        ANOTHER_BENCHMARK,
        LATE_CLOSES
    }

    private static final TradingCalendar CALENDAR = TradingCalendar.of("XNYS");
    private static final LocalDate FIRST_EVENT_DAY = LocalDate.parse("2025-10-06");
    private static final int SESSIONS_BEFORE = 30;
    private static final int LEG_SESSIONS = 3;
    private static final int EVENT_DAYS = 3;
    private static final int TRADES_OF_A_SESSION = 40;
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private record Placed(Instant at, TapeEvent event) {}

    private final SplittableRandom random;
    private final List<Placed> events = new ArrayList<>();

    World(long seed, Kind kind) {
        random = new SplittableRandom(seed);
        int stocks = 2 + random.nextInt(2);
        List<String> symbols = List.of("AAA", "BBB", "CCC").subList(0, stocks);
        addPrices("IDX", Optional.empty(), kind);
        symbols.forEach(symbol -> addPrices(symbol, Optional.of("IDX"), kind));
        int deals = 1 + random.nextInt(3);
        for (int deal = 0; deal < deals; deal++) {
            addDeal("deal-" + deal, symbols, kind);
        }
        events.sort(Comparator.comparing(Placed::at)
                .thenComparingInt(placed -> placed.event().rank())
                .thenComparing(placed -> placed.event().symbol()));
    }

    /** Short estimation windows and lives, so that a world is small. */
    static StreamSettings settings(int partitions) {
        MeasureSettings measure = new MeasureSettings(
                List.of(
                        new Window.Sessions(0, 0),
                        new Window.Sessions(0, 2),
                        new Window.Elapsed(Duration.ofMinutes(30)),
                        Window.SINCE,
                        Window.ANNOUNCEMENT_CLOSE),
                ModelKind.MARKET,
                15,
                -5,
                10,
                Hours.EXTENDED,
                Duration.ofMinutes(30),
                LEG_SESSIONS,
                ReturnSettings.defaults());
        return new StreamSettings(
                new Topics("dealwake."),
                partitions,
                StreamSettings.Time.defaults(),
                UnknownCondition.DEFAULT,
                measure,
                Rules.defaults(measure.windows()));
    }

    List<ProducerRecord<byte[], byte[]>> tape(int partitions) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        TapeWriter writer = new TapeWriter(producer, "dealwake.ticks", partitions, "world");
        for (Placed placed : events) {
            if (!(placed.event() instanceof TapeEvent.OfTrade)) {
                writer.beatAt(placed.at());
            }
            placed.event().writeTo(writer);
        }
        writer.beatAt(day(EVENT_DAYS + LEG_SESSIONS + 2).close());
        writer.end(LATENESS);
        return producer.history();
    }

    private static Session day(int day) {
        return CALENDAR.shift(FIRST_EVENT_DAY, day);
    }

    private void addPrices(String symbol, Optional<String> benchmark, Kind kind) {
        Instant start = day(-SESSIONS_BEFORE - 2).close();
        place(start, new TapeEvent.OfSecurity(security(symbol, benchmark, 1_000_000_000L, start)));
        if (kind == Kind.SECOND_SECURITY_STATES && benchmark.isPresent()) {
            Instant knownAt = someInstant(day(0).open(), day(EVENT_DAYS).close());
            place(knownAt, new TapeEvent.OfSecurity(security(symbol, benchmark, 3_000_000_000L, knownAt)));
        }
        if (kind == Kind.ANOTHER_BENCHMARK && benchmark.isPresent()) {
            Instant knownAt = someInstant(day(0).open(), day(EVENT_DAYS).close());
            Optional<String> other = Optional.of(symbol.equals("AAA") ? "BBB" : "AAA");
            place(knownAt, new TapeEvent.OfSecurity(security(symbol, other, 1_000_000_000L, knownAt)));
        }
        double price = 50 + random.nextDouble() * 150;
        for (int day = -SESSIONS_BEFORE; day <= EVENT_DAYS + LEG_SESSIONS + 1; day++) {
            Session session = day(day);
            if (day >= -1) {
                price = addTrades(symbol, session, price, benchmark.isEmpty() ? 0.002 : 0.015);
            } else {
                price *= 1 + 0.02 * random.nextDouble(-1, 1);
            }
            Instant knownAt = kind == Kind.LATE_CLOSES && random.nextInt(3) == 0
                    ? session.close().plus(Duration.ofMinutes(random.nextInt(24 * 60)))
                    : session.close();
            double close = round(price * (1 + 0.001 * random.nextDouble(-1, 1)));
            place(
                    knownAt,
                    new TapeEvent.OfClose(new Close(symbol, session.date(), close, OptionalLong.empty(), knownAt)));
        }
    }

    private double addTrades(String symbol, Session session, double before, double step) {
        double price = before;
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < TRADES_OF_A_SESSION; i++) {
            Instant time = someInstant(session.extendedOpen(), session.close());
            times.add(time);
            if (random.nextInt(3) == 0) {
                times.add(time.plusMillis(random.nextInt(3000)));
            }
        }
        times.sort(Comparator.naturalOrder());
        for (Instant time : times) {
            price = Math.max(1, price * (1 + step * random.nextDouble(-1, 1)));
            Trade trade = Trade.of(symbol, time, round(price), 1 + random.nextInt(500));
            place(time.plusMillis(random.nextInt((int) LATENESS.toMillis())), new TapeEvent.OfTrade(trade));
        }
        return price;
    }

    private void addDeal(String id, List<String> symbols, Kind kind) {
        Instant announcedAt = someInstant(day(-1).close(), day(EVENT_DAYS - 1).close());
        for (String symbol : symbols) {
            if (random.nextInt(3) > 0) {
                Instant observedAt =
                        random.nextBoolean() ? announcedAt : announcedAt.plusSeconds(random.nextInt(2 * 24 * 3600));
                addLeg(new Leg(new LegId(id, symbol), symbol, "party", "A deal", announcedAt, observedAt, false));
                if (kind == Kind.AMENDED_LEGS && random.nextBoolean()) {
                    addLeg(new Leg(
                            new LegId(id, symbol),
                            symbol,
                            "party",
                            "A deal, amended",
                            announcedAt.minusSeconds(random.nextInt(2) * 3600L),
                            observedAt.plusSeconds(random.nextInt(24 * 3600)),
                            random.nextBoolean()));
                }
            }
        }
    }

    private void addLeg(Leg leg) {
        place(leg.observedAt(), new TapeEvent.OfLeg(leg));
    }

    private void place(Instant at, TapeEvent event) {
        events.add(new Placed(at, event));
    }

    private Instant someInstant(Instant from, Instant to) {
        long seconds = random.nextLong(Duration.between(from, to).toSeconds());
        return from.plusSeconds(seconds).plusMillis(random.nextInt(1000)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static double round(double price) {
        return Math.round(price * 100) / 100.0;
    }

    private static Security security(String symbol, Optional<String> benchmark, long shares, Instant knownAt) {
        ShareCount count = new ShareCount(LocalDate.parse("2025-06-30"), Era.FIRST, shares);
        return new Security(symbol, symbol, benchmark, "XNYS", "USD", List.of(count), knownAt);
    }
}
