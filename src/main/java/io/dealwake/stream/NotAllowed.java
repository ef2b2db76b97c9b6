package io.dealwake.stream;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** Kafka does not let this client do something; the message names it. */
public final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Permission missing;

    private NotAllowed(Permission missing, Throwable cause) {
        super("missing ACL: " + missing, cause);
        this.missing = missing;
    }

    /** An operation on a topic. */
    public static NotAllowed topic(AclOperation operation, String name, Throwable cause) {
        return new NotAllowed(Permission.literal(operation, ResourceType.TOPIC, name), cause);
    }

    /** An operation on a group. */
    public static NotAllowed group(AclOperation operation, String name, Throwable cause) {
        return new NotAllowed(Permission.literal(operation, ResourceType.GROUP, name), cause);
    }

    /** What would have to be allowed. */
    public Permission missing() {
        return missing;
    }
}
