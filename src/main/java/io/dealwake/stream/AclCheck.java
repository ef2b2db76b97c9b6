package io.dealwake.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Finds out what the client's own principal is not allowed. Kafka tells it of topics when asked; of groups and of
 * transactional ids it is found by trying something that changes nothing.
 */
public final class AclCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TRIAL = "doctor";

    /** What only an administrator of the whole cluster may do. */
    private static final Set<AclOperation> EVERYTHING = Set.of(
            AclOperation.CREATE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE,
            AclOperation.CLUSTER_ACTION,
            AclOperation.ALTER_CONFIGS,
            AclOperation.DESCRIBE_CONFIGS);

    private final Admin admin;
    private final Map<String, Object> clientSettings;
    private final Topics topics;

    private AclCheck(Admin admin, Map<String, Object> clientSettings, Topics topics) {
        this.admin = admin;
        this.clientSettings = clientSettings;
        this.topics = topics;
    }

    /**
     * What a role needs and this client may not; nothing where Kafka has no authorizer. What concerns topics that are not
     * there yet is found as far as it can be: once they are, the check is complete.
     */
    public static List<Permission> missing(Admin admin, Map<String, Object> clientSettings, Role role, Topics topics) {
        return mayDoEverything(admin)
                ? List.of()
                : new AclCheck(admin, clientSettings, topics).missing(role.needs(topics));
    }

    /**
     * Whether this client may do everything to the cluster: there is no authorizer, or its principal is above it. No other
     * question tells so without an error in the broker's own log.
     */
    public static boolean mayDoEverything(Admin admin) {
        return onCluster(admin).containsAll(EVERYTHING);
    }

    private static Set<AclOperation> onCluster(Admin admin) {
        DescribeClusterOptions withOperations = new DescribeClusterOptions().includeAuthorizedOperations(true);
        return TopicAdmin.answer(admin.describeCluster(withOperations).authorizedOperations());
    }

    private List<Permission> missing(List<Permission> needs) {
        Map<String, Set<AclOperation>> allowed = allowedOnTopics(needs);
        return needs.stream()
                .filter(permission -> !isAllowed(permission, allowed))
                .toList();
    }

    private boolean isAllowed(Permission permission, Map<String, Set<AclOperation>> onTopics) {
        return switch (permission.resource().resourceType()) {
            case TOPIC -> isAllowedOnTopics(permission, onTopics);
            case GROUP -> mayCommit(permission.resource().name());
            case TRANSACTIONAL_ID -> mayBeginTransactions(permission.resource().name());
            default -> throw new IllegalArgumentException("no way is known to find out about " + permission);
        };
    }

    /** What is allowed on each topic that a permission may concern; nothing of those that are not there. */
    private Map<String, Set<AclOperation>> allowedOnTopics(List<Permission> needs) {
        List<String> names = new ArrayList<>(topics.names());
        TopicAdmin.answer(admin.listTopics().names()).stream()
                .filter(name -> !names.contains(name))
                .filter(name -> needs.stream().anyMatch(need -> need.concerns(ResourceType.TOPIC, name)))
                .forEach(names::add);
        Map<String, Set<AclOperation>> allowed = new HashMap<>();
        DescribeTopicsOptions withOperations = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names, withOperations).topicNameValues();
        answers.forEach((name, answer) -> {
            Optional<Throwable> refusal = refusal(answer);
            if (refusal.isEmpty()) {
                allowed.put(name, TopicAdmin.answer(answer).authorizedOperations());
            } else if (refusal.get() instanceof AuthorizationException) {
                allowed.put(name, mayDescribeConfigs(name) ? Set.of(AclOperation.DESCRIBE_CONFIGS) : Set.of());
            }
        });
        return allowed;
    }

    /** The one operation on a topic that is neither told nor implied where the topic may not be described. */
    private boolean mayDescribeConfigs(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return isAllowed(refusal(admin.describeConfigs(List.of(topic)).all()));
    }

    private boolean isAllowedOnTopics(Permission permission, Map<String, Set<AclOperation>> onTopics) {
        List<Set<AclOperation>> concerned = onTopics.entrySet().stream()
                .filter(topic -> permission.concerns(ResourceType.TOPIC, topic.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (permission.operation() == AclOperation.CREATE) {
            boolean everywhere = !concerned.isEmpty()
                    && concerned.stream().allMatch(operations -> operations.contains(AclOperation.CREATE));
            return everywhere
                    || onCluster(admin).contains(AclOperation.CREATE)
                    || (concerned.isEmpty() && mayCreate(permission.resource().name()));
        }
        return concerned.stream().allMatch(operations -> operations.contains(permission.operation()));
    }

    private boolean mayCreate(String prefix) {
        NewTopic topic = new NewTopic(prefix + TRIAL, Optional.of(1), Optional.empty());
        CreateTopicsOptions only = new CreateTopicsOptions().validateOnly(true);
        return isAllowed(refusal(admin.createTopics(List.of(topic), only).all()));
    }

    /** Kafka looks at the group before it looks for the partition, which does not exist, so nothing is committed. */
    private boolean mayCommit(String group) {
        TopicPartition nowhere = new TopicPartition(topics.ticks(), Integer.MAX_VALUE);
        return refusal(admin.alterConsumerGroupOffsets(group, Map.of(nowhere, new OffsetAndMetadata(0)))
                        .all())
                .filter(GroupAuthorizationException.class::isInstance)
                .isEmpty();
    }

    private boolean mayBeginTransactions(String prefix) {
        KafkaProducer<byte[], byte[]> producer = TrialProducer.of(clientSettings, prefix + TRIAL);
        try {
            producer.initTransactions();
            return true;
        } catch (AuthorizationException e) {
            return false;
        } finally {
            producer.close(TrialProducer.CLOSE_WITHIN);
        }
    }

    private static boolean isAllowed(Optional<Throwable> refusal) {
        return refusal.filter(AuthorizationException.class::isInstance).isEmpty();
    }

    /** Why Kafka would not; empty when it would. */
    private static Optional<Throwable> refusal(KafkaFuture<?> future) {
        try {
            future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnreachable("Kafka does not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable("interrupted while waiting for Kafka", e);
        }
    }
}
