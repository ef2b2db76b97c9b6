package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A cash dividend.
 *
 * @param exDate the first session without the right to it
 * @param knownAt when it was published; before that instant it is not applied
 * @param amount per share as shares count on {@code exDate}, in the security's currency
 */
public record Dividend(LocalDate exDate, Instant knownAt, double amount) {
    public Dividend {
        Require.date("exDate", exDate);
        Require.instant("knownAt", knownAt);
        Require.price("amount", amount);
    }
}
