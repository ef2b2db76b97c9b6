package io.dealwake.app;

import io.dealwake.stream.KafkaUnreachable;
import io.dealwake.stream.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to, and which topics there. */
final class KafkaOption {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's address; without it, the broker of the ./dealwake up that runs on this machine.")
    private Optional<String> address = Optional.empty();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    /** The address that was given, or that of the running {@code up}. */
    String bootstrapServers() {
        return address.or(() -> RunningBroker.find().map(RunningBroker::bootstrapServers))
                .orElseThrow(() -> Failure.outOfReach(
                        "no running Dealwake on this machine: start ./dealwake up in another terminal, or give --kafka"
                                + " HOST:PORT",
                        null));
    }

    Topics topics() {
        return prefix.topics();
    }

    Map<String, Object> clientSettings() {
        return clientSettings(bootstrapServers());
    }

    static Map<String, Object> clientSettings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** Asks Kafka something; ends the command, and says where Kafka was looked for, when it does not answer. */
    <T> T ask(Function<Admin, T> question) {
        Map<String, Object> config = clientSettings();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        try (Admin admin = Admin.create(config)) {
            return question.apply(admin);
        } catch (KafkaUnreachable e) {
            throw Failure.outOfReach("Kafka at " + bootstrapServers() + ": " + e.getMessage(), e);
        }
    }
}
