package io.dealwake.market;

import java.time.Instant;
import java.util.Comparator;

/**
 * That trading of a symbol was stopped or resumed.
 *
 * @param halted true when it was stopped
 * @param reason the exchange's code or words; empty when it gives none
 */
public record Halt(String symbol, Instant time, boolean halted, String reason) {
    /** In order of time. At one instant the end of a halt comes before the start of the next. */
    public static final Comparator<Halt> IN_ORDER =
            Comparator.comparing(Halt::time).thenComparing(Halt::halted).thenComparing(Halt::reason);

    public Halt {
        Require.symbol("symbol", symbol);
        Require.instant("time", time);
        Require.present("reason", reason);
    }
}
