package io.dealwake.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored form of a partition's clock. */
public record ClockState(Optional<Instant> clock, Optional<Instant> completedTo, List<Source> sources) {
    /** One announced source: its last accepted heartbeat, and one that jumped ahead undeclared. */
    public record Source(String name, Instant time, Optional<Instant> held) {}
}
