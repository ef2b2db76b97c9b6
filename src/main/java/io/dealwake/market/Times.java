package io.dealwake.market;

import java.time.Instant;

/** Which of two instants comes first. */
public final class Times {
    private Times() {}

    public static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
