package io.dealwake.wire;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.Optional;

/** The stored form of a leg that the stage watch looks after. */
public record WatchedLegState(Leg leg, Instant asOf, Instant endsAt, Optional<Alert> alert) {}
