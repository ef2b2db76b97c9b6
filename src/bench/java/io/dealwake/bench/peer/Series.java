package io.dealwake.bench.peer;

import java.util.Arrays;

/** Prices in the order of time: closes by epoch day, or minutes by boundary. */
public class Series {
    public long[] times = {};
    public double[] prices = {};

    Series append(long time, double price) {
        int size = times.length;
        times = Arrays.copyOf(times, size + 1);
        prices = Arrays.copyOf(prices, size + 1);
        times[size] = time;
        prices[size] = price;
        return this;
    }

    /** How many stand before a time. */
    int countBefore(long time) {
        int found = Arrays.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    /** The place of a time, negative when nothing stands there. */
    int placeOf(long time) {
        return Arrays.binarySearch(times, time);
    }
}
