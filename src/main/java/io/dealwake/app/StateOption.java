package io.dealwake.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a processor of {@code run} keeps its state. */
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder for the state of run (default: $XDG_STATE_HOME/dealwake/streams, or"
                    + " ~/.local/state/dealwake/streams).")
    private Optional<Path> state = Optional.empty();

    Path folder() {
        return state.orElseGet(() -> StateFolder.of("streams"));
    }
}
