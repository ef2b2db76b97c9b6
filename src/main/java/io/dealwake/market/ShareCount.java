package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How many shares of a security were outstanding.
 *
 * @param asOf the day that the count speaks of
 * @param knownAt when the count was published; before that instant it is not used
 * @param count shares, above zero
 */
public record ShareCount(LocalDate asOf, Instant knownAt, long count) {
    public ShareCount {
        Require.date("asOf", asOf);
        Require.instant("knownAt", knownAt);
        Require.positive("count", count);
    }
}
