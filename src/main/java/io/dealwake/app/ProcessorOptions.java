package io.dealwake.app;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a processor is spread. Neither option changes a result. */
final class ProcessorOptions {
    private static final int MOST_PARTITIONS = 1000;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the tape (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    void check(CommandSpec spec) {
        Ranges.check(spec, "--partitions", partitions, 1, MOST_PARTITIONS);
        threads.check(spec);
    }

    int partitions() {
        return partitions;
    }

    int threads() {
        return threads.count();
    }
}
