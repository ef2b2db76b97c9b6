package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a leg is measured from. Its benchmark is at each instant the one that the security named by then.
 *
 * @param own all that is known of the symbol: its prices, and its security
 * @param prices of any symbol that a security names as its benchmark
 * @param confounders what else happened to the company
 */
public record Surroundings(PriceHistory own, Function<String, PriceHistory> prices, Confounders confounders) {
    /** What was known of the security at an instant. */
    Security security(Instant known) {
        return own.security(known)
                .orElseThrow(() -> new IllegalStateException("no security record was told before its leg"));
    }

    /** The prices of the benchmark that the security named at an instant. */
    Optional<PriceHistory> benchmark(Instant known) {
        return security(known).benchmark().map(prices);
    }

    /** The last instant at which no more is known of the security than just after another one, or a bound before it. */
    Instant sameSecurityTo(Instant afterExclusive, Instant bound) {
        return own.nextSecurity(afterExclusive.plusNanos(1))
                .map(next -> Times.earlier(next.minusNanos(1), bound))
                .orElse(bound);
    }
}
