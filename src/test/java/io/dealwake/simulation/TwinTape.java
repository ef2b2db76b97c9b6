package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Rule;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Era;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Hours;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.UnknownCondition;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.simulation.TwinSymbol.Bar;
import io.dealwake.simulation.TwinSymbol.Minute;
import io.dealwake.simulation.TwinSymbol.Point;
import io.dealwake.simulation.TwinSymbol.Price;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks the tape in its order, and writes down what counts and as of when it is known. Raw-move alerts are found here, since
 * they fire at the first trade of the tape.
 */
final class TwinTape {
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final Duration FUTURE = Duration.ofMinutes(5);
    /** What the sale conditions of the worlds do, by docs/event-time.md: p(rice), v(olume), n(othing), u(nknown). */
    private static final Map<String, String> NYSE =
            Map.ofEntries(Map.entry("B", "v"), Map.entry("U", "v"), Map.entry("M", "n"), Map.entry("9", "n"));

    final Map<String, TwinSymbol> symbols = new TreeMap<>();
    final List<Twin.Told> alerts = new ArrayList<>();
    final List<Refused> refused = new ArrayList<>();
    Instant completed = Era.FIRST;

    private final World world;
    private final Map<String, Claim> claims = new HashMap<>();
    private final List<Waiting> pending = new ArrayList<>();
    private final List<Waiting> corrections = new ArrayList<>();
    private final Set<String> benchmarks = new HashSet<>();
    private final Map<String, Map<String, Watched>> watched = new TreeMap<>();
    private Instant now;
    private boolean begun;
    /** Up to where the minutes have been told: facts that are applied at a heartbeat come before its minutes' clock. */
    private Instant told = Era.FIRST;

    /** What a source says of the time: what is believed of it, and a jump that is not. */
    private record Claim(Instant time, Instant jump) {
        Instant latest() {
            return jump == null ? time : jump;
        }
    }

    /** A fact that waits, with its instant and place in the tape. */
    private record Waiting(Instant from, int place, TapeRecord fact) {}

    /** A leg whose trades are watched. */
    private static final class Watched {
        private Leg leg;
        private Twin.Told last;
        private final TwinSymbol prices;
        private final int sessions;

        Watched(TwinSymbol prices, int sessions) {
            this.prices = prices;
            this.sessions = sessions;
        }

        Instant base() {
            return leg.announcedAt().truncatedTo(ChronoUnit.MINUTES);
        }

        Instant endsAt() {
            return session(sessions).close();
        }

        Instant settlesAt() {
            return session(sessions + 1).extendedOpen();
        }

        private Session session(int day) {
            return prices.calendar.shift(
                    prices.calendar.eventDay(leg.announcedAt()).date(), day);
        }
    }

    TwinTape(World world) {
        this.world = world;
        int place = 0;
        for (TapeRecord record : world.tape()) {
            read(record, place++);
        }
    }

    private void read(TapeRecord record, int place) {
        if (record instanceof TapeRecord.OneTrade one) {
            trade(one.trade());
        } else if (record instanceof TapeRecord.Block block) {
            block.entries().forEach(entry -> trade(entry.trade().orElseThrow()));
        } else if (record instanceof TapeRecord.Heartbeat beat) {
            heartbeat(beat);
        } else if (record instanceof TapeRecord.SourceLeft left) {
            claims.remove(left.source());
            timePasses();
        } else {
            fact(record, place);
        }
    }

    // Time

    private void heartbeat(TapeRecord.Heartbeat beat) {
        Claim before = claims.get(beat.source());
        Instant from = before != null && before.time().isAfter(now) ? before.time() : now;
        boolean future = now != null && beat.time().isAfter(from.plus(FUTURE));
        boolean declared = before != null
                && beat.quietSince().isPresent()
                && beat.quietSince().get().equals(before.time());
        if (future && !declared) {
            claims.put(beat.source(), new Claim(before == null ? now : before.time(), beat.time()));
        } else {
            boolean back = before != null && before.time().isAfter(beat.time());
            claims.put(beat.source(), new Claim(back ? before.time() : beat.time(), null));
        }
        timePasses();
    }

    private void timePasses() {
        Optional<Instant> reached = claims.values().stream().map(Claim::latest).min(Comparator.naturalOrder());
        if (reached.isPresent() && (now == null || reached.get().isAfter(now))) {
            now = reached.get();
            Instant boundary = now.minus(LATENESS).truncatedTo(ChronoUnit.MINUTES);
            if (!begun || boundary.isAfter(completed)) {
                begun = true;
                completed = boundary;
                complete();
                applyPending();
                told = completed;
            }
            applyPending();
        }
    }

    private void complete() {
        for (TwinSymbol symbol : symbols.values()) {
            symbol.minutes.headMap(completed, true).forEach((boundary, minute) -> {
                if (!minute.complete) {
                    minute.complete = true;
                    bar(minute.trades).ifPresent(bar -> minute.versions.put(boundary, Optional.of(bar)));
                }
            });
        }
        for (Waiting each : sorted(corrections)) {
            if (!boundaryAfter(((TapeRecord.OneCorrection) each.fact())
                            .correction()
                            .time())
                    .isAfter(completed)) {
                corrections.remove(each);
                settle(each);
            }
        }
    }

    private static List<Waiting> sorted(List<Waiting> waiting) {
        return waiting.stream()
                .sorted(Comparator.comparing(Waiting::from).thenComparing(Waiting::place))
                .toList();
    }

    private void applyPending() {
        for (Waiting each : sorted(pending)) {
            if (!each.from().isAfter(now)) {
                pending.remove(each);
                apply(each.fact(), each.from(), each.place());
            }
        }
    }

    // Trades

    private static Instant boundaryAfter(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    }

    private char effect(Trade trade) {
        Hours hours = world.measure().hours();
        TradingCalendar calendar = symbols.get(trade.symbol()).calendar;
        boolean open = calendar.session(trade.time().atZone(calendar.zone()).toLocalDate())
                .filter(day -> !trade.time().isBefore(hours == Hours.EXTENDED ? day.extendedOpen() : day.open())
                        && trade.time().isBefore(hours == Hours.EXTENDED ? day.extendedClose() : day.close()))
                .isPresent();
        char effect = effect(trade.symbol(), trade.conditions());
        return effect == 'p' && !open ? 'v' : effect;
    }

    private char effect(String symbol, List<String> conditions) {
        String mic = symbols.get(symbol).calendar.mic();
        String effect = "p";
        for (String condition : conditions) {
            String of = effect(condition, mic);
            if (of.equals("u")) {
                of = world.unknown() == UnknownCondition.COUNT
                        ? "p"
                        : world.unknown() == UnknownCondition.VOLUME_ONLY ? "v" : "x";
            }
            effect = "pvnx".indexOf(of) > "pvnx".indexOf(effect) ? of : effect;
        }
        return effect.charAt(0);
    }

    /** The conditions that the worlds have. */
    private String effect(String condition, String mic) {
        if (mic.equals("XLON")) {
            return "u";
        }
        return switch (condition) {
            case "@", "F" -> "p";
            case "T" -> world.measure().hours() == Hours.EXTENDED ? "p" : "v";
            case "I", "TI", "@FTI", "Z", "4" -> "v";
            case "41" -> "u";
            case "B" -> mic.equals("XNAS") ? "p" : "v";
            default -> NYSE.get(condition);
        };
    }

    private void trade(Trade printed) {
        TwinSymbol symbol = symbols.get(printed.symbol());
        String wrong = symbol == null
                ? "unknown-symbol"
                : effect(printed.symbol(), printed.conditions()) == 'x'
                        ? "bad-value"
                        : now != null && printed.time().isAfter(furthest().plus(FUTURE))
                                ? "in-the-future"
                                : now != null && printed.time().isBefore(now.minus(LATENESS)) ? "too-late" : "";
        if (!wrong.isEmpty()) {
            refuse(wrong, new TapeRecord.OneTrade(printed));
            return;
        }
        Instant boundary = boundaryAfter(printed.time());
        Trade trade = printed;
        for (Waiting each : sorted(corrections)) {
            Correction correction = ((TapeRecord.OneCorrection) each.fact()).correction();
            if (trade != null
                    && correction.symbol().equals(trade.symbol())
                    && !each.from().isAfter(boundary)
                    && boundaryAfter(correction.time()).equals(boundary)
                    && names(correction, trade)) {
                corrections.remove(each);
                trade = corrected(correction, trade);
            }
        }
        if (trade == null) {
            return;
        }
        boolean followed = isFollowed(trade.symbol());
        symbol.minutes
                .computeIfAbsent(boundary, key -> new Minute(followed))
                .trades
                .add(trade);
        if (effect(trade) == 'p') {
            for (Watched leg : watched.getOrDefault(trade.symbol(), Map.of()).values()) {
                boolean waits = (leg.last == null || !leg.last.stands()) && !leg.leg.withdrawn();
                if (waits && !trade.time().isBefore(leg.base()) && trade.time().isBefore(leg.endsAt())) {
                    judge(leg, new Point(trade.price(), trade.time()), now).ifPresent(found -> tellOnce(leg, found));
                }
            }
        }
    }

    /** What the source says that is furthest and believed. */
    private Instant furthest() {
        return claims.values().stream()
                .map(Claim::time)
                .filter(time -> time.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    private void refuse(String reason, TapeRecord record) {
        refused.add(new Refused(reason, record));
    }

    private boolean isFollowed(String symbol) {
        return benchmarks.contains(symbol)
                || watched.getOrDefault(symbol, Map.of()).values().stream()
                        .anyMatch(leg -> !leg.leg.withdrawn() && leg.settlesAt().isAfter(completed));
    }

    private static boolean names(Correction correction, Trade trade) {
        return correction.time().equals(trade.time())
                && (correction.venue().isEmpty() || correction.venue().get().equals(trade.venue()))
                && (correction.id().isPresent()
                        ? correction.id().get().equals(trade.id())
                        : correction.price() == trade.price() && correction.size() == trade.size());
    }

    private static Trade corrected(Correction correction, Trade trade) {
        return correction
                .corrected()
                .map(to -> new Trade(
                        trade.symbol(),
                        trade.time(),
                        to.price(),
                        to.size(),
                        trade.id(),
                        trade.venue(),
                        to.conditions()))
                .orElse(null);
    }

    /** What some trades come to: the last by time, id, price and size; the extremes with their first time. */
    private Optional<Bar> bar(List<Trade> all) {
        List<Trade> trades = all.stream()
                .filter(trade -> effect(trade) == 'p')
                .sorted(Comparator.comparing(Trade::time)
                        .thenComparing(trade -> trade.id().length())
                        .thenComparing(Trade::id)
                        .thenComparing(Trade::price)
                        .thenComparing(Trade::size))
                .toList();
        if (trades.isEmpty()) {
            return Optional.empty();
        }
        Trade high = trades.get(0);
        Trade low = trades.get(0);
        for (Trade trade : trades) {
            high = trade.price() > high.price() ? trade : high;
            low = trade.price() < low.price() ? trade : low;
        }
        return Optional.of(new Bar(
                trades.get(trades.size() - 1).price(),
                new Point(high.price(), high.time()),
                new Point(low.price(), low.time())));
    }

    // Facts

    private void fact(TapeRecord fact, int place) {
        String name = fact.symbol().orElseThrow();
        Instant knownAt;
        boolean first = false;
        if (fact instanceof TapeRecord.OneSecurity one) {
            knownAt = one.security().knownAt();
            first = !symbols.containsKey(name);
        } else if (!symbols.containsKey(name)) {
            refuse("unknown-symbol", fact);
            return;
        } else if (fact instanceof TapeRecord.OneLeg one) {
            knownAt = one.leg().observedAt();
        } else if (fact instanceof TapeRecord.OneClose one) {
            Optional<Session> session =
                    symbols.get(name).calendar.session(one.close().date());
            if (session.isEmpty()
                    || one.close().knownAt().isBefore(session.get().close())) {
                refuse(session.isEmpty() ? "no-session" : "bad-value", fact);
                return;
            }
            knownAt = one.close().knownAt();
        } else if (fact instanceof TapeRecord.OneCorrection one) {
            Correction correction = one.correction();
            if (correction.corrected().isPresent()
                    && effect(name, correction.corrected().get().conditions()) == 'x') {
                refuse("bad-value", fact);
                return;
            }
            knownAt = correction.knownAt();
        } else if (fact instanceof TapeRecord.OneGap one) {
            knownAt = one.gap().to();
        } else {
            knownAt = ((TapeRecord.OneHalt) fact).halt().time();
        }
        if (first || (now != null && !knownAt.isAfter(now))) {
            apply(fact, now != null && now.isAfter(knownAt) ? now : knownAt, place);
        } else {
            pending.add(new Waiting(knownAt, place, fact));
        }
    }

    private void apply(TapeRecord fact, Instant asOf, int place) {
        String name = fact.symbol().orElseThrow();
        if (fact instanceof TapeRecord.OneSecurity one) {
            apply(one.security(), asOf);
        } else if (fact instanceof TapeRecord.OneLeg one) {
            apply(one.leg(), asOf);
        } else if (fact instanceof TapeRecord.OneClose one) {
            apply(one.close(), asOf);
        } else if (fact instanceof TapeRecord.OneCorrection one) {
            apply(one.correction(), new Waiting(asOf, place, fact));
        } else if (fact instanceof TapeRecord.OneGap one) {
            Gap gap = one.gap();
            String why = gap.source() + (gap.reason().isEmpty() ? "" : ": " + gap.reason());
            symbols.get(name).lapses.add(new TwinSymbol.Lapse(asOf, gap.from(), gap.to(), name + " missed", why));
        } else {
            Halt halt = ((TapeRecord.OneHalt) fact).halt();
            if (!halt.time().isAfter(keptFrom(symbols.get(name).calendar, asOf))) {
                refuse("history-gone", fact);
                return;
            }
            symbols.get(name).halts.putIfAbsent(halt.time(), new TwinSymbol.KnownHalt(asOf, halt));
        }
    }

    /** Where the minutes begin that a leg may still need: three sessions before the event, or more if a window does so. */
    private Instant keptFrom(TradingCalendar calendar, Instant asOf) {
        int before = 3;
        for (Window window : world.measure().windows()) {
            if (window instanceof Window.Sessions sessions) {
                before = Math.max(before, 2 - sessions.from());
            }
        }
        int sessions = world.measure().legSessions() + before;
        return calendar.shift(calendar.closingAtOrBefore(asOf).date(), -sessions)
                .close();
    }

    private void apply(Security security, Instant asOf) {
        TwinSymbol symbol = symbols.computeIfAbsent(
                security.symbol(), name -> new TwinSymbol(name, TradingCalendar.of(security.calendar())));
        if (!symbol.states.isEmpty() && symbol.newest().knownAt().isAfter(security.knownAt())) {
            return;
        }
        symbol.states.add(new TwinSymbol.State(asOf, security));
        benchmarks.clear();
        symbols.values().forEach(each -> each.newest().benchmark().ifPresent(benchmarks::add));
        judgeAgain(security.symbol(), asOf);
    }

    private void apply(Close close, Instant asOf) {
        TwinSymbol symbol = symbols.get(close.symbol());
        Instant closing = symbol.calendar.session(close.date()).orElseThrow().close();
        Map<Instant, Close> versions = symbol.closes.computeIfAbsent(closing, key -> new TreeMap<>());
        if (!versions.isEmpty()) {
            Close before = ((TreeMap<Instant, Close>) versions).lastEntry().getValue();
            boolean same = before.price() == close.price() && before.volume().equals(close.volume());
            if (!same && close.knownAt().equals(before.knownAt())) {
                refuse("duplicate-close", new TapeRecord.OneClose(close));
            }
            if (same || !close.knownAt().isAfter(before.knownAt())) {
                return;
            }
        }
        versions.put(asOf, close);
        judgeAgain(close.symbol(), asOf);
    }

    private void apply(Correction correction, Waiting waiting) {
        Instant boundary = boundaryAfter(correction.time());
        if (begun && !completed.isBefore(boundary)) {
            settle(waiting);
            return;
        }
        Minute minute = symbols.get(correction.symbol()).minutes.get(boundary);
        if (!waiting.from().isAfter(boundary) && minute != null && minute.kept && replace(minute, correction)) {
            judgeAgain(correction.symbol(), waiting.from());
        } else {
            corrections.add(waiting);
        }
    }

    private static boolean replace(Minute minute, Correction correction) {
        int place = -1;
        boolean exact = false;
        for (int i = 0; i < minute.trades.size(); i++) {
            Trade trade = minute.trades.get(i);
            boolean same = trade.price() == correction.price() && trade.size() == correction.size();
            if (names(correction, trade) && (place < 0 || (same && !exact))) {
                place = i;
                exact = same;
            }
        }
        if (place < 0) {
            return false;
        }
        Trade corrected = corrected(correction, minute.trades.remove(place));
        if (corrected != null) {
            minute.trades.add(place, corrected);
        }
        return true;
    }

    /** A minute that is complete turns out wrong, or it is said that it did. */
    private void settle(Waiting waiting) {
        Correction correction = ((TapeRecord.OneCorrection) waiting.fact()).correction();
        TwinSymbol symbol = symbols.get(correction.symbol());
        Instant boundary = boundaryAfter(correction.time());
        Instant asOf = waiting.from().isAfter(boundary) ? waiting.from() : boundary;
        Minute minute = symbol.minutes.get(boundary);
        if (minute == null) {
            refuse("no-such-trade", waiting.fact());
            return;
        }
        Session running = symbol.calendar.begunAtOrBefore(waiting.from());
        Instant keptFrom = symbol.calendar.shift(running.date(), -1).extendedOpen();
        if (minute.kept && !correction.time().isBefore(keptFrom)) {
            if (replace(minute, correction)) {
                minute.versions.put(asOf, bar(minute.trades));
                judgeAgain(correction.symbol(), waiting.from());
            } else {
                refuse("no-such-trade", waiting.fact());
            }
        } else if (!minute.versions.isEmpty()
                && minute.versions.lastEntry().getValue().isPresent()) {
            symbol.lapses.add(new TwinSymbol.Lapse(
                    asOf, boundary.minusSeconds(60), boundary, symbol.symbol + " uncorrected", ""));
        } else {
            refuse("no-such-trade", waiting.fact());
        }
    }

    // Legs and their raw-move alerts

    private void apply(Leg leg, Instant asOf) {
        TwinSymbol symbol = symbols.get(leg.id().symbol());
        Watched fresh = new Watched(symbol, world.measure().legSessions());
        fresh.leg = leg;
        if (!asOf.isBefore(fresh.settlesAt())) {
            refuse("history-gone", new TapeRecord.OneLeg(leg));
            return;
        }
        Map<String, Watched> legs = watched.computeIfAbsent(leg.id().symbol(), key -> new TreeMap<>());
        Watched before = legs.get(leg.id().dealId());
        if (before != null && before.leg.version().compareTo(leg.version()) >= 0) {
            return;
        }
        fresh.last = before == null ? null : before.last;
        legs.put(leg.id().dealId(), fresh);
        symbol.legs
                .computeIfAbsent(leg.id().dealId(), key -> new ArrayList<>())
                .add(new TwinSymbol.Version(asOf, told, leg));
        if (leg.withdrawn()) {
            withdraw(fresh, asOf);
        } else {
            judgeAll(fresh, asOf, leg.observedAt());
        }
    }

    private void judgeAgain(String symbol, Instant asOf) {
        for (Watched leg : watched.getOrDefault(symbol, Map.of()).values()) {
            if (!leg.leg.withdrawn() && asOf.isBefore(leg.settlesAt())) {
                judgeAll(leg, asOf, asOf);
            }
        }
    }

    private void judgeAll(Watched leg, Instant asOf, Instant notBefore) {
        for (Map.Entry<Instant, Minute> entry :
                leg.prices.minutes.tailMap(leg.base(), false).entrySet()) {
            Optional<Bar> bar = bar(entry.getValue().trades);
            List<Point> points = bar.stream()
                    .flatMap(found -> java.util.stream.Stream.of(found.high(), found.low()))
                    .filter(point -> point.time().isBefore(leg.endsAt()))
                    .sorted(Comparator.comparing(Point::time))
                    .toList();
            for (Point point : points) {
                Optional<Twin.Told> found = judge(leg, point, asOf);
                if (found.isPresent()) {
                    tellOnce(leg, found.get().notBefore(notBefore));
                    return;
                }
            }
        }
        withdraw(leg, asOf);
    }

    private Optional<Twin.Told> judge(Watched leg, Point point, Instant known) {
        Rule rule = world.rules().rawMove().orElseThrow();
        Price base = base(leg);
        if (base == null) {
            return Optional.empty();
        }
        double split = leg.prices.splitFactor(leg.prices.newest(), base.time(), point.time(), known);
        double value = point.price() / (split == 1 ? base.price() : base.price() / split) - 1;
        if (Math.abs(value) < rule.threshold() * (1 - 1e-12)) {
            return Optional.empty();
        }
        String fingerprint = Alert.fingerprint(rule.name(), leg.leg.id(), Window.SINCE);
        Twin.Told found = new Twin.Told(fingerprint, 1, "firing", point.time(), value);
        return Optional.of(found.notBefore(leg.leg.observedAt()));
    }

    /** The newest price at the last whole minute at or before the announcement, as the tape has told it so far. */
    private Price base(Watched leg) {
        Price found = null;
        for (Map.Entry<Instant, Minute> entry :
                leg.prices.minutes.headMap(leg.base(), true).descendingMap().entrySet()) {
            Optional<Bar> bar = bar(entry.getValue().trades);
            if (bar.isPresent()) {
                found = new Price(bar.get().last(), entry.getKey(), false);
                break;
            }
        }
        var close = leg.prices.closes.floorEntry(leg.base());
        if (close != null && (found == null || !close.getKey().isBefore(found.time()))) {
            found = new Price(close.getValue().lastEntry().getValue().price(), close.getKey(), true);
        }
        return found == null
                        || leg.prices
                                        .calendar
                                        .tradingTime(found.time(), leg.base(), Hours.REGULAR)
                                        .compareTo(world.measure().staleAfter())
                                > 0
                ? null
                : found;
    }

    private void tellOnce(Watched leg, Twin.Told found) {
        if (leg.last == null || !leg.last.stands()) {
            tell(leg, leg.last == null ? found : found.after(leg.last));
        }
    }

    private void withdraw(Watched leg, Instant at) {
        if (leg.last != null && leg.last.stands()) {
            tell(leg, leg.last.withdrawn(at));
        }
    }

    private void tell(Watched leg, Twin.Told alert) {
        leg.last = alert;
        alerts.add(alert);
    }
}
