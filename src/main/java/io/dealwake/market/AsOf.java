package io.dealwake.market;

import java.time.Instant;

/**
 * From where prices are looked at. At each instant we know what was known then. Looking back from a later one we take the
 * prices of the earlier instant, but as corrected since.
 *
 * @param at no minute after this instant counts, and no close that was first known after it
 * @param known of what counts, the newest version known at this instant counts; not before {@code at}
 */
public record AsOf(Instant at, Instant known) {
    public AsOf {
        Require.check(!known.isBefore(at), "known", known, "a time not before " + at);
    }

    /** As of an instant, by what was known then. */
    public static AsOf of(Instant instant) {
        return new AsOf(instant, instant);
    }
}
