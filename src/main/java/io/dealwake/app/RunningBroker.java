package io.dealwake.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the broker of a running {@code up} is written down, so that other commands of the same user on the same machine
 * find it: {@code $XDG_STATE_HOME/dealwake/up}, one line with the address, one with the process.
 *
 * @param process the number of the process that runs the broker
 */
record RunningBroker(String bootstrapServers, long process) {
    /** The broker that runs now; a file left by a process that is gone does not count. */
    static Optional<RunningBroker> find() {
        try {
            List<String> lines = Files.readAllLines(file(), StandardCharsets.UTF_8);
            RunningBroker found = new RunningBroker(lines.get(0), Long.parseLong(lines.get(1)));
            return Optional.of(found)
                    .filter(broker -> ProcessHandle.of(broker.process())
                            .map(ProcessHandle::isAlive)
                            .orElse(false));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    void write() {
        try {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), bootstrapServers + "\n" + process + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }

    /** Removes what this process wrote. */
    void forget() {
        if (find().filter(this::equals).isPresent()) {
            try {
                Files.deleteIfExists(file());
            } catch (IOException e) {
                // the process number in it tells that it is stale
            }
        }
    }

    static Path file() {
        return StateFolder.of("up");
    }
}
