package io.dealwake.reaction;

import io.dealwake.market.Codes;

/** What a session lacking a close of the stock or of its benchmark does to daily returns. */
public enum MissingReturns {
    /** The next return reaches back to the last session with both closes (Maynes and Rumsey 1993). */
    TRADE_TO_TRADE("trade-to-trade"),
    /** Neither that session nor the next one has a return. */
    DROP("drop");

    private final String code;

    MissingReturns(String code) {
        this.code = code;
    }

    /** The name as it is written in settings. */
    public String code() {
        return code;
    }

    /** The policy with a code; throws IllegalArgumentException that lists the codes for any other text. */
    public static MissingReturns parse(String code) {
        return Codes.find(
                MissingReturns.class, MissingReturns::code, "missing-returns", code, "trade-to-trade or drop");
    }
}
