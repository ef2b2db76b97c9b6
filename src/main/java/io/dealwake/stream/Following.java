package io.dealwake.stream;

import io.dealwake.market.Era;
import io.dealwake.wire.StateCodecs;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which symbols the stage measure is told of: those with an open leg in its own partition, benchmarks in all. A symbol that
 * no security names any more was the benchmark until then: what became known of it before is still told.
 */
final class Following {
    private final int partition;
    private final WatchStores stores;
    private final LegWatch legs;
    private final Map<String, Instant> benchmarkUntil = new TreeMap<>();
    /** How many securities name each benchmark. */
    private final Map<String, Integer> namedBy = new HashMap<>();

    Following(int partition, WatchStores stores, LegWatch legs) {
        this.partition = partition;
        this.stores = stores;
        this.legs = legs;
        stores.benchmarks().entries().forEach(entry -> benchmarkUntil.put(Keys.textIn(entry.key), entry.value.clock()));
        stores.securities().all().stream()
                .flatMap(security -> security.benchmark().stream())
                .forEach(symbol -> namedBy.merge(symbol, 1, Integer::sum));
    }

    /** Whether the minutes of a symbol are told. */
    boolean follows(String symbol) {
        return isBenchmark(symbol) || legs.follows(symbol);
    }

    /** Whether a security names a symbol as its benchmark now. */
    boolean isBenchmark(String symbol) {
        return Era.END.equals(benchmarkUntil.get(symbol));
    }

    /** Whether a security named a symbol as its benchmark at an instant, which may lie before a change that was applied since. */
    boolean wasBenchmark(String symbol, Instant at) {
        Instant until = benchmarkUntil.get(symbol);
        return until != null && at.isBefore(until);
    }

    /**
     * Whether gaps and halts of a symbol are told to all partitions: those of a former benchmark are too, or a halt would never
     * end where its start was told.
     */
    boolean wasEverBenchmark(String symbol) {
        return benchmarkUntil.containsKey(symbol);
    }

    /**
     * Takes up the benchmark that a security names as of an instant, and drops the one that it named before if no other does;
     * true when the new one was none before.
     */
    boolean change(Optional<String> before, Optional<String> now, Instant asOf) {
        if (before.equals(now)) {
            return false;
        }
        now.ifPresent(symbol -> namedBy.merge(symbol, 1, Integer::sum));
        before.filter(symbol -> namedBy.merge(symbol, -1, Integer::sum) == 0).ifPresent(symbol -> put(symbol, asOf));
        Optional<String> fresh = now.filter(symbol -> !isBenchmark(symbol));
        fresh.ifPresent(symbol -> put(symbol, Era.END));
        return fresh.isPresent();
    }

    private void put(String symbol, Instant until) {
        benchmarkUntil.put(symbol, until);
        stores.benchmarks().put(Keys.of(symbol), StateCodecs.clock(partition, until));
    }
}
