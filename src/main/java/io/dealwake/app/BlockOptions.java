package io.dealwake.app;

import io.dealwake.feed.BlockLimit;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How trades are gathered into records of the tape. */
final class BlockOptions {
    @Option(
            names = "--block",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "Most trades in a record of the tape; 1 for each in one of its own (default: ${DEFAULT-VALUE}).")
    private int block;

    @Option(
            names = "--block-wait",
            paramLabel = "DURATION",
            defaultValue = "PT0.001S",
            description = "No trade waits longer for others of its record (default: ${DEFAULT-VALUE}).")
    private Duration wait;

    BlockLimit limit() {
        return Usage.checked(() -> new BlockLimit(block, wait));
    }
}
