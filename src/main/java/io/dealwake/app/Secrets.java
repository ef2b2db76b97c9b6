package io.dealwake.app;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** Which client settings may be shown: those that Kafka knows and does not itself hide. */
final class Secrets {
    private static final String MASK = "[hidden]";

    private static final Set<String> HARMLESS = Stream.of(
                    AdminClientConfig.configDef(),
                    ProducerConfig.configDef(),
                    ConsumerConfig.configDef(),
                    StreamsConfig.configDef())
            .flatMap(definition -> definition.configKeys().values().stream())
            .filter(key -> key.type != ConfigDef.Type.PASSWORD)
            .map(key -> key.name)
            .collect(Collectors.toUnmodifiableSet());

    private Secrets() {}

    /** A text without the values that may be secrets. */
    static String removed(String text, Map<String, Object> settings) {
        String safe = text;
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            String value = String.valueOf(setting.getValue());
            if (!value.isBlank() && !masked(setting.getKey(), value).equals(value)) {
                safe = safe.replace(value, MASK);
            }
        }
        return safe;
    }

    /** A value for people: itself if it can be no secret, or names where the secret is to be found. */
    static String masked(String name, String value) {
        boolean reference = value.matches("\\$\\{[^}]*}");
        return reference || HARMLESS.contains(name) ? value : MASK;
    }
}
