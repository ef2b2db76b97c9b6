package io.dealwake.bench.peer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Time as the tape holds it and as both engines keep it. */
final class Micros {
    static final long MINUTE = 60_000_000L;
    static final long DAY = 24 * 60 * MINUTE;

    private Micros() {}

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static long toMillis(long micros) {
        return Math.floorDiv(micros, 1000L);
    }

    /** The boundary that closes the minute of a time. */
    static long boundaryAfter(long micros) {
        return micros - Math.floorMod(micros, MINUTE) + MINUTE;
    }
}
