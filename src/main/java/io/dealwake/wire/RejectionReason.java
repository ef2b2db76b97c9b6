package io.dealwake.wire;

/** Why an input was put into the topic {@code rejected}. The codes are public. */
public enum RejectionReason {
    /** Not a single-object encoded Avro record, or its body does not fit its schema; on topics of JSON: no JSON object. */
    UNREADABLE("unreadable"),
    /** Well framed, but of a schema that this version does not know. */
    UNKNOWN_FINGERPRINT("unknown-fingerprint"),
    /** A known type that does not belong into this topic, or is reserved and not applied by this version. */
    NOT_SUPPORTED("not-supported"),
    /** A field holds what cannot be. */
    BAD_VALUE("bad-value"),
    /** No security record for the symbol has been read. */
    UNKNOWN_SYMBOL("unknown-symbol"),
    /** The symbol, block or heartbeat belongs to another partition. */
    WRONG_PARTITION("wrong-partition"),
    /** Too far ahead of the partition's clock. */
    IN_THE_FUTURE("in-the-future"),
    /** Older than the partition's clock less the allowed lateness. */
    TOO_LATE("too-late"),
    /** A close for a day that is no session. */
    NO_SESSION("no-session"),
    /** A correction or cancel of a trade that did not come. */
    NO_SUCH_TRADE("no-such-trade"),
    /** Another close for a session, of the same instant as the one that is known. */
    DUPLICATE_CLOSE("duplicate-close"),
    /** A leg that ended before it became known, a deal too far behind the end of the tape, a correction of a minute that is gone. */
    HISTORY_GONE("history-gone");

    private final String code;

    RejectionReason(String code) {
        this.code = code;
    }

    /** The reason as it is published. */
    public String code() {
        return code;
    }
}
