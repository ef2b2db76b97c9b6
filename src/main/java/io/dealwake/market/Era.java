package io.dealwake.market;

import java.time.Instant;

/** The years that Dealwake measures: before them there are no calendars here, after them no trades. */
public final class Era {
    /** The first instant, inclusive: the start of 1990 in UTC. */
    public static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

    /** The end, exclusive: the start of 2100 in UTC. */
    public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private Era() {}
}
