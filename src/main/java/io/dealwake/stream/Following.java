package io.dealwake.stream;

import io.dealwake.market.Security;
import java.util.Set;
import java.util.stream.Collectors;

/** Which symbols the stage measure is told of: those with an open leg in its own partition, benchmarks in all. */
final class Following {
    private final WatchStores stores;
    private final LegWatch legs;
    private Set<String> benchmarks;

    Following(WatchStores stores, LegWatch legs) {
        this.stores = stores;
        this.legs = legs;
        this.benchmarks = named();
    }

    /** The benchmarks of all securities, as they are known now: nothing that a restart would not find again. */
    private Set<String> named() {
        return stores.securities().all().stream()
                .flatMap(security -> security.benchmark().stream())
                .collect(Collectors.toSet());
    }

    /** Whether the minutes of a symbol are told. */
    boolean follows(String symbol) {
        return isBenchmark(symbol) || legs.follows(symbol);
    }

    /** Whether a symbol is told to all partitions. */
    boolean isBenchmark(String symbol) {
        return benchmarks.contains(symbol);
    }

    /** Takes up the benchmark of a security that was stored, and drops what is none any more; true when it was none before. */
    boolean addBenchmarkOf(Security security) {
        Set<String> before = benchmarks;
        benchmarks = named();
        return security.benchmark().filter(symbol -> !before.contains(symbol)).isPresent();
    }
}
