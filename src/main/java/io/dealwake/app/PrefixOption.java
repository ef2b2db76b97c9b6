package io.dealwake.app;

import io.dealwake.stream.Topics;
import picocli.CommandLine.Option;

/** Which topics a command means. */
final class PrefixOption {
    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "What the names of all topics begin with (default: ${DEFAULT-VALUE}).")
    private String prefix;

    Topics topics() {
        try {
            return new Topics(prefix);
        } catch (IllegalArgumentException e) {
            throw Failure.data("--prefix: " + e.getMessage());
        }
    }
}
