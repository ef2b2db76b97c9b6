package io.dealwake.wire;

import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored form of a leg that the stage measure works on. */
public record LegState(Leg leg, Instant asOf, Optional<Instant> appliedTo, List<Published> published) {
    /**
     * A final result that was published.
     *
     * @param window code of its window
     * @param ofThisVersion whether it stands: it is of the leg's version, and the window has not been open again since
     * @param contentHash of the reaction without its restatement
     */
    public record Published(String window, boolean ofThisVersion, String contentHash, int restatements) {}
}
