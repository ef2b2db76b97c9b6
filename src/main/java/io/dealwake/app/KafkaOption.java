package io.dealwake.app;

import io.dealwake.stream.Topics;
import io.dealwake.wire.file.ClientProperties;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to, and which topics there. */
final class KafkaOption {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's address; without it, the broker of the ./dealwake up that runs on this machine.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for all Kafka clients, given to them as they are: security.protocol, …")
    private Optional<Path> config = Optional.empty();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    /** The address that was given, that of the client settings, or that of the running {@code up}, in this order. */
    Connection connection() {
        Map<String, Object> settings = new HashMap<>();
        config.ifPresent(file -> settings.putAll(ClientProperties.read(file)));
        address.ifPresent(given -> settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, given));
        settings.computeIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, missing -> runningHere());
        return new Connection(settings);
    }

    private static String runningHere() {
        return RunningBroker.find()
                .map(RunningBroker::bootstrapServers)
                .orElseThrow(() -> Failure.outOfReach(
                        "no running Dealwake on this machine: start ./dealwake up in another terminal, or give --kafka"
                                + " HOST:PORT",
                        null));
    }

    Topics topics() {
        return prefix.topics();
    }
}
