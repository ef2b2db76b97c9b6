package io.dealwake.stream;

import io.dealwake.stream.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

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

    private static Map<String, String> configOf(Topic topic) {
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

    /** Creates the topics that are missing and waits until all are seen; those that are there are left as they are. */
    public static void create(Admin admin, Topics topics, int partitions, short replication) {
        for (Topic topic : Topic.values()) {
            NewTopic wanted = new NewTopic(topics.nameOf(topic), partitions, replication).configs(configOf(topic));
            try {
                answer(admin.createTopics(List.of(wanted)).all());
            } catch (KafkaUnreachable e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitSeen(admin, topics);
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

    /** What is wrong with the topics, each in a sentence that says what is, what was expected and what to do. */
    public static List<String> check(Admin admin, Topics topics) {
        Set<String> names = new HashSet<>(answer(admin.listTopics().names()));
        List<String> problems = new ArrayList<>();
        Map<Topic, Integer> tapePartitions = new HashMap<>();
        for (Topic topic : Topic.values()) {
            String name = topics.nameOf(topic);
            if (!names.contains(name)) {
                problems.add("topic " + name + " is missing, expected it to exist: create it");
            } else {
                checkConfig(admin, topic, name, problems);
                if (topic.followsTape()) {
                    tapePartitions.put(topic, partitionsOf(admin, name));
                }
            }
        }
        if (new HashSet<>(tapePartitions.values()).size() > 1) {
            problems.add(topics.ticks() + " has " + tapePartitions.get(Topic.TICKS) + " partitions and "
                    + topics.marks() + " " + tapePartitions.get(Topic.MARKS)
                    + ", expected as many in both: create one of them anew");
        }
        return problems;
    }

    private static void checkConfig(Admin admin, Topic topic, String name, List<String> problems) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Config config = answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
        String retention = config.get(TopicConfig.RETENTION_MS_CONFIG).value();
        if (!retention.equals(FOREVER)) {
            problems.add("retention.ms of " + name + " is " + retention
                    + ", expected -1: history that is replayed would be deleted, so set it");
        }
        String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (!cleanup.equals(topic.cleanupPolicy())) {
            problems.add("cleanup.policy of " + name + " is " + cleanup + ", expected " + topic.cleanupPolicy()
                    + ": set it");
        }
    }

    /** How many partitions a topic has. */
    public static int partitionsOf(Admin admin, String name) {
        TopicDescription description =
                answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        return description.partitions().size();
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
                Config config =
                        answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
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

    /** What Kafka answers, within a time. */
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
