package io.dealwake.simulation;

import io.dealwake.market.Trade;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a world that fails smaller, as long as it fails in the same place: by halves, quarters and so on, then by deals,
 * symbols, kinds and days.
 */
final class Shrinker {
    private final Plan plan;
    private final Plan other;
    private final Seams seams;
    private final long until;
    private final Optional<String> fails;
    private World smallest;

    private Shrinker(World world, Plan plan, Plan other, Seams seams, Duration limit) {
        this.smallest = world;
        this.fails = Check.differences(world, plan, other, seams).stream()
                .map(Check.Difference::of)
                .findFirst();
        this.plan = plan;
        this.other = other;
        this.seams = seams;
        this.until = System.nanoTime() + limit.toNanos();
    }

    /** The smallest world found that still differs from the twin when it is run as planned, or gives another run otherwise. */
    static World shrink(World world, Plan plan, Plan other, Seams seams, Duration limit) {
        Shrinker shrinker = new Shrinker(world, plan, other, seams, limit);
        if (shrinker.fails.isPresent()) {
            shrinker.shrink();
        }
        return shrinker.smallest;
    }

    private void shrink() {
        List<Function<TapeRecord, String>> groups = List.of(
                Shrinker::dealOf,
                record -> record.symbol().orElse(""),
                record -> record.getClass().getSimpleName(),
                Shrinker::dayOf);
        int before;
        do {
            before = smallest.tape().size();
            withoutChunks();
            groups.forEach(this::withoutGroups);
        } while (smallest.tape().size() < before && hasTime());
    }

    private boolean hasTime() {
        return System.nanoTime() < until;
    }

    private boolean fails(World world) {
        return Check.differences(world, plan, other, seams).stream()
                .anyMatch(difference -> difference.of().equals(fails.orElseThrow()));
    }

    private void withoutGroups(Function<TapeRecord, String> groupOf) {
        Map<String, List<TapeRecord>> groups = new LinkedHashMap<>();
        smallest.tape()
                .forEach(record -> groups.computeIfAbsent(groupOf.apply(record), key -> new ArrayList<>())
                        .add(record));
        for (String group : groups.keySet()) {
            if (!group.isEmpty() && hasTime()) {
                keepIfItFails(smallest.tape().stream()
                        .filter(record -> !groupOf.apply(record).equals(group))
                        .toList());
            }
        }
    }

    private void withoutChunks() {
        for (int size = smallest.tape().size() / 2; size > 0 && hasTime(); size /= 2) {
            for (int from = 0; from < smallest.tape().size() && hasTime(); ) {
                List<TapeRecord> rest = new ArrayList<>(smallest.tape());
                rest.subList(from, Math.min(rest.size(), from + size)).clear();
                from += keepIfItFails(rest) ? 0 : size;
            }
        }
    }

    private boolean keepIfItFails(List<TapeRecord> tape) {
        World world = smallest.withTape(tape);
        boolean smaller = tape.size() < smallest.tape().size() && fails(world);
        if (smaller) {
            smallest = world;
        }
        return smaller;
    }

    private static String dealOf(TapeRecord record) {
        return record instanceof TapeRecord.OneLeg one ? one.leg().id().dealId() : "";
    }

    private static String dayOf(TapeRecord record) {
        Optional<Trade> trade = Optional.empty();
        if (record instanceof TapeRecord.OneTrade one) {
            trade = Optional.of(one.trade());
        } else if (record instanceof TapeRecord.Block block) {
            trade = block.entries().stream()
                    .flatMap(entry -> entry.trade().stream())
                    .findFirst();
        }
        return trade.map(each -> each.time().toString().substring(0, 10)).orElse("");
    }
}
