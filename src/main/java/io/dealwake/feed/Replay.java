package io.dealwake.feed;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes a sequence of events to the tape, at a pace. Another thread may stop it, as Ctrl-C does. */
public final class Replay {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    /** Before a longer wait nothing is held back: what was due is seen in time. */
    private static final Duration WORTH_A_FLUSH = Duration.ofMillis(20);

    private final TapeWriter tape;
    private final Pace pace;
    private final Duration lateness;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread runner;

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

    /**
     * Writes all events, tells of each, and ends the source; gives how many there were. A source that ends early, whatever
     * the reason, leaves the tape all the same: it would hold the clock back for ever.
     */
    public long run(Iterator<TapeEvent> events, Consumer<TapeEvent> progress) {
        runner = Thread.currentThread();
        boolean whole = false;
        try {
            long count = 0;
            while (events.hasNext() && write(events.next(), progress)) {
                count++;
            }
            if (!Thread.currentThread().isInterrupted()) {
                tape.end(lateness);
                whole = true;
            }
            return count;
        } finally {
            if (!whole) {
                leave();
            }
            ended.countDown();
        }
    }

    /** Writes an event when its time has come; false if the replay was stopped before that. */
    private boolean write(TapeEvent event, Consumer<TapeEvent> progress) {
        Duration wait = pace.untilDue(event);
        if (wait.compareTo(WORTH_A_FLUSH) > 0) {
            tape.flush();
        }
        tape.beforePause(wait);
        pace.pass(wait);
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        event.writeTo(tape);
        progress.accept(event);
        return true;
    }

    private void leave() {
        boolean interrupted = Thread.interrupted(); // or nothing could be sent
        try {
            tape.leave();
        } catch (FeedException e) {
            // Kafka is gone: what ended the replay says so
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends a run before its events do, and waits until its source has left the tape. */
    public void stop() throws InterruptedException {
        Thread running = runner;
        if (running != null && ended.getCount() > 0) {
            running.interrupt();
            var unused = ended.await(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
