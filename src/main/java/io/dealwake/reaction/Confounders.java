package io.dealwake.reaction;

import io.dealwake.market.DatedItem;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The deals of one symbol, each in the versions in which it became known: what may have moved the stock beside the deal that
 * is measured. Asked as of an instant; what became known later does not exist for the answer. Not thread-safe.
 */
public final class Confounders {
    private final TradingCalendar calendar;
    private final Map<String, NavigableMap<Instant, Known>> byDeal = new HashMap<>();

    /** A version of a leg and the session that it falls on. */
    private record Known(Leg leg, LocalDate eventDay) {}

    /** One of them: its name as it is published, and the session that it falls on. */
    record Confounder(String name, LocalDate eventDay) {}

    /** None so far, for a symbol of an exchange. */
    public Confounders(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Adds a version of a leg that took effect at an instant. */
    public void add(Leg leg, Instant asOf) {
        byDeal.computeIfAbsent(leg.id().dealId(), id -> new TreeMap<>())
                .put(asOf, new Known(leg, eventDay(leg.announcedAt())));
    }

    /** The instants in a stretch at which a deal other than one's own became known or changed. */
    NavigableSet<Instant> newsBetween(String ownDeal, Instant fromExclusive, Instant toInclusive) {
        NavigableSet<Instant> instants = new TreeSet<>();
        if (fromExclusive.isBefore(toInclusive)) {
            byDeal.forEach((deal, versions) -> {
                if (!deal.equals(ownDeal)) {
                    instants.addAll(versions.subMap(fromExclusive, false, toInclusive, true)
                            .keySet());
                }
            });
        }
        return instants;
    }

    /** What beside a deal is known to fall on a stretch of sessions, both ends inclusive, in order of date and name. */
    List<Confounder> between(String ownDeal, Security security, LocalDate first, LocalDate last, Instant known) {
        List<Confounder> found = new ArrayList<>();
        byDeal.forEach((deal, versions) -> {
            Map.Entry<Instant, Known> newest = versions.floorEntry(known);
            if (!deal.equals(ownDeal)
                    && newest != null
                    && !newest.getValue().leg().withdrawn()) {
                found.add(new Confounder(deal, newest.getValue().eventDay()));
            }
        });
        for (DatedItem item : security.confounders()) {
            if (!item.knownAt().isAfter(known)) {
                LocalDate day = eventDay(item.at());
                found.add(new Confounder(item.kind() + " " + day, day));
            }
        }
        return found.stream()
                .filter(each ->
                        !each.eventDay().isBefore(first) && !each.eventDay().isAfter(last))
                .sorted(Comparator.comparing(Confounder::eventDay).thenComparing(Confounder::name))
                .toList();
    }

    private LocalDate eventDay(Instant at) {
        return calendar.eventDay(at).date();
    }

    static Set<LocalDate> daysOf(List<Confounder> confounders) {
        return confounders.stream().map(Confounder::eventDay).collect(Collectors.toSet());
    }
}
