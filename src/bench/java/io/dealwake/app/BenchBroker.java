package io.dealwake.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The embedded broker in a process of its own, until its standard input ends; prints its address. */
public final class BenchBroker {
    private BenchBroker() {}

    public static void main(String... arguments) throws IOException {
        Map<String, String> settings = Map.of("log.retention.ms", "-1", "log.segment.bytes", "268435456");
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings, Optional.empty(), Path.of(arguments[0]))) {
            System.out.println(broker.bootstrapServers());
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is said, only the end counts
            }
        }
        System.exit(0);
    }
}
