package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A split or reverse split: each {@code oldShares} became {@code newShares}.
 *
 * @param effectiveOn the first session at the new price
 * @param knownAt when it was published; before that instant it is not applied
 * @param newShares above zero
 * @param oldShares above zero
 */
public record Split(LocalDate effectiveOn, Instant knownAt, double newShares, double oldShares) {
    private static final double LARGEST = 1e6;

    public Split {
        Require.date("effectiveOn", effectiveOn);
        Require.instant("knownAt", knownAt);
        check("newShares", newShares);
        check("oldShares", oldShares);
    }

    private static void check(String field, double shares) {
        Require.check(shares >= 1 / LARGEST && shares <= LARGEST, field, shares, "a number from 1e-6 to 1e6");
    }

    /** Shares after the split for one before it: 10 for ten to one, 0.1 for one to ten. */
    public double ratio() {
        return newShares / oldShares;
    }
}
