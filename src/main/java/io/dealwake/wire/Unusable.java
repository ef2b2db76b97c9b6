package io.dealwake.wire;

/** A record that cannot be used: why, as a code and in words that name field, value and what was expected. */
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    public Unusable(RejectionReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }
}
