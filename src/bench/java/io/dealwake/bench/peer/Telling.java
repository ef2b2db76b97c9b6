package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.market.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may have to be told of a fingerprint.
 *
 * @param alert absent when its leg was withdrawn
 */
record Telling(String fingerprint, Optional<Alert> alert, Instant at) {
    static Telling of(Alert alert) {
        return new Telling(alert.fingerprint(), Optional.of(alert), alert.firedAt());
    }

    /** What a leg gives rise to when it becomes known. */
    static List<Telling> of(FollowedLeg leg) {
        if (leg.withdrawn) {
            String fingerprint =
                    Alert.fingerprint(PeerMeasure.RAW_MOVE.name(), leg.toLeg().id(), Window.SINCE);
            return List.of(new Telling(fingerprint, Optional.empty(), leg.observed()));
        }
        return leg.crossedBefore().map(Telling::of).stream().toList();
    }

    /** What is told, after what was told last. */
    Optional<Alert> after(Optional<Alert> told) {
        return alert.isPresent()
                ? alert.get().after(told)
                : told.filter(Alert::isActive).map(active -> active.withdrawn(at));
    }
}
