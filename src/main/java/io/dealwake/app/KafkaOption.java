package io.dealwake.app;

import io.dealwake.stream.Topics;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to, and which topics there. */
final class KafkaOption {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's address (default: that of the ./dealwake up that runs on this machine).")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties that all Kafka clients are given as they are: security.protocol=…")
    private Optional<Path> config = Optional.empty();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    Optional<Path> config() {
        return config;
    }

    /** The Kafka that was named, else that of the running {@code up}. */
    Connection connection() {
        return Connection.given(address, config).orElseGet(KafkaOption::runningHere);
    }

    private static Connection runningHere() {
        return RunningBroker.find()
                .map(Connection::to)
                .orElseThrow(() -> Failure.outOfReach(
                        "no running Dealwake on this machine: start ./dealwake up in another terminal, or give --kafka"
                                + " HOST:PORT",
                        null));
    }

    /** Whether a setting of the file of client settings does not hold, since the address was given beside it. */
    boolean overrides(String clientSetting) {
        return address.isPresent() && clientSetting.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** Whether no Kafka was named and the {@code up} that ran here runs no more. */
    boolean wasOfAnUpThatHasEnded() {
        return address.isEmpty() && config.isEmpty() && RunningBroker.find().isEmpty();
    }

    Topics topics() {
        return prefix.topics();
    }
}
