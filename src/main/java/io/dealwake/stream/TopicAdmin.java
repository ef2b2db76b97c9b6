package io.dealwake.stream;

import io.dealwake.stream.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of the contract and checks those that are there. They carry event time, and a broker that deletes by
 * comparing event time with its own clock would delete replayed history at once: nothing in them may expire by time.
 */
public final class TopicAdmin {
    private static final long PATIENCE_SECONDS = 15;
    private static final String FOREVER = "-1";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 200;

    /** A rejected record holds another one whole, which may itself be as large as Kafka takes by default. */
    public static final int LARGEST_OUTPUT_BYTES = 4 << 20;

    private TopicAdmin() {}

    /** A row about a topic, for people. */
    public record Row(Topic topic, String name, int partitions, short replication, String retention, long records) {}

    /** The settings of a changelog, beside what Streams sets itself. */
    public static Map<String, String> changelogConfig() {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, FOREVER, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, ever());
    }

    /** The settings of a topic of the contract. */
    static Map<String, String> configOf(Topic topic) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanupPolicy());
        config.put(TopicConfig.RETENTION_MS_CONFIG, FOREVER);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        config.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, ever());
        config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, ever());
        if (topic == Topic.REJECTED) {
            config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_OUTPUT_BYTES));
        }
        return config;
    }

    private static String ever() {
        return Long.toString(Long.MAX_VALUE);
    }

    /**
     * Creates the topics that are missing and waits until all are seen; those that are there are left as they are.
     *
     * @param partitions of each; what must have as many as the tape gets as many as what is there of it
     * @param replication copies of each; -1 for as many as the broker makes by default
     * @return the names of those that it created
     */
    public static List<String> create(Admin admin, Topics topics, int partitions, short replication) {
        List<String> created = new ArrayList<>();
        int ofTape = partitionsOfTape(admin, topics).orElse(partitions);
        for (Topic topic : Topic.values()) {
            int count = topic.followsTape() ? ofTape : partitions;
            NewTopic wanted = new NewTopic(topics.nameOf(topic), count, replication).configs(configOf(topic));
            try {
                answer(admin.createTopics(List.of(wanted)).all());
                created.add(wanted.name());
            } catch (KafkaUnreachable e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitSeen(admin, topics);
        return created;
    }

    /** As many as the topics that follow the tape have at most; empty when none of them is there. */
    private static OptionalInt partitionsOfTape(Admin admin, Topics topics) {
        Set<String> names = answer(admin.listTopics().names());
        return Arrays.stream(Topic.values())
                .filter(Topic::followsTape)
                .map(topics::nameOf)
                .filter(names::contains)
                .mapToInt(name -> partitionsOf(admin, name))
                .max();
    }

    /** The controller says that a topic is made before the brokers know of it. */
    private static void awaitSeen(Admin admin, Topics topics) {
        for (int attempt = 0; attempt < MOST_LOOKS; attempt++) {
            if (answer(admin.listTopics().names()).containsAll(topics.names())) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new KafkaUnreachable("Kafka has made the topics " + topics.names() + " but does not show them", null);
    }

    /** The id of the cluster, which Kafka tells everybody who reaches it. */
    public static String clusterId(Admin admin) {
        return answer(admin.describeCluster().clusterId());
    }

    /** The names of all topics that this client may see. */
    public static Set<String> names(Admin admin) {
        return answer(admin.listTopics().names());
    }

    /** How many partitions a topic has; throws {@link MissingTopic} when it is not there. */
    public static int partitionsOf(Admin admin, String name) {
        return partitionsOf(admin, name, AclOperation.DESCRIBE);
    }

    /**
     * As {@link #partitionsOf(Admin, String)}.
     *
     * @param needed what the asker is going to do with the topic; throws {@link NotAllowed} when it may not
     */
    public static int partitionsOf(Admin admin, String name, AclOperation needed) {
        DescribeTopicsOptions withOperations = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        try {
            TopicDescription topic = answer(
                            admin.describeTopics(List.of(name), withOperations).allTopicNames())
                    .get(name);
            if (!topic.authorizedOperations().contains(needed)) {
                throw NotAllowed.topic(needed, name, null);
            }
            return topic.partitions().size();
        } catch (KafkaUnreachable e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new MissingTopic(name, e);
            }
            if (e.getCause() instanceof TopicAuthorizationException) {
                throw NotAllowed.topic(needed, name, e);
            }
            throw e;
        }
    }

    /** The settings of a topic; throws {@link NotAllowed} when this client may not see them. */
    static Config settings(String name, KafkaFuture<Config> answer) {
        try {
            return answer(answer);
        } catch (KafkaUnreachable e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                throw NotAllowed.topic(AclOperation.DESCRIBE_CONFIGS, name, e);
            }
            throw e;
        }
    }

    /** What there is of the topics of the contract, in its order; what is missing has no row. */
    public static List<Row> rows(Admin admin, Topics topics) {
        Set<String> names = new HashSet<>(answer(admin.listTopics().names()));
        List<Row> rows = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String name = topics.nameOf(topic);
            if (names.contains(name)) {
                TopicDescription description = answer(
                                admin.describeTopics(List.of(name)).allTopicNames())
                        .get(name);
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                Config config = settings(
                        name, admin.describeConfigs(List.of(resource)).values().get(resource));
                rows.add(new Row(
                        topic,
                        name,
                        description.partitions().size(),
                        (short) description.partitions().get(0).replicas().size(),
                        config.get(TopicConfig.RETENTION_MS_CONFIG).value(),
                        recordsIn(admin, description)));
            }
        }
        return rows;
    }

    private static long recordsIn(Admin admin, TopicDescription description) {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> end = new HashMap<>();
        description.partitions().forEach(partition -> {
            TopicPartition name = new TopicPartition(description.name(), partition.partition());
            first.put(name, OffsetSpec.earliest());
            end.put(name, OffsetSpec.latest());
        });
        long ends = answer(admin.listOffsets(end).all()).values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
        long firsts = answer(admin.listOffsets(first).all()).values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
        return ends - firsts;
    }

    /** Waits for an answer; throws {@link KafkaUnreachable} with Kafka's reason when there is none. */
    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new KafkaUnreachable("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnreachable("Kafka does not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable("interrupted while waiting for Kafka", e);
        }
    }
}
