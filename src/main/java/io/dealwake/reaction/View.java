package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Window;
import java.time.Instant;
import java.util.Optional;

/** All that a window of a leg is measured from, as known at an instant. */
record View(
        Leg leg,
        Security security,
        LegTerm term,
        MeasureSettings settings,
        PriceHistory own,
        Optional<PriceHistory> benchmark,
        Estimates estimates,
        Instant asOf) {

    ReactionDraft draft(Window window) {
        return new ReactionDraft(leg, security, window, settings.model(), term);
    }

    /** Nothing after the leg's end is waited for. */
    boolean legHasEnded() {
        return !asOf.isBefore(term.endsAt());
    }

    Instant asOfOr(Instant end) {
        return asOf.isBefore(end) ? asOf : end;
    }
}
