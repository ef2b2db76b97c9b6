package io.dealwake.feed.relay;

/** Carries what others wrote, or the time, into the tape; used by one thread. */
public interface Relay extends AutoCloseable {
    /**
     * Carries what has come, or waits for it, a quarter of a second at most while Kafka answers. After an exception the
     * relay is of no more use; a new one goes on where the last step that succeeded ended.
     */
    void step();

    /** Gives back what it holds; throws nothing. */
    @Override
    void close();
}
