package io.dealwake.bench;

import java.util.List;
import java.util.Locale;

/**
 * What symbols cost that no deal concerns, and how long it took until all of them were there again after a crash.
 *
 * @param symbols how many there were, each traded once a minute
 * @param sessions of minutes
 * @param heap bytes of memory a symbol, after a collection
 * @param ofFacts bytes of disk a symbol of its security and closes
 * @param disk bytes of disk a symbol and session of its minutes
 * @param changelog bytes that Kafka keeps a symbol and session, before it has compacted them
 * @param seconds from the start after a crash until the processor has read what was written meanwhile
 */
record RestoreCost(
        int symbols, int sessions, double heap, double ofFacts, double disk, double changelog, double seconds) {
    /** The run that took neither the longest nor the shortest time to restore. */
    static RestoreCost median(List<RestoreCost> runs) {
        return Runs.median(runs, RestoreCost::seconds);
    }

    static List<String> table(String name, List<RestoreCost> runs) {
        RestoreCost median = median(runs);
        return List.of(
                String.format(
                        "%-22s %8s %8s %9s %8s %9s %9s %17s",
                        "row", "symbols", "sessions", "heap B", "facts B", "disk B", "changelog", "restore s"),
                String.format(
                        Locale.ROOT,
                        "%-22s %8d %8d %9.0f %8.0f %9.0f %9.0f %17s",
                        name,
                        median.symbols,
                        median.sessions,
                        median.heap,
                        median.ofFacts,
                        median.disk,
                        median.changelog,
                        String.format(Locale.ROOT, "%.1f ", median.seconds)
                                + Runs.spread(runs, RestoreCost::seconds, 1)));
    }

    String toJson(String name) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"symbols\":%d,\"sessions\":%d,\"heapBytesPerSymbol\":%.0f,"
                        + "\"factBytesPerSymbol\":%.0f,\"diskBytesPerSymbolAndSession\":%.0f,"
                        + "\"changelogBytesPerSymbolAndSession\":%.0f,\"restoreSeconds\":%.2f}",
                name,
                symbols,
                sessions,
                heap,
                ofFacts,
                disk,
                changelog,
                seconds);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d symbols, %d sessions: heap %.0f B a symbol, facts %.0f B a symbol, disk %.0f B and changelog %.0f B a"
                        + " symbol and session, restored in %.1f s",
                symbols,
                sessions,
                heap,
                ofFacts,
                disk,
                changelog,
                seconds);
    }
}
