package io.dealwake.market;

import java.time.Instant;

/**
 * That trading of a symbol was stopped or resumed.
 *
 * @param halted true when it was stopped
 * @param reason the exchange's code or words; empty when it gives none
 */
public record Halt(String symbol, Instant time, boolean halted, String reason) {
    public Halt {
        Require.symbol("symbol", symbol);
        Require.instant("time", time);
        Require.present("reason", reason);
    }
}
