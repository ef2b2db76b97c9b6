package io.dealwake.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is missing or doubtful of the trades of a symbol: gaps, halts, minutes in which a wrong trade had to stay. */
final class Lapses {
    private final Map<Lapse, Instant> knownFrom =
            new TreeMap<>(Comparator.comparing(Lapse::from).thenComparing(Lapse::said));
    private final Map<Halt, Instant> halts = new TreeMap<>(Halt.IN_ORDER);

    /** A stretch and what is said of it; without an end it goes on. */
    private record Lapse(String what, Instant from, Optional<Instant> to, String why) {
        boolean touches(Instant fromExclusive, Instant toInclusive) {
            return from.isBefore(toInclusive)
                    && to.map(end -> end.isAfter(fromExclusive)).orElse(true);
        }

        String said() {
            String stretch = from + "/" + to.map(Instant::toString).orElse("");
            return what + " " + stretch + (why.isEmpty() ? "" : " " + why);
        }
    }

    void add(Gap gap, Instant asOf) {
        String why = gap.source() + (gap.reason().isEmpty() ? "" : ": " + gap.reason());
        add(new Lapse(gap.symbol() + " missed", gap.from(), Optional.of(gap.to()), why), asOf);
    }

    void addUncorrected(MarkRevision minute, Instant asOf) {
        Instant from = minute.boundary().minus(Mark.LENGTH);
        add(new Lapse(minute.symbol() + " uncorrected", from, Optional.of(minute.boundary()), ""), asOf);
    }

    private void add(Lapse lapse, Instant asOf) {
        knownFrom.merge(lapse, asOf, Times::earlier);
    }

    void add(Halt halt, Instant asOf) {
        halts.merge(halt, asOf, Times::earlier);
    }

    /** What is known to lie in a stretch, in words, in order of time; nothing lies in one that ends where it begins. */
    List<String> in(Instant fromExclusive, Instant toInclusive, AsOf asOf) {
        if ((knownFrom.isEmpty() && halts.isEmpty()) || !fromExclusive.isBefore(toInclusive)) {
            return List.of();
        }
        Stream<Lapse> known = knownFrom.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(asOf.known()))
                .map(Map.Entry::getKey);
        return Stream.concat(known, halted(asOf).stream())
                .filter(lapse -> !lapse.from().isAfter(asOf.at()) && lapse.touches(fromExclusive, toInclusive))
                .sorted(Comparator.comparing(Lapse::from).thenComparing(Lapse::said))
                .map(Lapse::said)
                .toList();
    }

    private List<Lapse> halted(AsOf asOf) {
        List<Lapse> found = new ArrayList<>();
        Optional<Halt> since = Optional.empty();
        for (Map.Entry<Halt, Instant> known : halts.entrySet()) {
            Halt halt = known.getKey();
            if (!known.getValue().isAfter(asOf.known()) && !halt.time().isAfter(asOf.at())) {
                if (since.isPresent() && !halt.halted()) {
                    found.add(lapse(since.get(), Optional.of(halt.time())));
                    since = Optional.empty();
                } else if (since.isEmpty() && halt.halted()) {
                    since = Optional.of(halt);
                }
            }
        }
        since.ifPresent(halt -> found.add(lapse(halt, Optional.empty())));
        return found;
    }

    private static Lapse lapse(Halt since, Optional<Instant> to) {
        return new Lapse(since.symbol() + " halted", since.time(), to, since.reason());
    }
}
