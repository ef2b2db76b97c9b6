package io.dealwake.stream;

import io.dealwake.market.Digest;
import io.dealwake.market.Security;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.OpenLeg;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.LegState;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A leg in the memory of the stage measure, with what was published of it as final. */
final class MeasuredLeg {
    private final OpenLeg open;
    private final Map<String, LegState.Published> published = new TreeMap<>();

    private MeasuredLeg(OpenLeg open) {
        this.open = open;
    }

    static MeasuredLeg restored(LegState state, Security security, MeasureSettings settings) {
        MeasuredLeg restored = new MeasuredLeg(new OpenLeg(state.leg(), state.asOf(), security, settings));
        state.published().forEach(result -> restored.published.put(result.window(), result));
        state.appliedTo().ifPresent(appliedTo -> restored.open.resume(appliedTo, restored.endedWindows()));
        return restored;
    }

    private Set<Window> endedWindows() {
        Set<Window> ended = new HashSet<>();
        published.values().stream()
                .filter(LegState.Published::ofThisVersion)
                .forEach(result -> ended.add(Window.parse(result.window())));
        return ended;
    }

    /** Another version of a leg starts over; what the last one published as final will be restated. */
    static MeasuredLeg of(
            Leg leg, Instant asOf, Security security, MeasureSettings settings, Optional<MeasuredLeg> before) {
        MeasuredLeg fresh = new MeasuredLeg(new OpenLeg(leg, asOf, security, settings));
        before.ifPresent(
                old -> old.published.forEach((window, result) -> fresh.published.put(window, superseded(result))));
        return fresh;
    }

    /** A final result that does not stand any more: the same one will be published again. */
    private static LegState.Published superseded(LegState.Published result) {
        return new LegState.Published(result.window(), false, result.contentHash(), result.restatements());
    }

    Leg leg() {
        return open.leg();
    }

    OpenLeg open() {
        return open;
    }

    /** Up to which instant it has been measured; before the first time, the one at which it took effect. */
    Instant measuredTo() {
        return open.appliedTo().orElse(open.asOf());
    }

    /** Whether it was measured to its end, and nothing more is waited for. */
    boolean isOver() {
        return open.appliedTo()
                .filter(measured -> !measured.isBefore(open.term().settlesAt()))
                .isPresent();
    }

    LegState toState() {
        return new LegState(
                open.leg(),
                open.asOf(),
                open.appliedTo(),
                published.values().stream().toList());
    }

    /**
     * Notes that a reaction is published; one that replaces another final result says so and why. Absent when it is the
     * final result that this version of the leg published last, and no other result since.
     */
    Optional<Reaction> publish(Reaction reaction, String cause) {
        String window = reaction.window().code();
        if (!reaction.ended()) {
            published.computeIfPresent(window, (key, result) -> superseded(result));
            return Optional.of(reaction);
        }
        String hash = Digest.of(reaction.toString());
        LegState.Published before = published.get(window);
        boolean changed = before != null && !before.contentHash().equals(hash);
        if (before != null && before.ofThisVersion() && !changed) {
            return Optional.empty();
        }
        int restatements = before == null ? 0 : before.restatements() + (changed ? 1 : 0);
        published.put(window, new LegState.Published(window, true, hash, restatements));
        return Optional.of(
                restatements == 0 ? reaction : reaction.restated(new Reaction.Restatement(restatements, cause)));
    }
}
