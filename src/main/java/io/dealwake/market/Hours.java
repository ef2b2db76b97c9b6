package io.dealwake.market;

import java.time.Instant;

/** Which part of a session counts as trading time. */
public enum Hours {
    /** From the open to the close. */
    REGULAR("regular"),
    /** With the hours before and after. */
    EXTENDED("extended");

    private final String code;

    Hours(String code) {
        this.code = code;
    }

    /** The name as it is written in settings. */
    public String code() {
        return code;
    }

    /** The hours with a code; throws IllegalArgumentException that lists the codes for any other text. */
    public static Hours parse(String code) {
        return Codes.find(Hours.class, Hours::code, "hours", code, "regular or extended");
    }

    /** When these hours of a session begin. */
    public Instant from(Session session) {
        return this == REGULAR ? session.open() : session.extendedOpen();
    }

    /** When these hours of a session have ended. */
    public Instant to(Session session) {
        return this == REGULAR ? session.close() : session.extendedClose();
    }
}
