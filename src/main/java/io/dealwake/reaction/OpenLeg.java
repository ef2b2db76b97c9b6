package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.Require;
import io.dealwake.market.Security;
import io.dealwake.market.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A leg from its announcement to its end. Measures each window at each instant at which something it rests on became
 * known, in the order of time, however late the leg itself came: a late leg gets what an early one gets. Not thread-safe.
 */
public final class OpenLeg {
    private final Leg leg;
    private final Instant asOf;
    private final MeasureSettings settings;
    private final LegTerm term;
    private final Set<Window> ended = new HashSet<>();
    private final Map<Window, Reaction> latest = new HashMap<>();
    private final Map<Window, Peaks> peaks = new HashMap<>();
    private final Estimates estimates;
    private Optional<Instant> appliedTo = Optional.empty();

    /**
     * A leg that has not been measured yet.
     *
     * @param asOf when it took effect, not before it was observed
     */
    public OpenLeg(Leg leg, Instant asOf, Security security, MeasureSettings settings) {
        Require.check(!asOf.isBefore(leg.observedAt()), "asOf", asOf, "a time not before observedAt");
        this.leg = leg;
        this.asOf = asOf;
        this.settings = settings;
        this.term = LegTerm.of(leg.announcedAt(), security.tradingCalendar(), settings);
        this.estimates = new Estimates(term, settings);
    }

    /** Goes on after a restart: measured up to an instant, with some windows ended. */
    public void resume(Instant appliedUpTo, Set<Window> endedWindows) {
        appliedTo = Optional.of(appliedUpTo);
        ended.addAll(endedWindows);
    }

    public Leg leg() {
        return leg;
    }

    public Instant asOf() {
        return asOf;
    }

    public LegTerm term() {
        return term;
    }

    /** Up to which instant it has been measured; absent before the first time. */
    public Optional<Instant> appliedTo() {
        return appliedTo;
    }

    /** True once every instant up to its end has been measured. */
    public boolean isOver() {
        return appliedTo.isPresent() && !appliedTo.get().isBefore(term.endsAt());
    }

    /**
     * Measures all instants up to a clock that own and benchmark prices have passed; gives each reaction that differs
     * from the one before it in its window, in the order of time, then of the windows in the settings. Instants before
     * the leg took effect are measured too: nothing of them may be published as if it had been known then.
     */
    public List<Measured> advance(
            Instant clock, Security security, PriceHistory own, Optional<PriceHistory> benchmark) {
        List<Measured> news = new ArrayList<>();
        Instant last = clock.isBefore(term.endsAt()) ? clock : term.endsAt();
        if (last.isBefore(asOf)) {
            return news;
        }
        for (Instant instant : instantsTo(last, own, benchmark)) {
            for (Window window : settings.windows()) {
                measureAt(instant, window, security, own, benchmark).ifPresent(news::add);
            }
        }
        appliedTo = Optional.of(last);
        return news;
    }

    private NavigableSet<Instant> instantsTo(Instant last, PriceHistory own, Optional<PriceHistory> benchmark) {
        Instant after = appliedTo.orElse(term.base().minusNanos(1));
        NavigableSet<Instant> instants = new TreeSet<>(own.newsBetween(after, last));
        benchmark.ifPresent(prices -> instants.addAll(prices.newsBetween(after, last)));
        instants.add(asOf);
        instants.add(term.endsAt());
        for (Window window : settings.windows()) {
            instants.add(IntradayMeasure.endOf(window, term, settings));
        }
        instants.removeIf(instant -> !instant.isAfter(after) || instant.isAfter(last));
        return instants;
    }

    private Optional<Measured> measureAt(
            Instant instant, Window window, Security security, PriceHistory own, Optional<PriceHistory> benchmark) {
        if (ended.contains(window)) {
            return Optional.empty();
        }
        View view = new View(leg, security, term, settings, own, benchmark, estimates, instant);
        Reaction reaction = window instanceof Window.Sessions sessions
                ? new SessionMeasure(view, sessions).measure(peaksOf(window, SessionMeasure.baseOf(sessions, term)))
                : new IntradayMeasure(view, window).measure(peaksOf(window, term.base()));
        if (reaction.ended()) {
            ended.add(window);
        }
        return reaction.equals(latest.put(window, reaction))
                ? Optional.empty()
                : Optional.of(new Measured(instant, reaction));
    }

    private Peaks peaksOf(Window window, Instant fromExclusive) {
        return peaks.computeIfAbsent(
                window, key -> new Peaks(fromExclusive, IntradayMeasure.endOf(key, term, settings)));
    }

    /** Every window of this leg as it is published once the leg is withdrawn. */
    public List<Reaction> withdrawn(Security security) {
        return settings.windows().stream()
                .map(window -> new ReactionDraft(leg, security, window, settings.model(), term)
                        .notComputable(Reason.WITHDRAWN))
                .toList();
    }
}
