package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Which of two instants comes first, and on which day one lies. */
public final class Times {
    private Times() {}

    public static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The day in UTC. */
    public static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
