package io.dealwake.simulation;

import io.dealwake.market.Close;
import io.dealwake.market.Dividend;
import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Split;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All that the tape said of a symbol, each fact with the instant as of which it is known. Asked by looking through it. */
final class TwinSymbol {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<Counted, Session> sessions = new HashMap<>();
    final String symbol;
    final TradingCalendar calendar;
    final List<State> states = new ArrayList<>();
    final NavigableMap<Instant, Minute> minutes = new TreeMap<>();
    final NavigableMap<Instant, NavigableMap<Instant, Close>> closes = new TreeMap<>();
    final List<Lapse> lapses = new ArrayList<>();
    final NavigableMap<Instant, KnownHalt> halts = new TreeMap<>();
    final NavigableMap<String, List<Version>> legs = new TreeMap<>();

    /** A state of knowledge. */
    record State(Instant asOf, Security security) {}

    /** A version of a leg, and how far minutes had been told when it was read. */
    record Version(Instant asOf, Instant told, Leg leg) {}

    private record Counted(Instant announcedAt, int day) {}

    record KnownHalt(Instant asOf, Halt halt) {}

    /** Something missing or doubtful; it goes on where there is no end. */
    record Lapse(Instant asOf, Instant from, Instant to, String what, String why) {
        String said() {
            return what + " " + from + "/" + (to == null ? "" : to) + (why.isEmpty() ? "" : " " + why);
        }
    }

    /** A price and since when it stands. */
    record Price(double price, Instant time, boolean isClose) {}

    /** A high or low. */
    record Point(double price, Instant time) {}

    /** What a minute came to. */
    record Bar(double last, Point high, Point low) {}

    /** A minute: its trades as they are known now, and what it was taken for. */
    static final class Minute {
        final boolean kept;
        final List<Trade> trades = new ArrayList<>();
        final NavigableMap<Instant, Optional<Bar>> versions = new TreeMap<>();
        boolean complete;

        Minute(boolean kept) {
            this.kept = kept;
        }
    }

    TwinSymbol(String symbol, TradingCalendar calendar) {
        this.symbol = symbol;
        this.calendar = calendar;
    }

    /** The session so many after the event day of an announcement; looked up once. */
    Session session(Instant announcedAt, int day) {
        return sessions.computeIfAbsent(
                new Counted(announcedAt, day),
                key -> calendar.shift(calendar.eventDay(announcedAt).date(), day));
    }

    Security newest() {
        return states.get(states.size() - 1).security();
    }

    /** What was known of the security at an instant; before anything was, what became known first. */
    Security securityAt(Instant known) {
        State found = null;
        for (State state : states) {
            if (!state.asOf().isAfter(known) && (found == null || !state.asOf().isBefore(found.asOf()))) {
                found = state;
            }
        }
        if (found != null) {
            return found.security();
        }
        return states.stream()
                .min(Comparator.comparing(State::asOf))
                .orElseThrow()
                .security();
    }

    /** When the end of the symbol became known that is known at an instant. */
    Instant endingLearntAt(Instant known) {
        Instant learnt = null;
        for (State state : states) {
            if (!state.asOf().isAfter(known)) {
                boolean same = learnt != null
                        && state.security().ending().equals(securityAt(known).ending());
                Instant asOf = state.security()
                        .ending()
                        .map(ending -> ending.knownAt().isAfter(state.asOf()) ? ending.knownAt() : state.asOf())
                        .orElse(null);
                learnt = same ? learnt : asOf;
            }
        }
        return learnt == null ? known : learnt;
    }

    double splitFactor(Instant fromExclusive, Instant toInclusive, Instant known) {
        return splitFactor(securityAt(known), fromExclusive, toInclusive, known);
    }

    double splitFactor(Security security, Instant fromExclusive, Instant toInclusive, Instant known) {
        double factor = 1;
        for (Split split : security.splits()) {
            Instant from = calendar.onOrAfter(split.effectiveOn()).extendedOpen();
            if (!split.knownAt().isAfter(known) && from.isAfter(fromExclusive) && !from.isAfter(toInclusive)) {
                factor *= split.newShares() / split.oldShares();
            }
        }
        return factor;
    }

    Optional<Bar> bar(Minute minute, Instant known) {
        Map.Entry<Instant, Optional<Bar>> version = minute.versions.floorEntry(known);
        return version == null ? Optional.empty() : version.getValue();
    }

    /** The close of a session: known by {@code at}, as corrected by {@code known}. */
    Close close(Session session, Instant at, Instant known) {
        return close(closes.get(session.close()), at, known);
    }

    private static Close close(NavigableMap<Instant, Close> versions, Instant at, Instant known) {
        return versions == null || versions.firstKey().isAfter(at)
                ? null
                : versions.floorEntry(known).getValue();
    }

    /** The newest price at or before an instant. */
    Price price(Instant time, Instant at, Instant known) {
        Instant last = time.isBefore(at) ? time : at;
        Price mark = null;
        for (Map.Entry<Instant, Minute> entry :
                minutes.headMap(last, true).descendingMap().entrySet()) {
            Optional<Bar> bar = bar(entry.getValue(), known);
            if (bar.isPresent()) {
                mark = new Price(bar.get().last(), entry.getKey(), false);
                break;
            }
        }
        for (Map.Entry<Instant, NavigableMap<Instant, Close>> entry :
                closes.headMap(time, true).descendingMap().entrySet()) {
            Close close = close(entry.getValue(), at, known);
            if (close != null) {
                return mark == null || !entry.getKey().isBefore(mark.time())
                        ? new Price(close.price(), entry.getKey(), true)
                        : mark;
            }
        }
        return mark;
    }

    double growth(Price from, Price to, boolean total, Instant at, Instant known) {
        double growth = to.price() * splitFactor(from.time(), to.time(), known) / from.price();
        if (total) {
            for (Dividend dividend : securityAt(known).dividends()) {
                Session ex = calendar.onOrAfter(dividend.exDate());
                boolean paid = ex.extendedOpen().isAfter(from.time())
                        && !ex.extendedOpen().isAfter(to.time())
                        && !dividend.knownAt().isAfter(known);
                if (paid) {
                    Close close = ex.close().isAfter(to.time()) ? null : close(ex, at, known);
                    double price =
                            close == null ? to.price() * splitFactor(ex.close(), to.time(), known) : close.price();
                    growth *= 1 + dividend.amount() / price;
                }
            }
        }
        return growth;
    }

    /** What is missing in a stretch, in order of time. */
    List<String> lapsesIn(Instant fromExclusive, Instant toInclusive, Instant at, Instant known) {
        if (!fromExclusive.isBefore(toInclusive)) {
            return List.of();
        }
        List<Lapse> found = new ArrayList<>(lapses);
        Halt since = null;
        for (KnownHalt each : halts.values()) {
            if (each.asOf().isAfter(known) || each.halt().time().isAfter(at)) {
                continue;
            }
            if (since == null && each.halt().halted()) {
                since = each.halt();
            } else if (since != null && !each.halt().halted()) {
                found.add(new Lapse(at, since.time(), each.halt().time(), symbol + " halted", since.reason()));
                since = null;
            }
        }
        if (since != null) {
            found.add(new Lapse(at, since.time(), null, symbol + " halted", since.reason()));
        }
        return found.stream()
                .filter(lapse -> !lapse.asOf().isAfter(known)
                        && !lapse.from().isAfter(at)
                        && lapse.from().isBefore(toInclusive)
                        && (lapse.to() == null || lapse.to().isAfter(fromExclusive)))
                .sorted(Comparator.comparing(Lapse::from).thenComparing(Lapse::said))
                .map(Lapse::said)
                .distinct()
                .toList();
    }

    /** What is missing between a price and the instant at which it is asked for. */
    List<String> lapsesUnder(Price price, Instant time, Instant at, Instant known) {
        if (price.isClose() && price.time().equals(time)) {
            return List.of();
        }
        return lapsesIn(price.isClose() ? price.time() : price.time().minus(MINUTE), time, at, known);
    }

    /** The instants at which something became known, and whether what was measured before may have been wrong. */
    void news(Map<Instant, Boolean> to) {
        minutes.forEach((boundary, minute) -> minute.versions.keySet().forEach(asOf -> {
            to.merge(asOf, !asOf.equals(boundary), Boolean::logicalOr);
            to.merge(boundary, false, Boolean::logicalOr);
        }));
        closes.values()
                .forEach(versions -> versions.keySet()
                        .forEach(asOf -> to.merge(asOf, !asOf.equals(versions.firstKey()), Boolean::logicalOr)));
        lapses.forEach(lapse -> to.merge(lapse.asOf(), false, Boolean::logicalOr));
        halts.values().forEach(halt -> to.merge(halt.asOf(), false, Boolean::logicalOr));
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            Security security = state.security();
            List<Instant> instants = new ArrayList<>();
            security.shares().forEach(item -> instants.add(item.knownAt()));
            security.splits().forEach(item -> instants.add(item.knownAt()));
            security.dividends().forEach(item -> instants.add(item.knownAt()));
            security.confounders().forEach(item -> instants.add(item.knownAt()));
            security.ending().ifPresent(item -> instants.add(item.knownAt()));
            instants.stream().filter(at -> at.isAfter(state.asOf())).forEach(at -> to.put(at, true));
            if (i > 0) {
                to.put(state.asOf(), true);
            }
        }
    }
}
