package io.dealwake.reaction;

import io.dealwake.market.ReturnKind;

/**
 * What returns are made of, and which of them are used.
 *
 * @param kind prices alone, or with dividends
 * @param missing what a session lacking a close does
 * @param leavesOutConfounded whether returns of sessions with another deal or dated item of the company are left out of the
 *     estimation window; they are not replaced by earlier ones
 */
public record ReturnSettings(ReturnKind kind, MissingReturns missing, boolean leavesOutConfounded) {
    /** Prices, from trade to trade, with all sessions. */
    public static ReturnSettings defaults() {
        return new ReturnSettings(ReturnKind.PRICE, MissingReturns.TRADE_TO_TRADE, false);
    }
}
