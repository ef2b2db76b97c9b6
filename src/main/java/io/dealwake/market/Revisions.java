package io.dealwake.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The versions of one fact, each with the instant from which it was known. */
final class Revisions<T> {
    private record Version<T>(Instant asOf, T value) {}

    private final List<Version<T>> versions = new ArrayList<>(1);

    /** Adds a version; of one instant the last one added counts. */
    void add(Instant asOf, T value) {
        int place = versions.size();
        while (place > 0 && !versions.get(place - 1).asOf.isBefore(asOf)) {
            place--;
        }
        if (place < versions.size() && versions.get(place).asOf.equals(asOf)) {
            versions.set(place, new Version<>(asOf, value));
        } else {
            versions.add(place, new Version<>(asOf, value));
        }
    }

    Instant firstKnown() {
        return versions.get(0).asOf;
    }

    /** The instants at which it was revised. */
    List<Instant> revisedAt() {
        return versions.stream().skip(1).map(Version::asOf).toList();
    }

    /** The newest version known at an instant; null when none was. */
    T knownAt(Instant known) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!versions.get(i).asOf.isAfter(known)) {
                return versions.get(i).value;
            }
        }
        return null;
    }

    /** How many of its versions were known at an instant. */
    long countKnownAt(Instant known) {
        return versions.stream().filter(version -> !version.asOf.isAfter(known)).count();
    }
}
