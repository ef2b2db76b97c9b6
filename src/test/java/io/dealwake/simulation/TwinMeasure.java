package io.dealwake.simulation;

import io.dealwake.market.Close;
import io.dealwake.market.DatedItem;
import io.dealwake.market.Hours;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.MissingReturns;
import io.dealwake.simulation.TwinSymbol.Point;
import io.dealwake.simulation.TwinSymbol.Price;
import io.dealwake.study.ModelKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The reaction of a leg over a window as it looks from an instant, worked out from nothing each time, by docs/method.md and
 * docs/event-time.md.
 *
 * @param at no minute after this instant counts, and no close that was first known after it
 * @param known by what is known at this instant
 * @param market the benchmark's prices; null when there is none, or nothing of it was told
 */
record TwinMeasure(
        MeasureSettings settings,
        Leg leg,
        TwinSymbol own,
        Optional<String> benchmark,
        TwinSymbol market,
        Instant at,
        Instant known) {
    private static final int MOST_GAPS = 20;

    /** A number that stands for a session without one. */
    private record Prices(int day, Price stock, Price market) {}

    Session session(int day) {
        return own.session(leg.announcedAt(), day);
    }

    private Session eventDay() {
        return session(0);
    }

    private Instant base() {
        return leg.announcedAt().truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }

    Instant lastPossible() {
        return session(settings.legSessions()).close();
    }

    /** When trading begins again after that. */
    Instant lastSettles() {
        return session(settings.legSessions() + 1).extendedOpen();
    }

    private Security security() {
        return own.securityAt(known);
    }

    /** When the leg ends, as it is known. */
    Instant endsAt() {
        Instant end = lastPossible();
        if (security().ending().isPresent()
                && !security().ending().get().knownAt().isAfter(known)) {
            Session after = own.calendar.onOrAfter(security().ending().get().on());
            Instant last = own.calendar.shift(after.date(), -1).close();
            end = last.isBefore(end) ? last : end;
        }
        return end;
    }

    /** With its last session, or when it becomes known that there will be no more, if that is later. */
    boolean legHasEnded() {
        Instant end = lastSettles();
        if (security().ending().isPresent()
                && !security().ending().get().knownAt().isAfter(known)) {
            Instant settles =
                    own.calendar.onOrAfter(security().ending().get().on()).extendedOpen();
            Instant learnt = own.endingLearntAt(known);
            Instant early = learnt.isAfter(settles) ? learnt : settles;
            end = early.isBefore(end) ? early : end;
        }
        return !at.isBefore(end);
    }

    Instant endOf(Window window) {
        if (window instanceof Window.Sessions sessions) {
            return session(sessions.to()).close();
        }
        if (window instanceof Window.Elapsed elapsed) {
            return own.calendar.plusTradingTime(base(), elapsed.amount(), settings.hours());
        }
        return window.equals(Window.SINCE) ? lastPossible() : eventDay().close();
    }

    private boolean total() {
        return settings.returns().kind() == ReturnKind.TOTAL;
    }

    Map<String, Object> withdrawn() {
        Map<String, Object> facts = head();
        facts.put("reason", "withdrawn");
        facts.put("status", "NOT_COMPUTABLE");
        facts.put("confoundedBy", List.of());
        facts.put("gaps", List.of());
        return facts;
    }

    private Map<String, Object> head() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("role", leg.role());
        benchmark.ifPresent(symbol -> facts.put("benchmark", symbol));
        facts.put("model", settings.model().code());
        facts.put("returnKind", settings.returns().kind().code());
        facts.put("announcedAt", leg.announcedAt());
        facts.put("eventDay", eventDay().date());
        return facts;
    }

    Map<String, Object> of(Window window) {
        Map<String, Object> facts = head();
        if (legHasEnded() && endsAt().isBefore(endOf(window))) {
            lacks(facts, security().ending().orElseThrow().kind().code());
        }
        Map<String, LocalDate> confounders = confounders(endOf(window));
        facts.put("confoundedBy", List.copyOf(confounders.keySet()));
        Set<String> gaps = new LinkedHashSet<>();
        Set<LocalDate> without = settings.returns().leavesOutConfounded() ? Set.copyOf(confounders.values()) : Set.of();
        boolean ended = window instanceof Window.Sessions sessions
                ? sessions(sessions, without, facts, gaps)
                : intraday(window, without, facts, gaps);
        String status = !ended ? "OPEN" : facts.containsKey("abnormalReturn") ? "FINAL" : "NOT_COMPUTABLE";
        facts.put("status", status);
        List<String> all = List.copyOf(gaps);
        if (all.size() > MOST_GAPS) {
            all = new ArrayList<>(all.subList(0, MOST_GAPS - 1));
            all.add("and " + (gaps.size() - MOST_GAPS + 1) + " more");
        }
        facts.put("gaps", all);
        return facts;
    }

    private static void lacks(Map<String, Object> facts, String reason) {
        facts.putIfAbsent("reason", reason);
    }

    /** Other deals and dated items from the start of the estimation window to the end of a window, by date, then name. */
    private Map<String, LocalDate> confounders(Instant end) {
        LocalDate first = session(settings.estimationFirst()).date();
        LocalDate last = own.calendar.eventDay(end.minusNanos(1000)).date();
        Map<String, LocalDate> sorted = new TreeMap<>();
        own.legs.forEach((deal, versions) -> {
            TwinSymbol.Version newest = null;
            for (TwinSymbol.Version version : versions) {
                newest = version.asOf().isAfter(known) ? newest : version;
            }
            if (!deal.equals(leg.id().dealId())
                    && newest != null
                    && !newest.leg().withdrawn()) {
                LocalDate day =
                        own.calendar.eventDay(newest.leg().announcedAt()).date();
                sorted.put(day + "|" + deal, day);
            }
        });
        for (DatedItem item : security().confounders()) {
            if (!item.knownAt().isAfter(known)) {
                LocalDate day = own.calendar.eventDay(item.at()).date();
                sorted.put(day + "|" + item.kind() + " " + day, day);
            }
        }
        Map<String, LocalDate> found = new java.util.LinkedHashMap<>();
        sorted.forEach((key, day) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                found.put(key.substring(key.indexOf('|') + 1), day);
            }
        });
        return found;
    }

    // Windows of sessions

    /** The change of market value that a window of sessions has come to; absent without a price or shares. */
    OptionalDouble capChange(Window.Sessions window) {
        Map<String, Object> facts = new TreeMap<>();
        move(window, facts);
        Optional<ShareCount> shares = security().sharesKnownAt(leg.announcedAt());
        if (!facts.containsKey("lastPrice") || shares.isEmpty()) {
            return OptionalDouble.empty();
        }
        long count = sharesAt((Instant) facts.get("lastTime"), shares.get());
        return OptionalDouble.of(((double) facts.get("lastPrice") - (double) facts.get("basePrice")) * count);
    }

    private void move(Window.Sessions window, Map<String, Object> facts) {
        Session before = session(window.from() - 1);
        Close base = own.close(before, at, known);
        if (base == null) {
            lacks(facts, "no-close");
            return;
        }
        Price last = own.price(counted(session(window.to()).close()), at, known);
        if (last == null || !last.time().isAfter(before.close())) {
            lacks(facts, legHasEnded() ? "no-close" : "not-begun");
        } else {
            move(new Price(base.price(), before.close(), true), last, facts);
        }
    }

    private void move(Price from, Price to, Map<String, Object> facts) {
        facts.put("basePrice", from.price() / own.splitFactor(from.time(), to.time(), known));
        facts.put("baseTime", from.time());
        facts.put("lastPrice", to.price());
        facts.put("lastTime", to.time());
        facts.put("rawReturn", own.growth(from, to, total(), at, known) - 1);
    }

    /** What was printed after the symbol's end counts for nothing. */
    private Instant counted(Instant to) {
        return to.isBefore(endsAt()) ? to : endsAt();
    }

    /** The price of a day: none of the night before once its session is over. */
    private Price newest(TwinSymbol prices, int day) {
        Price price = prices.price(session(day).close(), at, known);
        Instant since = session(day - 1).close();
        if (!at.isBefore(session(day).close())) {
            since = settings.hours() == Hours.EXTENDED
                    ? session(day).extendedOpen()
                    : session(day).open();
        }
        return price != null && price.time().isAfter(since) ? price : null;
    }

    private boolean sessions(
            Window.Sessions window, Set<LocalDate> without, Map<String, Object> facts, Set<String> gaps) {
        Instant base = session(window.from() - 1).close();
        gaps.addAll(own.lapsesIn(base, counted(endOf(window)), at, known));
        move(window, facts);
        boolean complete = false;
        if (benchmark.isEmpty()) {
            lacks(facts, "no-benchmark");
        } else {
            complete = against(window, without, facts, gaps);
        }
        value(base, counted(endOf(window)), facts);
        return legHasEnded() || complete;
    }

    private boolean against(
            Window.Sessions window, Set<LocalDate> without, Map<String, Object> facts, Set<String> gaps) {
        boolean complete = official(window.from() - 1) != null && official(window.to()) != null;
        for (int day = window.from(); day < window.to() && !legHasEnded(); day++) {
            complete &= isSettled(own, day) && isSettled(market, day);
        }
        List<TwinStatistics.Return> days = soFar(window);
        boolean reaches = !days.isEmpty() && days.get(days.size() - 1).day() == window.to();
        if (days.isEmpty() || (complete && !reaches) || (legHasEnded() && !complete)) {
            lacks(facts, "no-close");
            return false;
        }
        Set<String> ofMarket = new TreeSet<>();
        for (int day = window.from(); day <= window.to(); day++) {
            Price price = newest(market, day);
            if (price != null) {
                ofMarket.addAll(market.lapsesUnder(price, session(day).close(), at, known));
            }
        }
        gaps.addAll(ofMarket);
        Optional<TwinStatistics.Fit> fit = fit(without, facts);
        fit.ifPresent(found -> TwinStatistics.measure(found, days, facts));
        volumes(window, facts);
        return complete && fit.isPresent();
    }

    private Prices official(int day) {
        Session session = session(day);
        if (market == null) {
            return null;
        }
        Close stock = own.close(session, at, known);
        Close other = market.close(session, at, known);
        return stock == null || other == null
                ? null
                : new Prices(
                        day,
                        new Price(stock.price(), session.close(), true),
                        new Price(other.price(), session.close(), true));
    }

    private boolean isSettled(TwinSymbol prices, int day) {
        return prices.close(session(day), at, known) != null || (tradeToTrade() && newest(prices, day) == null);
    }

    private boolean tradeToTrade() {
        return settings.returns().missing() == MissingReturns.TRADE_TO_TRADE;
    }

    private List<TwinStatistics.Return> soFar(Window.Sessions window) {
        List<TwinStatistics.Return> returns = new ArrayList<>();
        Prices before = official(window.from() - 1);
        for (int day = window.from(); day <= window.to() && before != null; day++) {
            Price stock = newest(own, day);
            Price other = newest(market, day);
            if (stock != null && other != null) {
                Prices now = new Prices(day, stock, other);
                returns.add(between(before, now));
                before = now;
            } else if (!tradeToTrade()) {
                before = null;
            }
        }
        return returns;
    }

    private TwinStatistics.Return between(Prices from, Prices to) {
        return new TwinStatistics.Return(
                to.day(),
                session(to.day()).date(),
                own.growth(from.stock(), to.stock(), total(), at, known) - 1,
                market.growth(from.market(), to.market(), total(), at, known) - 1,
                to.day() - from.day());
    }

    private Optional<TwinStatistics.Fit> fit(Set<LocalDate> without, Map<String, Object> facts) {
        List<TwinStatistics.Return> returns = new ArrayList<>();
        Prices before = official(settings.estimationFirst() - 1);
        for (int day = settings.estimationFirst(); day <= settings.estimationLast(); day++) {
            Prices now = official(day);
            if (before != null && now != null) {
                boolean confounded = false;
                for (int each = before.day() + 1; each <= day; each++) {
                    confounded |= without.contains(session(each).date());
                }
                if (!confounded) {
                    returns.add(between(before, now));
                }
            }
            before = now != null || !tradeToTrade() ? now : before;
        }
        if (returns.size() < settings.minimumReturns()) {
            lacks(facts, "too-few-returns");
            return Optional.empty();
        }
        return Optional.of(TwinStatistics.fit(settings.model() == ModelKind.MARKET, returns));
    }

    private void volumes(Window.Sessions window, Map<String, Object> facts) {
        double of = meanVolume(window.from(), window.to());
        double usual = meanVolume(settings.estimationFirst(), settings.estimationLast());
        if (of >= 0 && usual > 0) {
            facts.put("volumeRatio", of / usual);
        }
    }

    /** In shares as they count at the end of the leg; -1 when one is missing. */
    private double meanVolume(int first, int last) {
        double sum = 0;
        for (int day = first; day <= last; day++) {
            Close close = own.close(session(day), at, known);
            if (close == null || close.volume().isEmpty()) {
                return -1;
            }
            sum += close.volume().getAsLong() * own.splitFactor(session(day).close(), lastPossible(), known);
        }
        return sum / (last - first + 1);
    }

    // Windows from the news

    private boolean intraday(Window window, Set<LocalDate> without, Map<String, Object> facts, Set<String> gaps) {
        boolean ended = legHasEnded();
        if (window.equals(Window.ANNOUNCEMENT_CLOSE)) {
            ended |= own.close(eventDay(), at, known) != null
                    && (benchmark.isEmpty() || (market != null && market.close(eventDay(), at, known) != null));
        } else {
            ended |= !at.isBefore(endOf(window));
        }
        Price base = own.price(base(), at, known);
        if (base == null) {
            lacks(facts, "no-base");
        } else if (stale(base, base())) {
            lacks(facts, "stale-base");
        } else {
            gaps.addAll(own.lapsesUnder(base, base(), at, known));
            gaps.addAll(own.lapsesIn(base(), counted(endOf(window)), at, known));
            Price last = own.price(counted(endOf(window)), at, known);
            if (last == null || !last.time().isAfter(base())) {
                lacks(facts, ended ? "no-trade-in-window" : "not-begun");
            } else {
                move(base, last, facts);
                against(base, last, without, facts, gaps);
                value(base(), counted(endOf(window)), facts);
                lacks(facts, "no-intraday-sample");
            }
        }
        return ended;
    }

    private boolean stale(Price price, Instant time) {
        return own.calendar.tradingTime(price.time(), time, Hours.REGULAR).compareTo(settings.staleAfter()) > 0;
    }

    private void against(Price from, Price to, Set<LocalDate> without, Map<String, Object> facts, Set<String> gaps) {
        if (benchmark.isEmpty()) {
            lacks(facts, "no-benchmark");
            return;
        }
        Price before = market == null ? null : market.price(from.time(), at, known);
        Price after = market == null ? null : market.price(to.time(), at, known);
        if (before == null || after == null || stale(before, from.time()) || stale(after, to.time())) {
            lacks(facts, "no-benchmark-price");
            return;
        }
        gaps.addAll(market.lapsesUnder(before, from.time(), at, known));
        gaps.addAll(market.lapsesUnder(after, to.time(), at, known));
        double moved = market.growth(before, after, total(), at, known) - 1;
        facts.put("benchmarkReturn", moved);
        fit(without, facts).ifPresent(found -> {
            facts.put("expectedReturn", found.beta() * moved);
            facts.put("abnormalReturn", (double) facts.get("rawReturn") - found.beta() * moved);
            if (found.market()) {
                facts.put("beta", found.beta());
            }
            TwinStatistics.describe(found, facts);
        });
    }

    // Market value

    private void value(Instant fromExclusive, Instant end, Map<String, Object> facts) {
        if (!facts.containsKey("lastPrice")) {
            return;
        }
        Optional<ShareCount> shares = security().sharesKnownAt(leg.announcedAt());
        if (shares.isEmpty()) {
            lacks(facts, "no-share-count");
            return;
        }
        double base = (double) facts.get("basePrice");
        double last = (double) facts.get("lastPrice");
        Instant lastTime = (Instant) facts.get("lastTime");
        long count = sharesAt(lastTime, shares.get());
        Point peak = peak(fromExclusive, end, last >= base, lastTime).orElse(new Point(last, lastTime));
        facts.put("sharesOutstanding", count);
        facts.put("marketCapBefore", base * count);
        facts.put("marketCapChange", (last - base) * count);
        facts.put("peakMarketCapChange", (peak.price() - base) * count);
        facts.put("peakTime", peak.time());
        if (facts.containsKey("abnormalReturn")) {
            facts.put("abnormalValueChange", (double) facts.get("abnormalReturn") * base * count);
        }
    }

    private long sharesAt(Instant time, ShareCount shares) {
        Instant counted =
                shares.asOf().plusDays(1).atStartOfDay(own.calendar.zone()).toInstant();
        double split = counted.isBefore(time)
                ? own.splitFactor(counted, time, known)
                : 1 / own.splitFactor(time, counted, known);
        return Math.max(1, Math.round(shares.count() * split));
    }

    /** The highest or lowest price after a base, in shares of an instant; the first of equal ones. */
    private Optional<Point> peak(Instant fromExclusive, Instant end, boolean high, Instant lastTime) {
        List<Point> points = new ArrayList<>();
        Instant last = end.isBefore(at) ? end : at;
        own.minutes.forEach((boundary, minute) -> {
            if (boundary.isAfter(fromExclusive) && !boundary.isAfter(last)) {
                own.bar(minute, known).ifPresent(bar -> points.add(high ? bar.high() : bar.low()));
            }
        });
        own.closes.forEach((closing, versions) -> {
            boolean within = closing.isAfter(fromExclusive) && !closing.isAfter(end);
            if (within && !versions.firstKey().isAfter(at)) {
                points.add(new Point(versions.floorEntry(known).getValue().price(), closing));
            }
        });
        Point found = null;
        for (Point point : points) {
            // All in shares of the end, so that they compare across a split.
            Point same = new Point(point.price() / own.splitFactor(point.time(), end, known), point.time());
            boolean further = found != null && (high ? same.price() > found.price() : same.price() < found.price());
            boolean earlier = found != null
                    && same.price() == found.price()
                    && same.time().isBefore(found.time());
            found = found == null || further || earlier ? same : found;
        }
        return Optional.ofNullable(found)
                .map(point -> new Point(point.price() * own.splitFactor(lastTime, end, known), point.time()));
    }
}
