package io.dealwake.reaction;

import io.dealwake.market.AsOf;
import io.dealwake.market.News;
import io.dealwake.market.Require;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import io.dealwake.market.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A leg from its announcement to its end. Measures each window at each instant at which something it rests on became
 * known, in the order of time. At the instant at which the leg took effect, and at each at which it turned out that prices
 * had been wrong, all earlier instants are measured again by what is known now: a late leg gets what an early one gets, and
 * a corrected price counts from when it was traded. Not thread-safe.
 */
public final class OpenLeg {
    private final Leg leg;
    private final Instant asOf;
    private final MeasureSettings settings;
    private final LegTerm term;
    private final Estimates estimates;
    private final Set<Window> ended = new HashSet<>();
    private final Map<Window, Reaction> latest = new HashMap<>();
    private final Map<Window, Peaks> peaks = new HashMap<>();
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

    /**
     * Measures all instants up to a clock that own and benchmark prices have passed. Instants before the leg took effect
     * are measured too: nothing of them may be published as if it had been known then.
     */
    public List<Chapter> advance(Instant clock, Surroundings around) {
        List<Chapter> chapters = new ArrayList<>();
        Instant last = Times.earlier(clock, term.settlesAt());
        // Clocks are heard more often than they move this leg.
        if (last.isBefore(asOf)
                || appliedTo.filter(measured -> !last.isAfter(measured)).isPresent()) {
            return chapters;
        }
        if (appliedTo.isEmpty()) {
            chapters.add(startOver(asOf, Optional.empty(), around));
            appliedTo = Optional.of(asOf);
        }
        // What ends a leg, and its benchmark, are looked up once for as long as they are known.
        while (appliedTo.get().isBefore(last)) {
            Instant to = around.sameSecurityTo(appliedTo.get(), last);
            news(appliedTo.get(), to, around)
                    .forEach((instant, news) -> chapters.add(
                            revises(news)
                                    ? startOver(instant, Optional.of(news), around)
                                    : goOn(instant, news, around)));
            appliedTo = Optional.of(to);
        }
        return chapters;
    }

    private boolean revises(News news) {
        return news.revises() || (news == News.CONFOUNDER && settings.returns().leavesOutConfounded());
    }

    private Chapter goOn(Instant instant, News news, Surroundings around) {
        List<Measured> measured = measureAt(AsOf.of(instant), news, around);
        return new Chapter(
                instant,
                Optional.of(news),
                false,
                measured,
                measured.stream().map(Measured::reaction).toList());
    }

    private Chapter startOver(Instant known, Optional<News> why, Surroundings around) {
        Map<Window, Reaction> before = Map.copyOf(latest);
        ended.clear();
        latest.clear();
        peaks.clear();
        List<Measured> measured = new ArrayList<>();
        news(term.base().minusNanos(1), known, around)
                .forEach((instant, news) -> measured.addAll(measureAt(new AsOf(instant, known), news, around)));
        List<Reaction> outcome = settings.windows().stream()
                .map(latest::get)
                .filter(reaction -> reaction != null && !reaction.equals(before.get(reaction.window())))
                .toList();
        return new Chapter(known, why, true, measured, outcome);
    }

    /** The instants in a stretch at which something may change, with what became known; by the security known at its end. */
    private NavigableMap<Instant, News> news(Instant fromExclusive, Instant toInclusive, Surroundings around) {
        NavigableMap<Instant, News> news = new TreeMap<>(around.own().newsBetween(fromExclusive, toInclusive));
        around.benchmark(toInclusive)
                .ifPresent(prices -> prices.newsBetween(fromExclusive, toInclusive)
                        .forEach((at, what) -> news.merge(at, what, News::or)));
        around.confounders()
                .newsBetween(leg.id().dealId(), fromExclusive, toInclusive)
                .forEach(at -> news.merge(at, News.CONFOUNDER, News::or));
        List<Instant> ends = new ArrayList<>(List.of(asOf, term.endsAt(), term.settlesAt()));
        settings.windows().forEach(window -> ends.add(IntradayMeasure.endOf(window, term, settings)));
        Optional<Security> security = Optional.of(around.security(toInclusive));
        ends.add(term.endsAt(security, toInclusive));
        ends.add(term.settlesAt(security, toInclusive));
        ends.stream()
                .filter(at -> at.isAfter(fromExclusive) && !at.isAfter(toInclusive))
                .forEach(at -> news.merge(at, News.MARK, News::or));
        return news;
    }

    /** Gives what differs from before. An ended window can change by anything but another minute. */
    private List<Measured> measureAt(AsOf instant, News news, Surroundings around) {
        List<Measured> measured = new ArrayList<>();
        View view = View.of(leg, term, settings, estimates, around, instant);
        for (Window window : settings.windows()) {
            if (news != News.MARK || !ended.contains(window)) {
                Reaction reaction = measure(window, view);
                if (reaction.ended()) {
                    ended.add(window);
                } else {
                    ended.remove(window);
                }
                if (!reaction.equals(latest.put(window, reaction))) {
                    measured.add(new Measured(instant.at(), reaction));
                }
            }
        }
        return measured;
    }

    private Reaction measure(Window window, View view) {
        return window instanceof Window.Sessions sessions
                ? new SessionMeasure(view, sessions)
                        .measure(peaksOf(window, SessionMeasure.baseOf(sessions, term), view))
                : new IntradayMeasure(view, window).measure(peaksOf(window, term.base(), view));
    }

    private Peaks peaksOf(Window window, Instant fromExclusive, View view) {
        return peaks.computeIfAbsent(
                window,
                key -> new Peaks(
                        fromExclusive, view.lastIn(fromExclusive, IntradayMeasure.endOf(key, term, settings))));
    }

    /** Every window of this leg as it is published once the leg is withdrawn, as became known at an instant. */
    public List<Reaction> withdrawn(Surroundings around, Instant known) {
        Security security = around.security(known);
        return settings.windows().stream()
                .map(window -> new ReactionDraft(leg, security, window, settings, term).notComputable(Reason.WITHDRAWN))
                .toList();
    }
}
