package io.dealwake.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long it took from the instant for which a trade was scheduled until its alert was read, in milliseconds, and what
 * that cost.
 *
 * @param p50 the median of the alerts, not of the trades that raised them
 * @param load average of processes that want a processor, as the system counts them, in the minute before the run
 */
record Latency(double p50, double p99, double p999, double max, double load, Cost cost) {
    private static final double NANOS_A_MILLI = 1e6;

    /** From nanoseconds in any order. */
    static Latency of(long[] nanos, double load, Cost cost) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                percentile(sorted, 0.999),
                percentile(sorted, 1),
                load,
                cost);
    }

    /** The least that so many do not exceed. */
    private static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_A_MILLI;
    }

    /** The run whose 99th percentile is the middle one. */
    static Latency median(List<Latency> runs) {
        return Runs.median(runs, Latency::p99);
    }

    static List<String> table(Map<Row, List<Latency>> latencies) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-22s %8s %8s %19s %8s %8s", "row", "p50 ms", "p99", "(lowest, highest)", "p99.9", "max"));
        latencies.forEach((row, all) -> {
            Latency median = median(all);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-22s %8.1f %8.1f %19s %8.1f %8.1f",
                    row.code(),
                    median.p50,
                    median.p99,
                    spread(all),
                    median.p999,
                    median.max));
        });
        return lines;
    }

    private static String spread(List<Latency> runs) {
        return Runs.spread(runs, Latency::p99, 1);
    }

    String toJson(String name) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"p50Millis\":%.2f,\"p99Millis\":%.2f,\"p999Millis\":%.2f,\"maxMillis\":%.2f,"
                        + "\"loadBefore\":%.2f,\"cpuSecondsPerMillion\":%.4f,\"brokerCpuSecondsPerMillion\":%.4f,"
                        + "\"ticksPerSecond\":%.0f,\"alerts\":%d}",
                name,
                p50,
                p99,
                p999,
                max,
                load,
                cost.client(),
                cost.broker(),
                cost.rate() * 1e6,
                cost.gave().alerts());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms of %d alerts; client %.3f s/M, broker %.3f s/M,"
                        + " load before %.2f",
                p50,
                p99,
                p999,
                max,
                cost.gave().alerts(),
                cost.client(),
                cost.broker(),
                load);
    }
}
