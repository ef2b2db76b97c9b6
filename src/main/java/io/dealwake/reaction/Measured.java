package io.dealwake.reaction;

import java.time.Instant;

/** A reaction and the instant at which it became true. */
public record Measured(Instant at, Reaction reaction) {}
