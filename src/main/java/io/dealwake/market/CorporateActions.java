package io.dealwake.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** The splits and dividends of a symbol, as the states of knowledge of its security tell them. */
final class CorporateActions {
    private final TradingCalendar calendar;
    private final NavigableMap<Instant, Security> states = new TreeMap<>();
    private final NavigableSet<Instant> changes = new TreeSet<>();
    private boolean hasAny;

    CorporateActions(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Adds a state and gives the instants at which something became known by it: none for the first. */
    NavigableSet<Instant> add(Security state, Instant asOf) {
        boolean first = states.isEmpty();
        hasAny |= !state.splits().isEmpty() || !state.dividends().isEmpty();
        states.put(asOf, state);
        NavigableSet<Instant> instants = new TreeSet<>(state.knownAtInstants().tailSet(asOf, false));
        if (!first) {
            instants.add(asOf);
        }
        changes.addAll(instants);
        return instants;
    }

    double splitFactor(Instant fromExclusive, Instant toInclusive, Instant known) {
        if (!hasAny) {
            return 1;
        }
        return stateKnownAt(known)
                .map(state -> state.splitFactor(fromExclusive, toInclusive, known))
                .orElse(1.0);
    }

    /**
     * How many shares one share becomes when each dividend between two prices buys shares at the official close of its ex
     * date; without one by then, at the later of the two. A minute's price will not do: minutes are forgotten sooner than closes.
     */
    double reinvested(PricePoint from, PricePoint to, AsOf asOf, BiFunction<Session, AsOf, Optional<Close>> closeOf) {
        double shares = 1;
        for (Dividend dividend : dividendsKnownAt(asOf.known())) {
            if (calendar.beginsWithin(dividend.exDate(), from.time(), to.time())) {
                Session ex = calendar.onOrAfter(dividend.exDate());
                double price = closeOf.apply(ex, asOf)
                        .filter(close -> !ex.close().isAfter(to.time()))
                        .map(Close::price)
                        .orElseGet(() -> to.price() * splitFactor(ex.close(), to.time(), asOf.known()));
                shares *= 1 + dividend.amount() / price;
            }
        }
        return shares;
    }

    private List<Split> splitsKnownAt(Instant known) {
        return stateKnownAt(known).map(Security::splits).orElse(List.of()).stream()
                .filter(split -> !split.knownAt().isAfter(known))
                .toList();
    }

    private List<Dividend> dividendsKnownAt(Instant known) {
        return stateKnownAt(known).map(Security::dividends).orElse(List.of()).stream()
                .filter(dividend -> !dividend.knownAt().isAfter(known))
                .toList();
    }

    Optional<Security> stateKnownAt(Instant known) {
        return Optional.ofNullable(states.floorEntry(known))
                .or(() -> Optional.ofNullable(states.firstEntry()))
                .map(Map.Entry::getValue);
    }

    Optional<Instant> nextAfter(Instant known) {
        return Optional.ofNullable(changes.higher(known));
    }

    /** Since when the end of the symbol has been known that is known at an instant; that instant itself without one. */
    Instant endingKnownFrom(Instant known) {
        Optional<Ending> ending = stateKnownAt(known).flatMap(Security::ending);
        Instant from = known;
        for (Map.Entry<Instant, Security> state :
                states.headMap(known, true).descendingMap().entrySet()) {
            if (ending.isEmpty() || !state.getValue().ending().equals(ending)) {
                break;
            }
            from = state.getKey();
        }
        Instant told = from;
        return ending.map(Ending::knownAt).filter(at -> at.isAfter(told)).orElse(told);
    }

    /** A value that changes whenever a split or dividend has become known. */
    Object versionKnownAt(Instant known) {
        if (!hasAny) {
            return List.of();
        }
        return List.of(splitsKnownAt(known), dividendsKnownAt(known));
    }
}
