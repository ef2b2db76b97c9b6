package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.market.Times;
import io.dealwake.wire.ClockState;
import io.dealwake.wire.TapeRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The clock of a partition: the minimum over the sources announced in it, moved by their heartbeats alone, never back.
 * A source that jumps further ahead of the clock and of itself than is allowed, without naming the heartbeat that it skips
 * from, counts only as long as it does not come back: a faulty clock of one source drags no other along.
 */
final class TapeClock {
    private final StreamSettings.Time settings;
    private final Map<String, ClockState.Source> sources = new TreeMap<>();
    private Optional<Instant> now;
    private Optional<Instant> completedTo;

    /** What lies before the one or after the other is not taken; each trade is held against them. */
    private Instant earliest = Instant.MIN;

    private Instant latest = Instant.MAX;

    TapeClock(StreamSettings.Time settings, Optional<ClockState> stored) {
        this.settings = settings;
        this.now = stored.flatMap(ClockState::clock);
        this.completedTo = stored.flatMap(ClockState::completedTo);
        stored.ifPresent(state -> state.sources().forEach(source -> sources.put(source.name(), source)));
        setBounds();
    }

    ClockState toState() {
        return new ClockState(now, completedTo, sources.values().stream().toList());
    }

    /** The time that all sources have reached; absent before the first heartbeat. */
    Optional<Instant> now() {
        return now;
    }

    /** The last boundary whose minute can no longer change; absent before the first heartbeat. */
    Optional<Instant> completedTo() {
        return completedTo;
    }

    void hear(TapeRecord.Heartbeat heartbeat) {
        ClockState.Source before = sources.get(heartbeat.source());
        ClockState.Source after;
        if (before != null && !declares(heartbeat, before) && isJump(heartbeat.time(), before.time())) {
            after = new ClockState.Source(before.name(), before.time(), Optional.of(heartbeat.time()));
        } else if (before == null && now.isPresent() && isJump(heartbeat.time(), now.get())) {
            after = new ClockState.Source(heartbeat.source(), now.orElseThrow(), Optional.of(heartbeat.time()));
        } else {
            Instant time = before == null || heartbeat.time().isAfter(before.time()) ? heartbeat.time() : before.time();
            after = new ClockState.Source(heartbeat.source(), time, Optional.empty());
        }
        sources.put(after.name(), after);
        advance();
    }

    void leave(String source) {
        sources.remove(source);
        advance();
    }

    private boolean isJump(Instant time, Instant before) {
        return now.isPresent() && time.isAfter(Times.later(now.get(), before).plus(settings.future()));
    }

    /**
     * Whether a time lies further ahead of all sources than is allowed; before the first heartbeat nothing does. One that
     * is slow, or silent, holds the clock: the trades of the others wait for it.
     */
    boolean isFuture(Instant time) {
        return time.isAfter(latest);
    }

    /** The latest time that is believed: of a source, or of the clock. */
    Optional<Instant> furthest() {
        return Stream.concat(now.stream(), sources.values().stream().map(ClockState.Source::time))
                .max(Comparator.naturalOrder());
    }

    /** Whether a trade of a time comes too late to count. */
    boolean isTooLate(Instant time) {
        return time.isBefore(earliest);
    }

    /** Whether a fact that became known at a time is in force. */
    boolean hasPassed(Instant knownAt) {
        return now.isPresent() && !knownAt.isAfter(now.get());
    }

    private static boolean declares(TapeRecord.Heartbeat heartbeat, ClockState.Source before) {
        return heartbeat.quietSince().isPresent()
                && heartbeat.quietSince().get().equals(before.time());
    }

    private void advance() {
        Optional<Instant> reached = sources.values().stream()
                .map(source -> source.held().orElse(source.time()))
                .min(Comparator.naturalOrder());
        if (reached.isPresent() && (now.isEmpty() || reached.get().isAfter(now.get()))) {
            now = reached;
            Instant complete = Mark.boundaryAtOrBefore(reached.get().minus(settings.lateness()));
            if (completedTo.isEmpty() || complete.isAfter(completedTo.get())) {
                completedTo = Optional.of(complete);
            }
        }
        setBounds();
    }

    private void setBounds() {
        earliest = now.map(time -> time.minus(settings.lateness())).orElse(Instant.MIN);
        latest = furthest().map(time -> time.plus(settings.future())).orElse(Instant.MAX);
    }
}
