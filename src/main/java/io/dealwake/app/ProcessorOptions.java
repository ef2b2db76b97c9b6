package io.dealwake.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a processor is spread. Neither option changes a result. */
final class ProcessorOptions {
    private static final int MOST_PARTITIONS = 1000;
    private static final int MOST_THREADS = 64;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the tape (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    void check(CommandSpec spec) {
        Ranges.check(spec, "--partitions", partitions, 1, MOST_PARTITIONS);
        Ranges.check(spec, "--threads", threads, 1, MOST_THREADS);
    }

    int partitions() {
        return partitions;
    }

    int threads() {
        return threads;
    }
}
