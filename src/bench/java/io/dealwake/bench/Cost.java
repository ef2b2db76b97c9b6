package io.dealwake.bench;

/**
 * What a run cost, from 40% to 100% of it.
 *
 * @param client processor seconds of the client a million ticks
 * @param broker processor seconds of the broker a million ticks
 * @param rate millions of ticks a second
 * @param remark what it gave
 */
record Cost(double client, double broker, double rate, String remark) {
    /** From processor and wall times in nanoseconds. */
    static Cost of(double ticks, long client, long broker, long wall, String remark) {
        return new Cost(client / 1e3 / ticks, broker / 1e3 / ticks, ticks * 1e3 / wall, remark);
    }
}
