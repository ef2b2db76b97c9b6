package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.market.PricePoint;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegTerm;
import io.dealwake.wire.WatchedLegState;
import java.time.Instant;
import java.util.Optional;

/**
 * A leg in the memory of the stage watch. The base is looked up again until its minute is complete, and after each close.
 */
final class WatchedLeg {
    private final Leg leg;
    private final LegTerm term;
    private Optional<Alert> alert;
    private Optional<PricePoint> base = Optional.empty();
    private boolean settled;

    WatchedLeg(Leg leg, LegTerm term, Optional<Alert> alert) {
        this.leg = leg;
        this.term = term;
        this.alert = alert;
    }

    WatchedLegState toState() {
        return new WatchedLegState(leg, alert);
    }

    Leg leg() {
        return leg;
    }

    LegTerm term() {
        return term;
    }

    Optional<Alert> alert() {
        return alert;
    }

    void raised(Alert raised) {
        alert = Optional.of(raised);
    }

    /** Whether a trade at a time can raise this leg's alert. */
    boolean awaits(Instant time) {
        return alert.filter(Alert::isActive).isEmpty() && !time.isBefore(term.base()) && time.isBefore(term.endsAt());
    }

    /** Whether its last session has closed, and nothing more is said of it. */
    boolean isOver(Instant completed) {
        return !term.settlesAt().isAfter(completed);
    }

    void unsettle() {
        settled = false;
    }

    boolean isSettled() {
        return settled;
    }

    Optional<PricePoint> base() {
        return base;
    }

    void base(Optional<PricePoint> found, boolean complete) {
        base = found;
        settled = complete;
    }
}
