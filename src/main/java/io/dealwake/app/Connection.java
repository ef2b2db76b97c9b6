package io.dealwake.app;

import io.dealwake.stream.KafkaTools;
import io.dealwake.wire.file.ClientProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How Kafka is reached.
 *
 * @param clientSettings what all clients are given as it is, the address among it
 */
record Connection(Map<String, Object> clientSettings) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Connection {
        clientSettings = Map.copyOf(clientSettings);
    }

    /**
     * A Kafka that was named, if one was.
     *
     * @param address wins over the address in the client settings
     * @param config the file of client settings
     */
    static Optional<Connection> given(Optional<String> address, Optional<Path> config) {
        Map<String, Object> settings = new HashMap<>();
        config.ifPresent(file -> settings.putAll(ClientProperties.read(file)));
        address.ifPresent(given -> settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, given));
        if (!settings.isEmpty() && !settings.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw Failure.data(config.map(Path::toString).orElseThrow()
                    + ": bootstrap.servers is missing, expected Kafka's address there or as --kafka HOST:PORT");
        }
        return settings.isEmpty() ? Optional.empty() : Optional.of(new Connection(settings));
    }

    /** A Kafka that asks for nothing but its address. */
    static Connection to(String bootstrapServers) {
        return new Connection(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** A Kafka of which nothing is known any more. */
    static Connection unknown() {
        return new Connection(Map.of());
    }

    String bootstrapServers() {
        return String.valueOf(clientSettings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** The address alone: the settings may hold secrets. */
    @Override
    public String toString() {
        return bootstrapServers();
    }

    /** A client that gives up after some seconds, unless the settings say otherwise. */
    Admin admin() {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        config.putAll(clientSettings);
        return Admin.create(config);
    }

    /** Asks Kafka something; ends the command, and says what to do, when it does not answer. */
    <T> T ask(Function<Admin, T> question) {
        try (Admin admin = admin()) {
            return question.apply(admin);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    /** What is to be thrown instead of an exception: what is wrong in plain words, if Kafka has to do with it. */
    RuntimeException explained(RuntimeException problem) {
        return Diagnosis.of(problem, this)
                .<RuntimeException>map(diagnosis -> diagnosis.failure(problem))
                .orElse(problem);
    }

    /** Who this client is. */
    Identity identity() {
        return new Identity(clientSettings);
    }

    /** Commands with which a person can mend this Kafka. */
    KafkaTools tools() {
        return new KafkaTools(bootstrapServers(), isSecured());
    }

    /** Kafka, for a sentence. */
    String place() {
        return addresses().isEmpty() ? "Kafka" : "Kafka at " + bootstrapServers();
    }

    /** Each {@code HOST:PORT} of the address. */
    List<String> addresses() {
        return clientSettings.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                ? Arrays.stream(bootstrapServers().split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    /** The security protocol that the clients talk. */
    String protocol() {
        return String.valueOf(clientSettings.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL));
    }

    boolean isSecured() {
        return !protocol().equals(CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    }

    boolean usesTls() {
        return protocol().endsWith("SSL");
    }
}
