package io.dealwake.reaction;

import io.dealwake.market.AsOf;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import io.dealwake.market.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a window of a leg is measured from, as of an instant.
 *
 * @param security as it was known then
 */
record View(
        Leg leg,
        Security security,
        LegTerm term,
        MeasureSettings settings,
        PriceHistory own,
        Optional<PriceHistory> benchmark,
        Confounders others,
        Estimates estimates,
        AsOf asOf) {

    static View of(
            Leg leg, LegTerm term, MeasureSettings settings, Estimates estimates, Surroundings around, AsOf asOf) {
        return new View(
                leg,
                around.security(asOf.known()),
                term,
                settings,
                around.own(),
                around.benchmark(asOf.known()),
                around.confounders(),
                estimates,
                asOf);
    }

    ReactionDraft draft(Window window) {
        return new ReactionDraft(leg, security, window, settings, term);
    }

    /** After this no price counts: the leg's last session has closed, or its symbol's. */
    Instant endsAt() {
        return term.endsAt(Optional.of(security), asOf.known());
    }

    /** The last instant of a stretch whose prices count: its end, or that of the leg or its symbol, if that comes first. */
    Instant lastIn(Instant from, Instant end) {
        return Times.later(from, Times.earlier(end, endsAt()));
    }

    /**
     * Nothing more is waited for once trading begins again after the leg's last session. An end that became known only
     * afterwards ended nothing before: looking back, the leg went on until it was known.
     */
    boolean legHasEnded() {
        Instant settles = term.settlesAt(Optional.of(security), asOf.known());
        boolean early = settles.isBefore(term.settlesAt());
        return !asOf.at().isBefore(term.settlesAt())
                || (early && !asOf.at().isBefore(settles) && !asOf.at().isBefore(own.endingKnownFrom(asOf.known())));
    }

    /** Why the leg ends before its time, if it does before an instant that a window needs. */
    Optional<Reason> endsBefore(Instant needed) {
        return legHasEnded() && endsAt().isBefore(needed)
                ? security.ending().map(ending -> Reason.of(ending.kind()))
                : Optional.empty();
    }

    /** From one price to another, in shares as they count at the later one. */
    Reaction.Move move(PricePoint from, PricePoint to) {
        double split = own.splitFactor(from.time(), to.time(), asOf.known());
        double growth = own.growth(from, to, settings.returns().kind(), asOf);
        return new Reaction.Move(from.price() / split, from.time(), to.price(), to.time(), growth - 1);
    }

    /** The dates whose returns are not used for the estimate. */
    Set<LocalDate> leftOut(List<Confounders.Confounder> confounders) {
        return settings.returns().leavesOutConfounded() ? Confounders.daysOf(confounders) : Set.of();
    }

    /** What else is known of the company from the start of the estimation window to the session of an instant. */
    List<Confounders.Confounder> confoundersTo(Instant end) {
        LocalDate first = term.session(settings.estimationFirst()).date();
        LocalDate last = term.calendar().eventDay(end.minusNanos(1000)).date();
        return others.between(leg.id().dealId(), security, first, last, asOf.known());
    }
}
