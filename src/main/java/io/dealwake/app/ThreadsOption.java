package io.dealwake.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** On how many threads a processor works; no result depends on it. */
final class ThreadsOption {
    private static final int MOST_THREADS = 64;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    void check(CommandSpec spec) {
        Ranges.check(spec, "--threads", threads, 1, MOST_THREADS);
    }

    int count() {
        return threads;
    }
}
