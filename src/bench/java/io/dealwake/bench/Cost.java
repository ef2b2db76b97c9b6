package io.dealwake.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a run cost, from 40% to 100% of it, or all of a batch.
 *
 * @param client processor seconds of the client a million ticks
 * @param compiler those of them that its JIT compiler took
 * @param broker processor seconds of the broker a million ticks
 * @param rate millions of ticks a second
 * @param gave what came out
 */
record Cost(double client, double compiler, double broker, double rate, Gave gave) {
    /**
     * What came out of a run.
     *
     * @param reactions how many were published, or how many abnormal returns a batch computed; none by a consumer
     * @param alerts how many were raised
     * @param checksum of alerts and reactions, or of what a consumer read
     * @param moves how many alerts of raw moves, and the checksum of what every engine must tell of them; empty where none
     *     are raised
     */
    record Gave(long reactions, long alerts, String checksum, String moves) {}

    /** From processor and wall times in nanoseconds. */
    static Cost of(double ticks, long client, long compiler, long broker, long wall, Gave gave) {
        return new Cost(
                client / 1e3 / ticks, compiler / 1e3 / ticks, broker / 1e3 / ticks, ticks * 1e3 / wall, gave);
    }

    /** The run whose client cost is the middle one. */
    static Cost median(List<Cost> runs) {
        return Runs.median(runs, Cost::client);
    }

    static String spread(List<Cost> runs) {
        return Runs.spread(runs, Cost::client, 3);
    }

    String toJson(String name) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"cpuSecondsPerMillion\":%.4f,\"compilerCpuSecondsPerMillion\":%.4f,"
                        + "\"brokerCpuSecondsPerMillion\":%.4f,"
                        + "\"ticksPerSecond\":%.0f,\"reactions\":%d,\"alerts\":%d,\"checksum\":\"%s\",\"moves\":\"%s\"}",
                name,
                client,
                compiler,
                broker,
                rate * 1e6,
                gave.reactions(),
                gave.alerts(),
                gave.checksum(),
                gave.moves());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "client %.3f s/M (compiler %.3f), broker %.3f s/M, %.2f M/s, %d reactions, %d alerts, checksum %s, moves %s",
                client,
                compiler,
                broker,
                rate,
                gave.reactions(),
                gave.alerts(),
                gave.checksum(),
                gave.moves());
    }
}
