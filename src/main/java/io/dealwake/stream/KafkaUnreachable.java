package io.dealwake.stream;

/** Kafka did not answer; the message names its address. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
