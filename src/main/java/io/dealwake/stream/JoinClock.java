package io.dealwake.stream;

import io.dealwake.market.Security;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Partitions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * How far the partitions have come that one partition of the stage measure listens to: its own and those of the
 * benchmarks. A minute is measured when all clocks that it needs have passed it, in whatever order the records came.
 */
final class JoinClock {
    private final Table<Dispatch> store;
    private final int own;
    private final int partitions;
    private final Map<Integer, Instant> clocks = new HashMap<>();
    private final Map<Integer, Dispatch> heard = new HashMap<>();

    JoinClock(Table<Dispatch> store, int own, int partitions) {
        this.store = store;
        this.own = own;
        this.partitions = partitions;
        store.all().forEach(heard -> clocks.put(heard.partition(), heard.clock()));
    }

    void hear(Dispatch bareClock) {
        clocks.merge(bareClock.partition(), bareClock.clock(), (before, now) -> now.isAfter(before) ? now : before);
        heard.put(bareClock.partition(), bareClock);
    }

    /** Stores what was heard since the last time: to be done before each commit. */
    void store() {
        heard.forEach((partition, clock) -> store.put(keyOf(partition), clock));
        heard.clear();
    }

    /** Up to where the legs of a security can be measured; absent while a clock has not been heard. */
    Optional<Instant> reachedFor(Security security) {
        return reached(security.benchmark().stream());
    }

    /** Up to where all of some securities can be measured. */
    Optional<Instant> reachedForAll(List<Security> securities) {
        return reached(securities.stream().flatMap(security -> security.benchmark().stream()));
    }

    /** The days in UTC that the partitions have come to which this one has heard of. */
    Map<Integer, LocalDate> days() {
        Map<Integer, LocalDate> days = new HashMap<>();
        clocks.forEach((partition, time) ->
                days.put(partition, time.atOffset(ZoneOffset.UTC).toLocalDate()));
        return days;
    }

    private Optional<Instant> reached(Stream<String> benchmarks) {
        List<Optional<Instant>> needed = Stream.concat(
                        Stream.of(own), benchmarks.map(symbol -> Partitions.of(symbol, partitions)))
                .distinct()
                .map(partition -> Optional.ofNullable(clocks.get(partition)))
                .toList();
        return needed.stream().allMatch(Optional::isPresent)
                ? needed.stream().map(Optional::get).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static Bytes keyOf(int partition) {
        return Keys.of(Integer.toString(partition));
    }
}
