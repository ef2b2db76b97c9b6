package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the tape's clock is kept; the commands that replay and the processor must be told the same. */
final class TimeOptions {
    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            defaultValue = "PT2S",
            description = "How far behind the tape's clock a trade may lie (default: ${DEFAULT-VALUE}).")
    private Duration lateness;

    @Option(
            names = "--future",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "How far ahead of it a trade, or an undeclared jump of a source, may lie (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration future;

    StreamSettings.Time settings() {
        return Usage.checked(() -> new StreamSettings.Time(lateness, future));
    }
}
