package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.study.Estimate;
import java.util.List;
import java.util.Optional;

/** What came of a leg in a minute. */
record Measurement(FollowedLeg leg, long boundary, List<Reaction> reactions) {
    static Measurement fitted(LegMinute minute, MarketMinutes market) {
        return of(minute, market, PeerMeasure.estimate(minute, market));
    }

    /** The same with a model that was fitted before. */
    static Measurement of(LegMinute minute, MarketMinutes market, Optional<Estimate> estimate) {
        return new Measurement(minute.leg, minute.boundary, PeerMeasure.measure(minute, market, estimate));
    }

    static String keyOf(Reaction reaction) {
        return String.join(
                "/",
                reaction.leg().dealId(),
                reaction.leg().symbol(),
                reaction.window().code());
    }

    List<Alert> alerts() {
        return reactions.stream()
                .flatMap(reaction -> PeerMeasure.judge(leg, boundary, reaction).stream())
                .toList();
    }
}
