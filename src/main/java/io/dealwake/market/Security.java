package io.dealwake.market;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a listed symbol.
 *
 * @param name the company or fund, for people
 * @param benchmark the symbol that stands for the market; absent for a security that is measured against none
 * @param calendar the market identifier code of its exchange's calendar, such as XNYS
 * @param currency ISO 4217 code of its prices; US dollars alone so far, since thresholds and market values are in dollars
 * @param shares its counts of shares outstanding, oldest knowledge first
 * @param knownAt when this state of knowledge was reached
 */
public record Security(
        String symbol,
        String name,
        Optional<String> benchmark,
        String calendar,
        String currency,
        List<ShareCount> shares,
        Instant knownAt) {
    public Security {
        Require.symbol("symbol", symbol);
        Require.text("name", name);
        benchmark.ifPresent(value -> Require.symbol("benchmark", value));
        Require.check(
                benchmark.isEmpty() || !benchmark.get().equals(symbol),
                "benchmark",
                symbol,
                "another symbol than the security's own");
        TradingCalendar.of(calendar);
        Require.check(
                "USD".equals(currency), "currency", currency, "USD: prices in other currencies are not supported");
        shares = shares.stream()
                .sorted(Comparator.comparing(ShareCount::knownAt).thenComparing(ShareCount::asOf))
                .toList();
        Require.instant("knownAt", knownAt);
    }

    /** The newest count that was known at an instant: of those published by then, the last published. */
    public Optional<ShareCount> sharesKnownAt(Instant time) {
        return shares.stream().filter(count -> !count.knownAt().isAfter(time)).reduce((earlier, later) -> later);
    }

    /** This security with only what was known at an instant, which becomes its {@code knownAt}. */
    public Security asKnownAt(Instant time) {
        List<ShareCount> known =
                shares.stream().filter(count -> !count.knownAt().isAfter(time)).toList();
        return new Security(symbol, name, benchmark, calendar, currency, known, time);
    }

    /** The calendar of its exchange. */
    public TradingCalendar tradingCalendar() {
        return TradingCalendar.of(calendar);
    }
}
