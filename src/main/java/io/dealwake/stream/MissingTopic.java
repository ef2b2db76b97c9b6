package io.dealwake.stream;

/** A topic is not there; the message names it. */
public final class MissingTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingTopic(String name, Throwable cause) {
        super("topic " + name + " is missing", cause);
    }
}
