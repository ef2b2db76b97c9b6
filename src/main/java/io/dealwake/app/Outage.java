package io.dealwake.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How long Kafka has not answered: told when it begins and when it ends, and borne for a time. Thread-safe. */
final class Outage {
    private final String place;
    private final Duration patience;
    private final Consumer<String> talk;
    private final LongSupplier nanoClock;
    private Optional<Long> since = Optional.empty();

    /**
     * No outage so far.
     *
     * @param place Kafka, for a sentence
     * @param patience how long an outage is borne
     */
    Outage(String place, Duration patience, Consumer<String> talk, LongSupplier nanoClock) {
        this.place = place;
        this.patience = patience;
        this.talk = talk;
        this.nanoClock = nanoClock;
    }

    /** Kafka was asked and did not answer. */
    synchronized void begin() {
        if (since.isEmpty()) {
            since = Optional.of(nanoClock.getAsLong());
            talk.accept(place + " does not answer; waiting for it, " + patience.toSeconds() + " s at most");
        }
    }

    /** Kafka was asked and answered. */
    synchronized void end() {
        if (since.isPresent()) {
            talk.accept(place + " answers again, after " + length().toSeconds() + " s");
            since = Optional.empty();
        }
    }

    synchronized boolean isOn() {
        return since.isPresent();
    }

    /** Ends the command when an outage lasts too long. */
    synchronized void check() {
        if (since.isPresent() && length().compareTo(patience) >= 0) {
            throw Failure.outOfReach(
                    place + " has not answered for " + length().toSeconds() + " s: see that it runs, and start again",
                    null);
        }
    }

    private Duration length() {
        return Duration.ofNanos(nanoClock.getAsLong() - since.orElseThrow());
    }
}
