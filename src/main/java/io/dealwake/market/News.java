package io.dealwake.market;

/** What became known at an instant. Of several the last one here is named: it explains the most. */
public enum News {
    /** A minute was over. */
    MARK("mark"),
    /** The official close of a session, which replaces its last trade. */
    CLOSE("close"),
    /** A feed may have missed trades. */
    GAP("gap"),
    /** Trading was stopped or resumed. */
    HALT("halt"),
    /** A trade was wrong whose minute could not be made again. */
    UNCORRECTED("uncorrected"),
    /** Another deal or dated item of the company. */
    CONFOUNDER("confounder"),
    /** Something about the security: a split, a dividend, a share count, its end. */
    SECURITY("security"),
    /** Another official close of a session that had one. */
    CLOSE_CORRECTED("close-corrected"),
    /** A trade did not happen. */
    TRADE_CANCELLED("trade-cancelled"),
    /** A trade was printed wrong. */
    TRADE_CORRECTED("trade-corrected");

    private final String code;

    News(String code) {
        this.code = code;
    }

    /** The name as it is published as the cause of a restatement. */
    public String code() {
        return code;
    }

    /** The news with a code. */
    public static News parse(String code) {
        return Codes.find(News.class, News::code, "cause", code, "a cause of ours");
    }

    /** Whether what was measured before this news may have been measured from wrong prices. */
    public boolean revises() {
        return compareTo(SECURITY) >= 0;
    }

    /** The one of two that explains more. */
    public News or(News other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
