package io.dealwake.stream;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** An operation on a resource that somebody must be allowed: what an entry of Kafka's access-control lists says. */
public record Permission(AclOperation operation, ResourcePattern resource) {
    public Permission {
        if (operation.isUnknown() || operation == AclOperation.ANY || resource.isUnknown()) {
            throw new IllegalArgumentException(
                    "permission is " + operation + " on " + resource + ", expected an operation on a resource");
        }
    }

    static Permission literal(AclOperation operation, ResourceType type, String name) {
        return new Permission(operation, new ResourcePattern(type, name, PatternType.LITERAL));
    }

    /** On all resources whose names begin with a text; on all there are when it is empty. */
    static Permission prefixed(AclOperation operation, ResourceType type, String prefix) {
        return prefix.isEmpty()
                ? literal(operation, type, ResourcePattern.WILDCARD_RESOURCE)
                : new Permission(operation, new ResourcePattern(type, prefix, PatternType.PREFIXED));
    }

    /** Whether it is about a resource of this kind and name. */
    boolean concerns(ResourceType type, String name) {
        return resource.resourceType() == type
                && (resource.patternType() == PatternType.PREFIXED
                        ? name.startsWith(resource.name())
                        : resource.name().equals(name) || resource.name().equals(ResourcePattern.WILDCARD_RESOURCE));
    }

    /** Whether it is about a name known in full. */
    boolean isLiteral() {
        return resource.patternType() == PatternType.LITERAL
                && !resource.name().equals(ResourcePattern.WILDCARD_RESOURCE);
    }

    /** The operation as Kafka's tools take it: {@code DescribeConfigs}. */
    public String operationName() {
        return Arrays.stream(operation.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The kind of the resource as Kafka's tools take it: {@code transactional-id}. */
    public String kind() {
        return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code Write on topic dealwake.alerts}; a star ends the name of a resource that stands for all that begin with it. */
    @Override
    public String toString() {
        String star = resource.patternType() == PatternType.PREFIXED ? "*" : "";
        return operationName() + " on " + kind() + " " + resource.name() + star;
    }
}
