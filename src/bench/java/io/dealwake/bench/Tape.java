package io.dealwake.bench;

import io.dealwake.stream.Topics;

/**
 * A tape that has been written.
 *
 * @param trades in it
 * @param begin how many records of all partitions come before what is measured: 40% of the trades lie there
 */
record Tape(Topics topics, long trades, long begin) {
    private static final double BEGIN = 0.4;

    /** How many trades come before what is measured. */
    long before() {
        return before(trades);
    }

    /** The same of so many trades. */
    static long before(long trades) {
        return (long) (trades * BEGIN);
    }

    /** The trades that are measured. */
    double measured() {
        return trades * (1 - BEGIN);
    }
}
