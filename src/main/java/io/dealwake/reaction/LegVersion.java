package io.dealwake.reaction;

import java.time.Instant;
import java.util.Comparator;

/** The version of a leg: when it was observed, then a hash of its content. Equal versions are repeats. */
public record LegVersion(Instant observedAt, String contentHash) implements Comparable<LegVersion> {
    private static final Comparator<LegVersion> ORDER =
            Comparator.comparing(LegVersion::observedAt).thenComparing(LegVersion::contentHash);

    @Override
    public int compareTo(LegVersion other) {
        return ORDER.compare(this, other);
    }
}
