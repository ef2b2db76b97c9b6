package io.dealwake.simulation;

import io.dealwake.alert.Comparison;
import io.dealwake.alert.Measure;
import io.dealwake.alert.Rule;
import io.dealwake.alert.Rules;
import io.dealwake.alert.Severity;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.DatedItem;
import io.dealwake.market.Dividend;
import io.dealwake.market.Ending;
import io.dealwake.market.Era;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Hours;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Split;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.UnknownCondition;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.MissingReturns;
import io.dealwake.reaction.ReturnSettings;
import io.dealwake.study.ModelKind;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes worlds from seeds: a market, its deals, and how the tape tells of them. */
final class WorldMaker {
    private static final List<LocalDate> QUIET = dates("2025-10-06", "2025-05-12", "2025-08-11");
    /** Stretches with a change of clocks, a half day, a holiday in New York or in London. */
    private static final List<LocalDate> HOLIDAYS = dates(
            "2025-03-06",
            "2025-03-27",
            "2025-10-23",
            "2025-10-30",
            "2025-11-25",
            "2025-12-22",
            "2025-07-01",
            "2025-04-16");

    private static final Duration DELAY = Duration.ofMillis(1900);
    private static final List<String> CONDITIONS =
            List.of("@", "I", "T", "U", "M", "Z", "4", "TI", "@FTI", "41", "B", "9", "F");

    private final SplittableRandom random;
    private final Size size;
    private final Set<Event> events;
    /** How much more often the events happen than usual: worlds for one fault hold little else. */
    private final int dose;

    private final TradingCalendar newYork = TradingCalendar.of("XNYS");
    private final int legSessions;
    private final Session first;
    private final List<Placed> placed = new ArrayList<>();
    private final Map<String, Security> securities = new TreeMap<>();
    private final Map<String, List<Trade>> trades = new TreeMap<>();
    private final Map<LocalDate, Double> market = new TreeMap<>();

    /** How much of everything. */
    enum Size {
        SMALL(2, 3, 3, 11),
        MIDDLE(5, 8, 5, 12),
        LARGE(24, 200, 12, 5);

        private final int stocks;
        private final int deals;
        private final int eventDays;
        private final int trades;

        Size(int stocks, int deals, int eventDays, int trades) {
            this.stocks = stocks;
            this.deals = deals;
            this.eventDays = eventDays;
            this.trades = trades;
        }
    }

    /** A record, and when its source sent it. */
    private record Placed(Instant at, int source, TapeRecord record) {}

    private WorldMaker(long seed, Size size, Set<Event> events, int dose) {
        this.random = new SplittableRandom(seed);
        this.size = size;
        this.events = events;
        this.dose = dose;
        this.legSessions = 3 + random.nextInt(3);
        this.first = newYork.onOrAfter(pick(has(Event.HOLIDAYS) ? HOLIDAYS : QUIET));
    }

    /** A world in which anything may happen. */
    static World any(long seed, Size size) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eedL);
        Set<Event> events = EnumSet.allOf(Event.class);
        if (random.nextInt(3) > 0) {
            events.removeIf(event -> random.nextBoolean());
        }
        return new WorldMaker(seed, size, events, 1).make(seed);
    }

    /** A small world in which some events happen often, and no others. */
    static World of(long seed, Set<Event> events) {
        return new WorldMaker(seed, Size.SMALL, events, 8).make(seed);
    }

    private static List<LocalDate> dates(String... dates) {
        return java.util.Arrays.stream(dates).map(LocalDate::parse).toList();
    }

    private boolean has(Event event) {
        return events.contains(event);
    }

    /** True in so many of a hundred cases where an event may happen, in more where it is looked for. */
    private boolean happens(Event event, int percent) {
        return has(event) && random.nextInt(100) < Math.min(percent * dose, Math.max(percent, 75));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private World make(long seed) {
        MeasureSettings measure = measure();
        List<String> symbols = addSecurities();
        Map<String, Integer> order = new TreeMap<>();
        for (String symbol : symbols) {
            order.put(symbol, order.size());
            addPrices(symbol, !symbol.startsWith("S"));
        }
        List<String> stocks =
                symbols.stream().filter(symbol -> symbol.startsWith("S")).toList();
        int deals = (dose > 1 ? 3 : 1) + size.deals / 2 + random.nextInt(size.deals);
        for (int deal = 0; deal < deals; deal++) {
            addDeal("deal-" + deal, stocks);
        }
        symbols.forEach(this::addStates);
        symbols.forEach(this::addLapses);
        symbols.forEach(this::addCorrections);
        List<TapeRecord> tape = new Telling(placed).tell();
        UnknownCondition unknown =
                random.nextInt(3) == 0 ? pick(List.of(UnknownCondition.values())) : UnknownCondition.DEFAULT;
        return new World(seed, events, measure, unknown, rules(measure), tape);
    }

    private MeasureSettings measure() {
        return new MeasureSettings(
                List.of(
                        new Window.Sessions(0, 0),
                        new Window.Sessions(0, 2),
                        new Window.Sessions(-1, 1),
                        new Window.Elapsed(Duration.ofMinutes(30)),
                        Window.SINCE,
                        Window.ANNOUNCEMENT_CLOSE),
                random.nextInt(4) == 0 ? ModelKind.BENCHMARK_ADJUSTED : ModelKind.MARKET,
                15,
                -5,
                10,
                random.nextInt(4) == 0 ? Hours.REGULAR : Hours.EXTENDED,
                Duration.ofMinutes(30),
                legSessions,
                new ReturnSettings(
                        has(Event.DIVIDENDS) ? ReturnKind.TOTAL : ReturnKind.PRICE,
                        dose == 1 && random.nextInt(4) == 0 ? MissingReturns.DROP : MissingReturns.TRADE_TO_TRADE,
                        has(Event.LEFT_OUT)));
    }

    /** Thresholds so low that something happens. */
    private static Rules rules(MeasureSettings measure) {
        Rules usual = Rules.defaults(measure.windows());
        Rule raw = usual.rawMove().orElseThrow();
        return new Rules(
                Optional.of(new Rule(
                        raw.name(),
                        raw.severity(),
                        raw.says(),
                        raw.measure(),
                        raw.comparison(),
                        0.03,
                        raw.windows(),
                        false)),
                List.of(
                        new Rule(
                                "market-value",
                                Severity.WARNING,
                                "changed its market value",
                                Measure.MARKET_CAP_CHANGE,
                                Comparison.SIZE_AT_LEAST,
                                3e9,
                                Set.of(new Window.Sessions(0, 0), new Window.Sessions(0, 2)),
                                false),
                        new Rule(
                                "significance",
                                Severity.CRITICAL,
                                "is significant",
                                Measure.P_VALUE,
                                Comparison.BELOW,
                                0.25,
                                Set.of(
                                        new Window.Sessions(0, 0),
                                        new Window.Sessions(0, 2),
                                        new Window.Sessions(-1, 1)),
                                true)));
    }

    private List<String> addSecurities() {
        Instant start = newYork.shift(first.date(), -27).open().minus(Duration.ofDays(1));
        List<String> symbols = new ArrayList<>();
        symbols.add(addSecurity("IDX", "XNYS", Optional.empty(), start));
        boolean second = has(Event.OTHER_BENCHMARKS) || random.nextInt(3) == 0;
        if (second) {
            symbols.add(addSecurity("ALT", "XNAS", Optional.empty(), start));
        }
        if (has(Event.LONDON)) {
            symbols.add(addSecurity("LDN", "XLON", Optional.empty(), start));
        }
        int stocks = size.stocks + random.nextInt(1 + size.stocks / 2);
        for (int i = 0; i < stocks; i++) {
            boolean london = has(Event.LONDON) && (i == 0 || random.nextInt(3) == 0);
            String calendar = london ? "XLON" : random.nextBoolean() ? "XNYS" : "XNAS";
            String benchmark = london ? "LDN" : second && random.nextInt(3) == 0 ? "ALT" : "IDX";
            boolean alone = dose == 1 && random.nextInt(20) == 0;
            symbols.add(addSecurity("S" + i, calendar, alone ? Optional.empty() : Optional.of(benchmark), start));
        }
        return symbols;
    }

    private String addSecurity(String symbol, String calendar, Optional<String> benchmark, Instant start) {
        List<ShareCount> shares = dose == 1 && random.nextInt(15) == 0
                ? List.of()
                : List.of(
                        new ShareCount(first.date().minusDays(60), Era.FIRST, 500_000_000L * (1 + random.nextInt(6))));
        Security security = new Security(symbol, symbol, benchmark, calendar, "USD", shares, start);
        securities.put(symbol, security);
        place(start, new TapeRecord.OneSecurity(security));
        return symbol;
    }

    private void place(Instant at, TapeRecord record) {
        placed.add(new Placed(at, 0, record));
    }

    private LocalDate lastEvent() {
        return newYork.shift(first.date(), size.eventDays).date();
    }

    private Instant someInstant(Instant from, Instant to) {
        long seconds = random.nextLong(Math.max(1, Duration.between(from, to).toSeconds()));
        return from.plusSeconds(seconds).plusMillis(random.nextInt(1000)).truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant someInstant() {
        return someInstant(
                first.open(), newYork.session(lastEvent()).orElseThrow().close());
    }

    private static double round(double price) {
        return Math.max(0.01, Math.round(price * 100) / 100.0);
    }

    // Prices

    private void addPrices(String symbol, boolean index) {
        Security security = securities.get(symbol);
        TradingCalendar calendar = security.tradingCalendar();
        LocalDate from = newYork.shift(first.date(), -26).date();
        LocalDate to = newYork.shift(lastEvent(), legSessions + 2).date();
        LocalDate tradesFrom = newYork.shift(first.date(), -2).date();
        Optional<Split> split = Optional.empty();
        if (!index && happens(Event.SPLITS, 15)) {
            Session on = calendar.shift(calendar.onOrAfter(first.date()).date(), random.nextInt(size.eventDays + 1));
            Instant known = random.nextInt(4) == 0
                    ? someInstant(on.open(), on.close().plus(Duration.ofDays(1)))
                    : on.extendedOpen().minus(Duration.ofHours(random.nextInt(90)));
            split = Optional.of(
                    new Split(on.date(), known, pick(List.of(2.0, 10.0, 1.0, 3.0)), pick(List.of(1.0, 4.0))));
        }
        Optional<Ending> ending = Optional.empty();
        if (!index && happens(Event.ENDINGS, 8)) {
            Session on =
                    calendar.shift(calendar.onOrAfter(first.date()).date(), 1 + random.nextInt(size.eventDays + 1));
            Instant known = on.open().plus(Duration.ofHours(random.nextInt(60) - 40L));
            ending = Optional.of(new Ending(pick(List.of(Ending.Kind.values())), on.date(), known, Optional.of("NEW")));
        }
        addActions(symbol, split, ending);
        double price = 40 + random.nextDouble() * 160;
        double beta = index ? 1 : 0.5 + random.nextDouble();
        int number = 0;
        for (Session session : calendar.sessions(from, to)) {
            if (ending.isPresent() && !session.date().isBefore(ending.get().on())) {
                break;
            }
            if (split.isPresent() && split.get().effectiveOn().equals(session.date())) {
                price /= split.get().ratio();
            }
            double common = market.computeIfAbsent(session.date(), key -> 0.012 * random.nextDouble(-1, 1));
            double move = 1 + beta * common + (index ? 0.001 : 0.02) * random.nextDouble(-1, 1);
            boolean silent = has(Event.MISSING_CLOSES) && !index && random.nextInt(100) < 3;
            if (!session.date().isBefore(tradesFrom) && !silent) {
                number = addTrades(symbol, session, price, price * move, index, number);
            }
            price *= move;
            boolean missing = silent || (has(Event.MISSING_CLOSES) && random.nextInt(100) < 5);
            if (!missing) {
                addClose(symbol, session, round(price));
            }
        }
    }

    private int addTrades(String symbol, Session session, double from, double to, boolean index, int firstNumber) {
        int number = firstNumber;
        boolean extended = random.nextInt(3) > 0;
        Instant start = extended ? session.extendedOpen() : session.open();
        Instant end = extended ? session.extendedClose() : session.close();
        List<Instant> times = new ArrayList<>();
        int count = size.trades / 2 + random.nextInt(size.trades);
        for (int i = 0; i < count; i++) {
            Instant time = someInstant(start, end);
            times.add(time);
            int more = random.nextInt(has(Event.DISORDER) || has(Event.BLOCKS) ? 4 : 2);
            for (int j = 0; j < more; j++) {
                time = time.plusMillis(random.nextInt(1500));
                times.add(time);
            }
            if (random.nextInt(10) == 0) {
                times.add(time);
            }
        }
        if (random.nextInt(3) == 0) {
            times.add(session.close().minusMillis(random.nextInt(3000)));
            times.add(session.close().plusMillis(random.nextInt(3000)));
        }
        if (random.nextInt(5) == 0) {
            times.add(someInstant(
                    session.open().minus(Duration.ofHours(12)), session.close().plus(Duration.ofHours(12))));
        }
        times.removeIf(time -> !time.isBefore(end) && random.nextInt(3) > 0);
        times.sort(Comparator.naturalOrder());
        double length = Duration.between(start, end).toMillis();
        for (Instant time : times) {
            double share = Duration.between(start, time).toMillis() / length;
            double price = (from + (to - from) * share) * (1 + (index ? 0.001 : 0.012) * random.nextDouble(-1, 1));
            number++;
            List<String> conditions = happens(Event.CONDITIONS, 8) ? List.of(pick(CONDITIONS)) : List.of();
            if (!conditions.isEmpty()) {
                price *= 1 + 0.08 * random.nextDouble(-1, 1);
            }
            boolean late = happens(Event.LATE_TRADES, 3);
            if (late) {
                price *= random.nextBoolean() ? 1.09 : 0.92;
            }
            String id = random.nextInt(4) == 0 ? "" : Integer.toString(number);
            String venue = pick(List.of("", "P", "Q"));
            Optional<Trade> before = trades.getOrDefault(symbol, List.of()).stream()
                    .reduce((one, other) -> other)
                    .filter(last -> last.time().equals(time));
            if (before.isPresent() && random.nextBoolean()) {
                id = before.get().id();
            }
            Trade trade = new Trade(symbol, time, round(price), 1 + random.nextInt(500), id, venue, conditions);
            Duration delay = late
                    ? Duration.ofMillis(2500 + random.nextInt(60_000))
                    : Duration.ofMillis(has(Event.DISORDER) ? random.nextLong(DELAY.toMillis()) : 0);
            if (has(Event.DISORDER) && random.nextInt(40) == 0) {
                delay = Duration.ofSeconds(-random.nextInt(7 * 60));
            }
            int source = has(Event.SOURCES) ? Math.floorMod(symbol.hashCode() + random.nextInt(10) / 9, 3) : 0;
            placed.add(new Placed(time.plus(delay), source, new TapeRecord.OneTrade(trade)));
            trades.computeIfAbsent(symbol, key -> new ArrayList<>()).add(trade);
        }
        return number;
    }

    private void addClose(String symbol, Session session, double price) {
        OptionalLong volume = has(Event.VOLUMES) ? OptionalLong.of(random.nextInt(1_000_000)) : OptionalLong.empty();
        Instant known = session.close();
        if (happens(Event.LATE_CLOSES, 20)) {
            known = known.plus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 90 : 3000)));
        }
        Instant read = known;
        if (happens(Event.LATE_CLOSES, 5)) {
            read = known.plusSeconds(random.nextInt(20_000));
        } else if (happens(Event.LEGS_AHEAD, 5)) {
            read = known.minusSeconds(random.nextInt(20_000));
        }
        Close close = new Close(symbol, session.date(), price, volume, known);
        place(read, new TapeRecord.OneClose(close));
        if (happens(Event.CORRECTED_CLOSES, 6)) {
            Instant again = known.plusSeconds(random.nextInt(200_000));
            double other = random.nextInt(6) == 0 ? price : round(price * (1 + 0.05 * random.nextDouble(-1, 1)));
            place(again, new TapeRecord.OneClose(new Close(symbol, session.date(), other, volume, again)));
            if (random.nextInt(4) == 0) {
                place(
                        again.plusSeconds(random.nextInt(9000)),
                        new TapeRecord.OneClose(new Close(symbol, session.date(), round(other * 1.01), volume, again)));
            }
        }
    }

    // Securities

    /** What happens to shares, put into a record that tells it. */
    private void addActions(String symbol, Optional<Split> split, Optional<Ending> ending) {
        split.ifPresent(found -> change(
                symbol,
                found.knownAt(),
                before -> with(
                        before,
                        before.shares(),
                        List.of(found),
                        before.dividends(),
                        before.confounders(),
                        before.ending())));
        ending.ifPresent(found -> change(
                symbol,
                found.knownAt(),
                before -> with(
                        before, before.shares(), before.splits(), before.dividends(), before.confounders(), ending)));
    }

    private interface Change extends java.util.function.UnaryOperator<Security> {}

    private final List<Changed> changes = new ArrayList<>();

    private record Changed(String symbol, Instant at, Change change) {}

    private void change(String symbol, Instant at, Change change) {
        changes.add(new Changed(symbol, at, change));
    }

    private static Security with(
            Security before,
            List<ShareCount> shares,
            List<Split> splits,
            List<Dividend> dividends,
            List<DatedItem> confounders,
            Optional<Ending> ending) {
        return new Security(
                before.symbol(),
                before.name(),
                before.benchmark(),
                before.calendar(),
                before.currency(),
                shares,
                splits,
                dividends,
                confounders,
                ending,
                before.knownAt());
    }

    /** Another one, the one before, or none. */
    private Optional<String> anotherBenchmark(Security security) {
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(security.symbol().equals("S0") ? "S1" : "S0");
            case 2 -> security.benchmark();
            default -> Optional.of("ALT");
        };
    }

    private static Security against(Security before, Optional<String> benchmark) {
        return new Security(
                before.symbol(),
                before.name(),
                benchmark,
                before.calendar(),
                before.currency(),
                before.shares(),
                before.splits(),
                before.dividends(),
                before.confounders(),
                before.ending(),
                before.knownAt());
    }

    private static <T> List<T> and(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return all;
    }

    private void addStates(String symbol) {
        boolean index = !symbol.startsWith("S");
        Security security = securities.get(symbol);
        TradingCalendar calendar = security.tradingCalendar();
        if (happens(Event.SHARE_COUNTS, 15) && !index) {
            Instant at = someInstant();
            change(
                    symbol,
                    at,
                    before -> with(
                            before,
                            and(
                                    before.shares(),
                                    new ShareCount(
                                            first.date(), at.minusSeconds(random.nextInt(200_000)), 800_000_000L)),
                            before.splits(),
                            before.dividends(),
                            before.confounders(),
                            before.ending()));
        }
        if (happens(Event.DIVIDENDS, 30)) {
            LocalDate ex = calendar.shift(
                            calendar.onOrAfter(first.date()).date(), random.nextInt(size.eventDays + 20) - 18)
                    .date();
            Instant at = someInstant(
                    first.open().minus(Duration.ofDays(3)), first.open().plus(Duration.ofDays(3)));
            change(
                    symbol,
                    at,
                    before -> with(
                            before,
                            before.shares(),
                            before.splits(),
                            and(before.dividends(), new Dividend(ex, at, 0.01 + random.nextInt(300) / 100.0)),
                            before.confounders(),
                            before.ending()));
        }
        if (happens(Event.CONFOUNDERS, 20) && !index) {
            Instant item = someInstant(
                    first.open().minus(Duration.ofDays(15)), first.open().plus(Duration.ofDays(6)));
            Instant at = someInstant();
            Instant known = random.nextBoolean() ? at : at.plusSeconds(random.nextInt(50_000));
            change(
                    symbol,
                    at,
                    before -> with(
                            before,
                            before.shares(),
                            before.splits(),
                            before.dividends(),
                            and(before.confounders(), new DatedItem("earnings", item, known)),
                            before.ending()));
        }
        if (happens(Event.OTHER_BENCHMARKS, 20)
                && !index
                && security.benchmark().isPresent()) {
            Instant at = someInstant();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                Optional<String> other = anotherBenchmark(security);
                change(symbol, at, before -> against(before, other));
                at = random.nextBoolean()
                        ? someInstant(at, at.plus(Duration.ofDays(2)))
                        : at.plusSeconds(random.nextInt(90));
            }
        }
        Security state = security;
        List<Changed> own = changes.stream()
                .filter(changed -> changed.symbol().equals(symbol))
                .sorted(Comparator.comparing(Changed::at))
                .toList();
        for (Changed changed : own) {
            state = changed.change().apply(state);
            place(changed.at(), new TapeRecord.OneSecurity(knownAt(state, changed.at())));
        }
    }

    private static Security knownAt(Security state, Instant at) {
        return new Security(
                state.symbol(),
                state.name(),
                state.benchmark(),
                state.calendar(),
                state.currency(),
                state.shares(),
                state.splits(),
                state.dividends(),
                state.confounders(),
                state.ending(),
                at);
    }

    // Deals

    private void addDeal(String id, List<String> stocks) {
        Instant announced = someInstant(
                newYork.shift(first.date(), -1).close(),
                newYork.session(lastEvent()).orElseThrow().close());
        if (random.nextInt(5) == 0) {
            announced = announced.truncatedTo(ChronoUnit.MINUTES);
        }
        boolean any = false;
        for (String symbol : stocks) {
            if (dose > 1
                    || random.nextInt(stocks.size()) < 2
                    || (!any && symbol.equals(stocks.get(stocks.size() - 1)))) {
                any = true;
                Instant at = announced;
                if (happens(Event.CLOSING_INSTANTS, 8)) {
                    at = securities
                            .get(symbol)
                            .tradingCalendar()
                            .eventDay(announced)
                            .close();
                }
                addLeg(id, symbol, at);
            }
        }
    }

    private void addLeg(String id, String symbol, Instant announced) {
        TradingCalendar calendar = securities.get(symbol).tradingCalendar();
        Instant end =
                calendar.shift(calendar.eventDay(announced).date(), legSessions).close();
        Instant observed = happens(Event.LATE_LEGS, 30) ? someInstant(announced, end) : announced;
        Instant read = observed;
        if (happens(Event.LEGS_AHEAD, 10)) {
            read = observed.minusSeconds(random.nextInt(100_000));
        } else if (happens(Event.LATE_LEGS, 10)) {
            read = observed.plusSeconds(random.nextInt(5000));
        }
        Leg leg = new Leg(new LegId(id, symbol), symbol, "party", "A deal", announced, observed, false);
        place(read, new TapeRecord.OneLeg(leg));
        if (random.nextInt(20) == 0) {
            place(read.plusSeconds(random.nextInt(90_000)), new TapeRecord.OneLeg(leg));
        }
        Leg last = leg;
        boolean retracts = happens(Event.RETRACTIONS, 12);
        int versions = retracts || happens(Event.AMENDMENTS, 15) ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i < versions; i++) {
            Instant again = someInstant(
                    last.observedAt(),
                    end.isAfter(last.observedAt()) ? end : last.observedAt().plusSeconds(9));
            Instant other = random.nextInt(3) == 0 ? announced.minusSeconds(random.nextInt(4 * 3600)) : announced;
            last = new Leg(
                    leg.id(),
                    symbol,
                    "party",
                    "A deal, amended",
                    other,
                    again,
                    retracts && (dose > 1 || random.nextInt(3) > 0));
            boolean overtakes = has(Event.AMENDMENTS) && random.nextInt(3) < (dose > 1 ? 2 : 1);
            place(overtakes ? observed.minusSeconds(random.nextInt(9000)) : again, new TapeRecord.OneLeg(last));
        }
    }

    // What is missing, and what was wrong

    private void addLapses(String symbol) {
        if (happens(Event.GAPS, 40)) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                Instant from = someInstant();
                Instant to = from.plusSeconds(1 + random.nextInt(4000));
                Instant read = random.nextInt(4) == 0 ? to.plusSeconds(random.nextInt(200_000)) : to;
                place(
                        read,
                        new TapeRecord.OneGap(new Gap(symbol, "feed", from, to, random.nextBoolean() ? "" : "lost")));
            }
        }
        if (happens(Event.HALTS, 40)) {
            Instant at = someInstant();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                Halt halt = new Halt(symbol, at, i % 2 == 0 ^ random.nextInt(9) == 0, i == 0 ? "LUDP" : "");
                int most = random.nextInt(6) == 0 ? 2_000_000 : 40_000;
                Instant read = random.nextInt(5) == 0 ? at.plusSeconds(random.nextInt(most)) : at;
                place(read, new TapeRecord.OneHalt(halt));
                at = at.plusSeconds(1 + random.nextInt(5000));
            }
        }
    }

    private void addCorrections(String symbol) {
        for (Trade trade : trades.getOrDefault(symbol, List.of())) {
            if (happens(Event.CORRECTIONS, 5)) {
                addCorrection(trade);
            }
        }
    }

    private void addCorrection(Trade trade) {
        Duration after = switch (random.nextInt(6)) {
            case 0 -> Duration.ofMillis(random.nextInt(500));
            case 1 -> Duration.ofSeconds(random.nextInt(70));
            case 2 -> Duration.ofMinutes(random.nextInt(300));
            case 3 -> Duration.ofHours(10 + random.nextInt(30));
            case 4 -> Duration.ofSeconds(50 + random.nextInt(20));
            default -> Duration.ofDays(random.nextInt(5));
        };
        Instant known = trade.time().plus(after);
        boolean byId = !trade.id().isEmpty() && random.nextBoolean();
        boolean wrong = random.nextInt(10) == 0;
        Optional<Correction.Corrected> corrected = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new Correction.Corrected(
                        round(trade.price() * (1 + 0.06 * random.nextDouble(-1, 1))),
                        trade.size(),
                        random.nextInt(8) == 0
                                ? List.of("I")
                                : random.nextInt(3) == 0 ? List.of() : trade.conditions()));
        Correction correction = new Correction(
                trade.symbol(),
                known,
                byId ? Optional.of(wrong && random.nextBoolean() ? "none" : trade.id()) : Optional.empty(),
                trade.venue().isEmpty() || random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(wrong && byId ? "Z" : trade.venue()),
                trade.time(),
                wrong ? trade.price() + 1 : trade.price(),
                trade.size(),
                corrected);
        Instant read = random.nextInt(5) == 0 ? known.plusSeconds(random.nextInt(300)) : known;
        place(read, new TapeRecord.OneCorrection(correction));
        if (byId && random.nextInt(4) == 0) {
            Instant again = known.plusSeconds(random.nextInt(9000));
            place(
                    again,
                    new TapeRecord.OneCorrection(new Correction(
                            trade.symbol(),
                            again,
                            Optional.of(trade.id()),
                            Optional.empty(),
                            trade.time(),
                            trade.price(),
                            trade.size(),
                            Optional.empty())));
        }
    }

    /** The sources tell the records in the order in which they sent them, with heartbeats between. */
    private final class Telling {
        private final List<Placed> sent;
        private final List<TapeRecord> tape = new ArrayList<>();
        private final int sources = has(Event.SOURCES) ? 3 : 1;
        private final Instant[] beats = new Instant[sources + 1];
        private Instant last = Era.FIRST;

        Telling(List<Placed> all) {
            sent = new ArrayList<>(all);
            sent.sort(Comparator.comparing(Placed::at));
        }

        List<TapeRecord> tell() {
            // The securities are known before the first heartbeat.
            boolean started = false;
            for (int i = 0; i < sent.size(); i++) {
                Placed next = sent.get(i);
                started |= !(next.record() instanceof TapeRecord.OneSecurity);
                if (started
                        && (random.nextInt(4) > 0
                                || Duration.between(last, next.at()).toSeconds() > 50)) {
                    beatTo(next.at());
                }
                last = next.at();
                i += write(next, i);
            }
            end();
            return tape;
        }

        /** Writes a record, or some trades as a block; gives how many more records it took. */
        private int write(Placed next, int place) {
            int more = 0;
            if (has(Event.BLOCKS) && next.record() instanceof TapeRecord.OneTrade && random.nextInt(3) > 0) {
                List<TapeRecord.Entry> entries = new ArrayList<>();
                for (int i = place; i < Math.min(sent.size(), place + 8); i++) {
                    if (!(sent.get(i).record() instanceof TapeRecord.OneTrade one)
                            || Duration.between(next.at(), sent.get(i).at()).toMillis() > 1500) {
                        break;
                    }
                    entries.add(new TapeRecord.Entry(Optional.of(one.trade()), ""));
                    last = sent.get(i).at();
                }
                more = entries.size() - 1;
                tape.add(new TapeRecord.Block(0, entries));
            } else {
                tape.add(next.record());
            }
            return more;
        }

        private void beatTo(Instant at) {
            Instant time = random.nextInt(6) == 0 ? at : at.truncatedTo(ChronoUnit.SECONDS);
            for (int source = 0; source < sources; source++) {
                // All sources but the first may lag behind, or skip a beat.
                long lag = source == 0 ? 0 : random.nextInt(source == 2 && dose > 1 ? 40 : 4);
                if (source == 0 || random.nextInt(5) > 0) {
                    beat(source, time.minusSeconds(lag));
                }
                if (source > 0 && random.nextInt(400) == 0 && beats[source] != null) {
                    tape.add(new TapeRecord.SourceLeft("feed-" + source, beats[source], 0));
                    beats[source] = null;
                }
            }
            if (has(Event.FAULTY_CLOCK) && has(Event.SOURCES)) {
                faulty(time);
                slow(time);
            }
        }

        private void beat(int source, Instant time) {
            Instant before = beats[source];
            if (before == null || time.isAfter(before)) {
                boolean skips = before != null && time.isAfter(before.plusSeconds(1));
                tape.add(new TapeRecord.Heartbeat(
                        "feed-" + source, time, skips ? Optional.of(before) : Optional.empty(), 0));
                beats[source] = time;
            }
        }

        /** A source whose clock goes wrong now and then, and comes back. */
        private void faulty(Instant time) {
            int what = random.nextInt(20);
            if (what == 0) {
                Instant ahead = time.plusSeconds(400 + random.nextInt(40_000));
                tape.add(new TapeRecord.Heartbeat("faulty", ahead, Optional.empty(), 0));
                String symbol = pick(List.copyOf(trades.keySet()));
                double price = round(trades.get(symbol).get(0).price() * 1.2);
                tape.add(new TapeRecord.OneTrade(Trade.of(symbol, ahead, price, 100)));
                tape.add(new TapeRecord.OneTrade(
                        Trade.of(symbol, time.plusSeconds(301 + random.nextInt(20)), price, 100)));
            } else if (what < 15) {
                beatFaulty(time);
            } else if (what == 19) {
                tape.add(new TapeRecord.SourceLeft("faulty", time, 0));
                beats[sources] = null;
            }
        }

        /** A source whose clock is slow, or that falls silent: the others hold their time for it until it leaves. */
        private void slow(Instant time) {
            int what = random.nextInt(600);
            if (what < 3) {
                tape.add(
                        new TapeRecord.Heartbeat("slow", time.minusSeconds(random.nextInt(3000)), Optional.empty(), 0));
            } else if (what < 60) {
                tape.add(new TapeRecord.SourceLeft("slow", time, 0));
            }
        }

        private void beatFaulty(Instant time) {
            Instant before = beats[sources];
            tape.add(new TapeRecord.Heartbeat("faulty", time, Optional.ofNullable(before), 0));
            beats[sources] = time;
        }

        /** Time goes on until every leg has ended and nothing is kept any more. */
        private void end() {
            tape.add(new TapeRecord.SourceLeft("faulty", last, 0));
            tape.add(new TapeRecord.SourceLeft("slow", last, 0));
            for (int days : List.of(1, 15, 40, 90, 150)) {
                for (int source = 0; source < sources; source++) {
                    beat(
                            source,
                            last.plus(Duration.ofDays(days))
                                    .truncatedTo(ChronoUnit.MINUTES)
                                    .plusSeconds(2));
                }
            }
        }
    }
}
