package io.dealwake.app;

import io.dealwake.stream.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to. */
final class KafkaOption {
    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's address; without it, the broker of the ./dealwake up that runs on this machine.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "dealwake.",
            description = "What the names of all topics begin with (default: ${DEFAULT-VALUE}).")
    private String prefix;

    /** The address that was given, or that of the running {@code up}. */
    String bootstrapServers() {
        return address.or(() -> RunningBroker.find().map(RunningBroker::bootstrapServers))
                .orElseThrow(() -> Failure.outOfReach(
                        "no running Dealwake on this machine: start ./dealwake up in another terminal, or give --kafka"
                                + " HOST:PORT",
                        null));
    }

    Topics topics() {
        try {
            return new Topics(prefix);
        } catch (IllegalArgumentException e) {
            throw Failure.data("--prefix: " + e.getMessage());
        }
    }

    Map<String, Object> clientSettings() {
        return clientSettings(bootstrapServers());
    }

    static Map<String, Object> clientSettings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }
}
