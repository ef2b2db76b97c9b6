package io.dealwake.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How fast event time passes in a replay. Only stretches with trades count: between two trades that are less than an hour
 * apart. Nights, weekends and sessions with closes alone are passed at once.
 */
public final class Pace {
    private static final Duration LONGEST_STRETCH = Duration.ofHours(1);

    private final Optional<Double> speed;
    private final LongSupplier nanoClock;
    private Optional<Instant> lastTrade = Optional.empty();
    private long dueNanos;

    /**
     * A pace.
     *
     * @param speed seconds of event time a second; absent for as fast as it goes
     */
    public Pace(Optional<Double> speed) {
        this(speed, System::nanoTime);
    }

    Pace(Optional<Double> speed, LongSupplier nanoClock) {
        this.speed = speed;
        this.nanoClock = nanoClock;
        this.dueNanos = nanoClock.getAsLong();
    }

    /** Reads a speed: a number above zero, or max. */
    public static Optional<Double> parseSpeed(String text) {
        if (text.equals("max")) {
            return Optional.empty();
        }
        try {
            double speed = Double.parseDouble(text);
            if (Double.isFinite(speed) && speed > 0) {
                return Optional.of(speed);
            }
        } catch (NumberFormatException e) {
            // said below, with what was expected
        }
        throw new IllegalArgumentException("speed is " + text + ", expected a number above zero, or max");
    }

    /**
     * How long from now an event is due; zero or less if it is. Facts never wait: they go when it is their turn. To be
     * asked once for each event.
     */
    Duration untilDue(TapeEvent event) {
        if (speed.isEmpty() || !(event instanceof TapeEvent.OfTrade)) {
            return Duration.ZERO;
        }
        dueNanos += (long) (countedBefore(event.at()).toNanos() / speed.get());
        lastTrade = Optional.of(event.at());
        return Duration.ofNanos(dueNanos - nanoClock.getAsLong());
    }

    /** Lets a time pass, unless the thread is interrupted. */
    void pass(Duration time) {
        long end = nanoClock.getAsLong() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - nanoClock.getAsLong();
        }
    }

    private Duration countedBefore(Instant time) {
        return lastTrade
                .filter(before -> before.isBefore(time))
                .map(before -> Duration.between(before, time))
                .filter(stretch -> stretch.compareTo(LONGEST_STRETCH) < 0)
                .orElse(Duration.ZERO);
    }
}
