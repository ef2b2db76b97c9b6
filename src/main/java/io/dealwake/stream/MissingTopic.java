package io.dealwake.stream;

/** A topic is not there; the message names it. */
public final class MissingTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public MissingTopic(String name, Throwable cause) {
        super("topic " + name + " is missing", cause);
        this.name = name;
    }

    /** The topics that it belongs to. */
    public Topics topics() {
        return Topics.around(name);
    }
}
