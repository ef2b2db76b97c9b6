package io.dealwake.market;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is known of a listed symbol.
 *
 * @param name the company or fund, for people
 * @param benchmark the symbol that stands for the market; absent for a security that is measured against none
 * @param calendar the market identifier code of its exchange's calendar, such as XNYS
 * @param currency ISO 4217 code of its prices; US dollars alone so far, since thresholds and market values are in dollars
 * @param shares its counts of shares outstanding, oldest knowledge first
 * @param splits in order of their days
 * @param dividends in cash, in order of their days
 * @param confounders what beside deals may have moved it, in order of time
 * @param ending that it is no longer traded under its symbol
 * @param knownAt when this state of knowledge was reached
 */
public record Security(
        String symbol,
        String name,
        Optional<String> benchmark,
        String calendar,
        String currency,
        List<ShareCount> shares,
        List<Split> splits,
        List<Dividend> dividends,
        List<DatedItem> confounders,
        Optional<Ending> ending,
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
        splits = sorted(splits, Comparator.comparing(Split::effectiveOn));
        dividends = sorted(dividends, Comparator.comparing(Dividend::exDate));
        Require.check(
                splits.stream().map(Split::effectiveOn).distinct().count() == splits.size(),
                "splits",
                splits,
                "at most one for each effectiveOn");
        Require.check(
                new HashSet<>(dividends).size() == dividends.size(), "dividends", dividends, "each dividend once");
        confounders = sorted(confounders, Comparator.comparing(DatedItem::at).thenComparing(DatedItem::kind));
        Require.instant("knownAt", knownAt);
    }

    /** A security without splits, dividends, confounders and end. */
    public Security(
            String symbol,
            String name,
            Optional<String> benchmark,
            String calendar,
            String currency,
            List<ShareCount> shares,
            Instant knownAt) {
        this(
                symbol,
                name,
                benchmark,
                calendar,
                currency,
                shares,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                knownAt);
    }

    private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
        return items.stream().sorted(order).toList();
    }

    /** The newest count that was known at an instant: of those published by then, the last published. */
    public Optional<ShareCount> sharesKnownAt(Instant time) {
        return shares.stream().filter(count -> !count.knownAt().isAfter(time)).reduce((earlier, later) -> later);
    }

    /** How many shares one share became between two instants, by the splits known at a third. */
    public double splitFactor(Instant fromExclusive, Instant toInclusive, Instant known) {
        double factor = 1;
        for (Split split : splits) {
            boolean counts = !split.knownAt().isAfter(known)
                    && tradingCalendar().beginsWithin(split.effectiveOn(), fromExclusive, toInclusive);
            factor *= counts ? split.ratio() : 1;
        }
        return factor;
    }

    /** This security with only what was known at an instant, which becomes its {@code knownAt}. */
    public Security asKnownAt(Instant time) {
        return new Security(
                symbol,
                name,
                benchmark,
                calendar,
                currency,
                known(shares, ShareCount::knownAt, time),
                known(splits, Split::knownAt, time),
                known(dividends, Dividend::knownAt, time),
                known(confounders, DatedItem::knownAt, time),
                ending.filter(end -> !end.knownAt().isAfter(time)),
                time);
    }

    private static <T> List<T> known(List<T> items, Function<T, Instant> knownAt, Instant time) {
        return items.stream().filter(item -> !knownAt.apply(item).isAfter(time)).toList();
    }

    /** The instants at which something of it became known, this state of knowledge included. */
    public NavigableSet<Instant> knownAtInstants() {
        NavigableSet<Instant> instants = new TreeSet<>(List.of(knownAt));
        shares.forEach(count -> instants.add(count.knownAt()));
        splits.forEach(split -> instants.add(split.knownAt()));
        dividends.forEach(dividend -> instants.add(dividend.knownAt()));
        confounders.forEach(item -> instants.add(item.knownAt()));
        ending.ifPresent(end -> instants.add(end.knownAt()));
        return instants;
    }

    /** The calendar of its exchange. */
    public TradingCalendar tradingCalendar() {
        return TradingCalendar.of(calendar);
    }
}
