package io.dealwake.app;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a processor is spread. Neither option changes a result. */
final class ProcessorOptions {
    private static final int MOST_PARTITIONS = 1000;
    private static final int DEFAULT_PARTITIONS = 4;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the tape (default: 4, or as many as a kept one has).")
    private Optional<Integer> partitions = Optional.empty();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    void check(CommandSpec spec) {
        partitions.ifPresent(wanted -> Ranges.check(spec, "--partitions", wanted, 1, MOST_PARTITIONS));
        threads.check(spec);
    }

    /** Of a new tape. */
    int partitions() {
        return partitions.orElse(DEFAULT_PARTITIONS);
    }

    /** Refuses a number that was asked for and is not that of a tape that is there. */
    void checkAgainst(int existing) {
        if (partitions.isPresent() && partitions.get() != existing) {
            throw Failure.data("--partitions is " + partitions.get() + ", expected " + existing
                    + ": as many as the tape has that is there already");
        }
    }

    int threads() {
        return threads.count();
    }
}
