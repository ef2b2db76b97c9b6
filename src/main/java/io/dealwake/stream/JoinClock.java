package io.dealwake.stream;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * How far the partitions have come, all of which tell their clocks to all. A minute is measured when those that it needs have
 * passed it, the own one and that of the benchmark, in whatever order the records came.
 */
final class JoinClock {
    private final Table<Dispatch> store;
    private final int own;
    private final int partitions;
    private final Map<Integer, Instant> clocks = new HashMap<>();
    private final Map<Integer, Dispatch> heard = new HashMap<>();

    /** The partitions of benchmarks whose clocks were asked for; before anything was asked since the start, all. */
    private final Set<Integer> asked = new HashSet<>();

    private boolean isFresh = true;

    JoinClock(Table<Dispatch> store, int own, int partitions) {
        this.store = store;
        this.own = own;
        this.partitions = partitions;
        store.all().forEach(heard -> clocks.put(heard.partition(), heard.clock()));
    }

    /**
     * Takes in a clock; says whether it may move anything: it is the own one, or of a partition that something waits for. The
     * first one after the start may.
     */
    boolean hear(Dispatch bareClock) {
        clocks.merge(bareClock.partition(), bareClock.clock(), (before, now) -> now.isAfter(before) ? now : before);
        heard.put(bareClock.partition(), bareClock);
        boolean moves = isFresh || bareClock.partition() == own || asked.contains(bareClock.partition());
        isFresh = false;
        return moves;
    }

    /** Stores what was heard since the last time: to be done before each commit. */
    void store() {
        heard.forEach((partition, clock) -> store.put(keyOf(partition), clock));
        heard.clear();
    }

    /** Up to where the own partition has come. */
    Optional<Instant> reached() {
        return Optional.ofNullable(clocks.get(own));
    }

    /**
     * Up to where a leg can be measured that has been measured up to an instant: as far as the clocks of its own partition and
     * of the benchmark that is named at each instant have come. Absent while a clock has not been heard.
     */
    Optional<Instant> reachedFor(PriceHistory symbol, Instant from) {
        Instant reached = clocks.get(own);
        Instant since = from;
        while (reached != null && !since.isAfter(reached)) {
            Optional<Instant> next = symbol.nextSecurity(since).filter(at -> !at.isAfter(reached));
            Instant needed = next.map(at -> at.minus(1, ChronoUnit.MICROS)).orElse(reached);
            Instant named = clockOfBenchmark(symbol.security(since), needed);
            if (named == null || named.isBefore(since)) {
                return since.equals(from) ? Optional.ofNullable(named) : Optional.of(since.minus(1, ChronoUnit.MICROS));
            }
            if (next.isEmpty() || named.isBefore(needed)) {
                return Optional.of(Times.earlier(named, reached));
            }
            since = next.get();
        }
        return Optional.ofNullable(reached);
    }

    /** Without a benchmark none is waited for. */
    private Instant clockOfBenchmark(Optional<Security> security, Instant without) {
        Optional<String> benchmark = security.flatMap(Security::benchmark);
        if (benchmark.isEmpty()) {
            return without;
        }
        int partition = Partitions.of(benchmark.get(), partitions);
        asked.add(partition);
        return clocks.get(partition);
    }

    /** Up to where all legs can be measured whose securities name some benchmarks. */
    Optional<Instant> reachedForAll(Stream<String> benchmarks) {
        List<Optional<Instant>> needed = Stream.concat(
                        Stream.of(own), benchmarks.map(symbol -> Partitions.of(symbol, partitions)))
                .distinct()
                .map(partition -> Optional.ofNullable(clocks.get(partition)))
                .toList();
        return needed.stream().allMatch(Optional::isPresent)
                ? needed.stream().map(Optional::get).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** The days in UTC that the partitions have come to which this one has heard of. */
    Map<Integer, LocalDate> days() {
        Map<Integer, LocalDate> days = new HashMap<>();
        clocks.forEach((partition, time) -> days.put(partition, Times.day(time)));
        return days;
    }

    private static Bytes keyOf(int partition) {
        return Keys.of(Integer.toString(partition));
    }
}
