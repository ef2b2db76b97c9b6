package io.dealwake.feed;

import io.dealwake.market.Require;
import java.time.Duration;

/**
 * How long trades are gathered before they are sent as one record.
 *
 * @param trades a block holds no more; 1 for each trade in a record of its own
 * @param delay no trade is held back for longer
 */
public record BlockLimit(int trades, Duration delay) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Beyond a few kilobytes a reader's work a trade falls no further; a millisecond is what a network takes anyway. */
    public static final BlockLimit DEFAULT = new BlockLimit(64, Duration.ofMillis(1));

    /** Each trade in a record of its own. */
    public static final BlockLimit SINGLE = new BlockLimit(1, Duration.ZERO);

    private static final int MOST = 1024;

    public BlockLimit {
        Require.check(trades >= 1 && trades <= MOST, "block", trades, "a number from 1 to " + MOST);
        Require.check(
                !delay.isNegative() && delay.compareTo(LONGEST) <= 0,
                "blockWait",
                delay,
                "a duration up to " + LONGEST);
    }
}
