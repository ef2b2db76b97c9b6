package io.dealwake.stream;

import io.dealwake.market.Security;
import io.dealwake.wire.Partitions;
import java.util.HashSet;
import java.util.Set;

/** Which symbols the stage measure is told of: those with an open leg in its own partition, benchmarks in all. */
final class Following {
    private final LegWatch legs;
    private final Set<String> benchmarks = new HashSet<>();

    Following(WatchStores stores, LegWatch legs) {
        this.legs = legs;
        stores.securities().all().forEach(security -> security.benchmark().ifPresent(benchmarks::add));
    }

    /** Whether the minutes of a symbol are told. */
    boolean follows(String symbol) {
        return isBenchmark(symbol) || legs.follows(symbol);
    }

    /** Whether a symbol is told to all partitions. */
    boolean isBenchmark(String symbol) {
        return benchmarks.contains(symbol);
    }

    /** Takes up the benchmark of a security; true when it was none before. */
    boolean addBenchmarkOf(Security security) {
        return security.benchmark().filter(benchmarks::add).isPresent();
    }

    /** Whether a partition is the home of a benchmark. */
    boolean hasBenchmarkIn(int partition, int partitions) {
        return benchmarks.stream().anyMatch(symbol -> Partitions.of(symbol, partitions) == partition);
    }
}
