package io.dealwake.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * Commands that mend something, to be pasted into a shell: Kafka's own tools, and ours. Long ones are broken into lines.
 *
 * @param bootstrapServers Kafka's address
 * @param secured whether clients need settings beside the address, which the tools take from a file
 */
public record KafkaTools(String bootstrapServers, boolean secured) {
    private static final String NEXT_LINE = " \\\n    ";

    /** Sets a setting of a topic. */
    public String set(String topic, String setting, String value) {
        return tool("kafka-configs.sh") + NEXT_LINE + "--alter --entity-type topics --entity-name " + topic + NEXT_LINE
                + "--add-config " + setting + "=" + value;
    }

    /** Gives a topic more partitions. */
    public String addPartitions(String topic, int partitions) {
        return tool("kafka-topics.sh") + NEXT_LINE + "--alter --topic " + topic + " --partitions " + partitions;
    }

    /** Makes the topics that are missing. */
    public String createTopics(Topics topics) {
        String prefix = topics.prefix().equals(Topics.DEFAULT_PREFIX) ? "" : " --prefix " + topics.prefix();
        return "./dealwake topics --create --kafka " + bootstrapServers
                + (secured ? " --kafka-config admin.properties" : "") + prefix;
    }

    /** Allows somebody some things: a command for the resources of each kind that need the same operations. */
    public List<String> allow(String principal, List<Permission> permissions) {
        Map<ResourcePattern, List<Permission>> byResource = permissions.stream()
                .collect(Collectors.groupingBy(Permission::resource, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Permission>> alike = new LinkedHashMap<>();
        byResource.forEach((resource, needed) -> alike.computeIfAbsent(
                        resource.resourceType() + " " + resource.patternType() + operations(needed),
                        key -> new ArrayList<>())
                .addAll(needed));
        return alike.values().stream()
                .map(needed -> allowAlike(principal, needed))
                .toList();
    }

    private String allowAlike(String principal, List<Permission> needed) {
        Permission first = needed.get(0);
        boolean prefixed = first.resource().patternType() == PatternType.PREFIXED;
        List<String> lines = new ArrayList<>(List.of(
                tool("kafka-acls.sh"),
                "--add --allow-principal '" + principal + "'",
                operations(needed).strip()));
        needed.stream()
                .map(permission -> permission.resource().name())
                .distinct()
                .map(name ->
                        (prefixed ? "--resource-pattern-type prefixed " : "") + "--" + first.kind() + " '" + name + "'")
                .forEach(lines::add);
        return String.join(NEXT_LINE, lines);
    }

    private static String operations(List<Permission> needed) {
        return needed.stream()
                .map(permission -> " --operation " + permission.operationName())
                .distinct()
                .collect(Collectors.joining());
    }

    private String tool(String name) {
        return name + " --bootstrap-server " + bootstrapServers + (secured ? " --command-config admin.properties" : "");
    }
}
