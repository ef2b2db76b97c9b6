package io.dealwake.wire;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Leg;
import java.util.Optional;

/** The stored form of a leg that the stage watch looks after. */
public record WatchedLegState(Leg leg, Optional<Alert> alert) {}
