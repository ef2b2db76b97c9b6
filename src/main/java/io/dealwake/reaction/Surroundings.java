package io.dealwake.reaction;

import io.dealwake.market.News;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
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

    /** What became known of the benchmark in a stretch; of each one as long as it was named. */
    NavigableMap<Instant, News> benchmarkNews(Instant fromExclusive, Instant toInclusive) {
        NavigableMap<Instant, News> news = new TreeMap<>();
        Instant done = fromExclusive;
        while (done.isBefore(toInclusive)) {
            Instant first = done.plusNanos(1);
            Instant last = own.nextSecurity(first)
                    .map(next -> Times.earlier(next.minusNanos(1), toInclusive))
                    .orElse(toInclusive);
            Instant before = done;
            benchmark(first).ifPresent(named -> news.putAll(named.newsBetween(before, last)));
            done = last;
        }
        return news;
    }
}
