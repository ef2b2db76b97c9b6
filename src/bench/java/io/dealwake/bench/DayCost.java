package io.dealwake.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a day took and cost, from the start of the replay until all was said that there is to say.
 *
 * @param trades how many there were
 * @param seconds by the wall clock
 * @param replay processor seconds of the program that reads the file
 * @param run those of the processor
 * @param broker those of Kafka
 * @param gave what came out
 */
record DayCost(long trades, double seconds, double replay, double run, double broker, Cost.Gave gave) {
    /** The run that took neither the longest nor the shortest time. */
    static DayCost median(List<DayCost> runs) {
        return Runs.median(runs, DayCost::seconds);
    }

    private double tradesASecond() {
        return trades / seconds;
    }

    static List<String> table(String name, List<DayCost> runs) {
        DayCost median = median(runs);
        return List.of(
                String.format(
                        "%-22s %8s %17s %12s %9s %9s %9s",
                        "row", "seconds", "(lowest, highest)", "trades/s", "replay s", "run s", "broker s"),
                String.format(
                        Locale.ROOT,
                        "%-22s %8.1f %17s %12.0f %9.1f %9.1f %9.1f",
                        name,
                        median.seconds,
                        Runs.spread(runs, DayCost::seconds, 1),
                        median.tradesASecond(),
                        median.replay,
                        median.run,
                        median.broker));
    }

    String toJson(String name) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"trades\":%d,\"seconds\":%.2f,\"ticksPerSecond\":%.0f,\"replayCpuSeconds\":%.2f,"
                        + "\"cpuSeconds\":%.2f,\"brokerCpuSeconds\":%.2f,\"reactions\":%d,\"alerts\":%d,"
                        + "\"checksum\":\"%s\",\"moves\":\"%s\"}",
                name,
                trades,
                seconds,
                tradesASecond(),
                replay,
                run,
                broker,
                gave.reactions(),
                gave.alerts(),
                gave.checksum(),
                gave.moves());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d trades in %.1f s, %.0f a second; processor seconds: replay %.1f, run %.1f, broker %.1f; %d reactions,"
                        + " %d alerts, checksum %s, moves %s",
                trades,
                seconds,
                tradesASecond(),
                replay,
                run,
                broker,
                gave.reactions(),
                gave.alerts(),
                gave.checksum(),
                gave.moves());
    }
}
