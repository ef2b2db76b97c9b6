package io.dealwake.bench.peer;

/** The minutes of a benchmark so far, and its closes. */
public class MarketMinutes {
    public Series minutes = new Series();
    public Series closes = new Series();

    static MarketMinutes of(Series minutes, Series closes) {
        MarketMinutes of = new MarketMinutes();
        of.minutes = minutes;
        of.closes = closes;
        return of;
    }

    /** The boundary of the newest minute. */
    long newest() {
        return minutes.times[minutes.times.length - 1];
    }

    /** The newest price at or before a boundary; before the first minute, the last close. */
    double at(long boundary) {
        int count = minutes.countBefore(boundary + 1);
        return count > 0 ? minutes.prices[count - 1] : closes.prices[closes.prices.length - 1];
    }
}
