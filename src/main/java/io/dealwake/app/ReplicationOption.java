package io.dealwake.app;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How many brokers hold a copy of each new topic. */
final class ReplicationOption {
    private static final short OF_THE_BROKER = -1;

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "With topics --create: copies of each topic (default: the broker's default).")
    private Optional<Short> replication = Optional.empty();

    void check(CommandSpec spec) {
        replication.ifPresent(count -> Ranges.check(spec, "--replication", count, 1, Short.MAX_VALUE));
    }

    /** As Kafka takes it. */
    short count() {
        return replication.orElse(OF_THE_BROKER);
    }
}
