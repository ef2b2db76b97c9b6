package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Commands beside a running up, in the JVM of the test: for where it is not their process that is tested. */
record Beside(Path home) {
    /** Where the up has written down that its broker is reached. */
    String kafka() {
        try {
            return Files.readAllLines(home.resolve("state/dealwake/up")).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in the up's folder. */
    String file(String name) {
        return home.resolve(name).toString();
    }

    /** What a command prints that must succeed. */
    String succeed(String command, String... arguments) {
        InProcess ended = run(command, arguments);
        assertThat(ended.exitCode())
                .as(command + " " + String.join(" ", arguments) + "\n" + ended.err())
                .isZero();
        return ended.out();
    }

    InProcess run(String command, String... arguments) {
        return InProcess.run(Stream.concat(Stream.of(command, "--kafka", kafka()), Stream.of(arguments))
                .toArray(String[]::new));
    }
}
