package io.dealwake.feed;

/** Kafka did not take or give what a feed needs; the message says what, for the person at the terminal. */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
