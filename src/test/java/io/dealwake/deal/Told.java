package io.dealwake.deal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Announcements for tests: of one party each, in what time is said in seconds after {@link #T0}. */
public record Told(
        String id, Optional<String> sameAs, int announced, int observed, boolean retracted, List<Party> parties) {
    public static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");

    /** An announcement of the parties with these symbols, their role being who tells it. */
    public static Told of(String id, int observed, String... symbols) {
        return new Told(
                id,
                Optional.empty(),
                0,
                observed,
                false,
                List.of(symbols).stream()
                        .map(symbol -> new Party(symbol, "by-" + id, Optional.of(symbol)))
                        .toList());
    }

    public Told sameAs(String other) {
        return new Told(id, Optional.of(other), announced, observed, retracted, parties);
    }

    public Told announced(int seconds) {
        return new Told(id, sameAs, seconds, observed, retracted, parties);
    }

    public Told taken() {
        return new Told(id, sameAs, announced, observed, true, parties);
    }

    public Told with(Party... others) {
        return new Told(id, sameAs, announced, observed, retracted, List.of(others));
    }

    public Announcement announcement() {
        return new Announcement(
                id,
                at(announced),
                at(observed),
                Optional.empty(),
                id + " as seen at " + observed,
                List.of(id),
                List.of("told", "by-" + id),
                parties,
                List.of(),
                sameAs,
                retracted);
    }

    public static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
