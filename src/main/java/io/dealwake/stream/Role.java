package io.dealwake.stream;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What somebody does with the topics, and the least that an authorizer of Kafka's must allow for it. Describe is not named
 * where Read or Write implies it.
 */
public enum Role {
    /** Runs the processor and its relays. */
    PROCESSOR("run"),
    /** Writes the tape and deals. */
    PRODUCER("load, announce, replay"),
    /** Reads the results. */
    READER("alerts, reactions"),
    /** Makes the topics and looks after them. */
    ADMINISTRATOR("topics --create");

    private final String commands;

    Role(String commands) {
        this.commands = commands;
    }

    /** The commands that play it. */
    public String commands() {
        return commands;
    }

    /** Its name for people. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The smallest set that the commands work with. */
    public List<Permission> needs(Topics topics) {
        return switch (this) {
            case PROCESSOR -> processor(topics);
            case PRODUCER ->
                List.of(
                        topic(WRITE, topics.ticks()),
                        topic(WRITE, topics.deals()),
                        topic(READ, topics.sequenced()),
                        topic(WRITE, topics.sequenced()));
            case READER -> List.of(topic(READ, topics.reactions()), topic(READ, topics.alerts()));
            case ADMINISTRATOR -> administrator(topics);
        };
    }

    private static List<Permission> processor(Topics topics) {
        String id = topics.applicationId();
        List<Permission> needs = new ArrayList<>();
        for (String name : List.of(
                topics.ticks(),
                topics.ticksJson(),
                topics.deals(),
                topics.dealsJson(),
                topics.sequenced(),
                topics.marks(),
                topics.rejected())) {
            needs.add(topic(READ, name));
        }
        for (String name : List.of(
                topics.ticks(),
                topics.deals(),
                topics.sequenced(),
                topics.marks(),
                topics.reactions(),
                topics.alerts(),
                topics.rejected())) {
            needs.add(topic(WRITE, name));
        }
        // The settings of all topics are checked at the start.
        needs.add(Permission.prefixed(DESCRIBE_CONFIGS, ResourceType.TOPIC, topics.prefix()));
        for (AclOperation operation : List.of(CREATE, READ, WRITE, DESCRIBE_CONFIGS)) {
            needs.add(Permission.prefixed(operation, ResourceType.TOPIC, changelogs(topics)));
        }
        for (String group : List.of(id, id + "-sequence", id + "-json")) {
            needs.add(Permission.literal(READ, ResourceType.GROUP, group));
        }
        needs.add(Permission.prefixed(WRITE, ResourceType.TRANSACTIONAL_ID, id + "-"));
        return needs;
    }

    private static List<Permission> administrator(Topics topics) {
        List<Permission> needs = new ArrayList<>();
        for (AclOperation operation : List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS)) {
            needs.add(Permission.prefixed(operation, ResourceType.TOPIC, topics.prefix()));
        }
        for (AclOperation operation : List.of(DESCRIBE, DESCRIBE_CONFIGS)) {
            needs.add(Permission.prefixed(operation, ResourceType.TOPIC, changelogs(topics)));
        }
        return needs;
    }

    /** What the names of the processor's changelogs begin with. */
    private static String changelogs(Topics topics) {
        return topics.applicationId() + "-";
    }

    private static Permission topic(AclOperation operation, String name) {
        return Permission.literal(operation, ResourceType.TOPIC, name);
    }
}
