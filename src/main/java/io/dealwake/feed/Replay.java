package io.dealwake.feed;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;

/** Writes a sequence of events to the tape, at a pace. */
public final class Replay {
    /** Before a longer wait nothing is held back: what was due is seen in time. */
    private static final Duration WORTH_A_FLUSH = Duration.ofMillis(20);

    private final TapeWriter tape;
    private final Pace pace;
    private final Duration lateness;

    /**
     * A replay.
     *
     * @param lateness how late a trade may come, as the stream is set: the tape ends that much after its last minute
     */
    public Replay(TapeWriter tape, Pace pace, Duration lateness) {
        this.tape = tape;
        this.pace = pace;
        this.lateness = lateness;
    }

    /** Writes all events, tells of each, and ends the source; gives how many there were. */
    public long run(Iterator<TapeEvent> events, Consumer<TapeEvent> progress) {
        long count = 0;
        while (events.hasNext() && !Thread.currentThread().isInterrupted()) {
            TapeEvent event = events.next();
            Duration wait = pace.untilDue(event);
            if (wait.compareTo(WORTH_A_FLUSH) > 0) {
                tape.flush();
            }
            pace.pass(wait);
            event.writeTo(tape);
            progress.accept(event);
            count++;
        }
        tape.end(lateness);
        return count;
    }
}
