package io.dealwake.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo of the bundled sample on its embedded broker, run once as a user does: what every other Kafka is held against.
 */
final class BundledDemo {
    private static BundledDemo once;

    private final Path home;
    private final Program program;

    private BundledDemo(Path home, Program program) {
        this.home = home;
        this.program = program;
    }

    /** Runs it, unless a test of this JVM has done so before. */
    static synchronized BundledDemo run() {
        if (once == null) {
            try {
                Path home =
                        Files.createTempDirectory(Path.of("target"), "demo-").toAbsolutePath();
                once = new BundledDemo(home, Program.run(home, "demo", "--json", "--partitions", "1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return once;
    }

    /** The folder it ran in. */
    Path home() {
        return home;
    }

    Program program() {
        return program;
    }

    JsonOutput output() {
        return JsonOutput.of(program.out());
    }
}
