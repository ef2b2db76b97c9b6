package io.dealwake.app;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.dealwake.feed.FeedException;
import io.dealwake.stream.BrokerRelease;
import io.dealwake.stream.KafkaUnreachable;
import io.dealwake.stream.MissingTopic;
import io.dealwake.stream.NotAllowed;
import io.dealwake.stream.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What is wrong between this program and Kafka, told from an exception of Kafka's or one that was caused by one.
 *
 * @param exitCode how the command ends: bad configuration, or Kafka out of reach
 * @param message what is wrong and what to do; holds no secret
 */
record Diagnosis(int exitCode, String message) {
    /** Whom a command names when the client's settings do not tell who it is. */
    private static final String SOMEBODY = "User:NAME";

    /** A chain of causes is never that long; it could be a ring. */
    private static final int MOST_CAUSES = 20;

    /** The diagnosis of a problem of no Kafka in particular. */
    static Optional<Diagnosis> of(Throwable problem) {
        return of(problem, Connection.unknown());
    }

    /** The diagnosis of a problem with a Kafka; empty when Kafka has nothing to do with it. */
    static Optional<Diagnosis> of(Throwable problem, Connection kafka) {
        List<Throwable> causes = Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
        Optional<Failure> known = causes.stream()
                .filter(Failure.class::isInstance)
                .map(Failure.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.map(failure -> new Diagnosis(failure.exitCode(), failure.getMessage()));
        }
        Optional<Diagnosis> named = causes.stream()
                .filter(cause -> cause instanceof MissingTopic || cause instanceof NotAllowed)
                .findFirst()
                .flatMap(cause -> ofOne(cause, causes, kafka));
        if (named.isPresent()) {
            return named;
        }
        // Those inside say more than those around them.
        List<Throwable> insideOut = new ArrayList<>(causes);
        Collections.reverse(insideOut);
        return insideOut.stream()
                .flatMap(cause -> ofOne(cause, causes, kafka).stream())
                .findFirst()
                .or(() -> ofAnyOther(causes, kafka));
    }

    private static Optional<Diagnosis> ofOne(Throwable cause, List<Throwable> causes, Connection kafka) {
        if (cause instanceof MissingTopic missing) {
            String command = kafka.tools().createTopics(missing.topics());
            return bad(cause.getMessage() + " on " + kafka.place() + ": create it (" + command
                    + "), or name the right --prefix");
        }
        if (cause instanceof NotAllowed refusal) {
            return bad(missing(List.of(refusal.missing()), kafka));
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return bad(
                    kafka.place() + " has no such topic: see which are missing by ./dealwake topics, and make them by"
                            + " ./dealwake topics --create");
        }
        if (cause instanceof SslAuthenticationException) {
            return bad(TlsDiagnosis.of(causes, kafka));
        }
        if (cause instanceof AuthenticationException) {
            return bad(kafka.place() + " does not let "
                    + kafka.identity().principal().orElse("this client") + " in: "
                    + cause.getMessage()
                    + ". Check user and password in sasl.jaas.config, sasl.mechanism and security.protocol of the"
                    + " --kafka-config file");
        }
        if (cause instanceof AuthorizationException refusal) {
            return unauthorized(refusal, causes, kafka);
        }
        if (cause instanceof ConfigException) {
            return ofConfig(cause.getMessage(), kafka);
        }
        if (isRefusedSetting(cause)) {
            return bad(kafka.place() + " refuses the settings: " + cause.getMessage());
        }
        if (cause instanceof UnsupportedVersionException) {
            return outOfReach(kafka.place() + " is too old: " + cause.getMessage() + ". Kafka " + BrokerRelease.NEEDED
                    + " or newer is needed");
        }
        if (isKeystore(cause)) {
            return bad(
                    cause.getMessage() + ": " + causes.get(causes.size() - 1).getMessage()
                            + ". Check ssl.keystore.* and ssl.truststore.* of the --kafka-config file: location, type, password");
        }
        if (isUnusableClient(cause)) {
            return ofConfig(String.valueOf(causes.get(causes.size() - 1).getMessage()), kafka);
        }
        boolean silence = cause instanceof TimeoutException
                || cause instanceof DisconnectException
                || cause instanceof java.util.concurrent.TimeoutException;
        return silence ? Optional.of(ofSilence(kafka)) : Optional.empty();
    }

    private static Optional<Diagnosis> ofConfig(String told, Connection kafka) {
        if (told.contains("JAAS") || told.contains("login module")) {
            // What Kafka says of it may be a piece of the password.
            return bad("sasl.jaas.config cannot be read, expected MODULE required username=\"…\" password=\"…\"; with a"
                    + " backslash before each quote inside a value. Check it in the --kafka-config file");
        }
        String message = Secrets.removed(told, kafka.clientSettings());
        if (message.contains("No resolvable bootstrap")) {
            return outOfReach("no host of " + kafka.bootstrapServers()
                    + " can be resolved: check the names in --kafka HOST:PORT");
        }
        if (message.contains("bootstrap.servers") || message.contains("Invalid port")) {
            return bad("Kafka's address is " + kafka.bootstrapServers()
                    + ", expected HOST:PORT, or several with commas between them");
        }
        return bad("the settings of Kafka's clients cannot be used: " + message + ". Check the --kafka-config file");
    }

    private static boolean isRefusedSetting(Throwable cause) {
        return cause instanceof InvalidConfigurationException
                || cause instanceof InvalidReplicationFactorException
                || cause instanceof InvalidPartitionsException
                || cause instanceof PolicyViolationException;
    }

    private static boolean isKeystore(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof KafkaException && message.startsWith("Failed to load SSL keystore");
    }

    /** What Kafka's clients throw around whatever was wrong with their settings, once nothing above has told more. */
    private static boolean isUnusableClient(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof KafkaException
                && (message.startsWith("Failed to create new") || message.startsWith("Failed to construct"));
    }

    /** Kafka names the resource at best; what was to be done with it, whoever tried it knows. */
    private static Optional<Diagnosis> unauthorized(
            AuthorizationException refusal, List<Throwable> causes, Connection kafka) {
        Optional<NotAllowed> told = causes.stream()
                .filter(NotAllowed.class::isInstance)
                .map(NotAllowed.class::cast)
                .findFirst();
        if (told.isPresent()) {
            return bad(missing(List.of(told.get().missing()), kafka));
        }
        boolean writes = causes.stream().anyMatch(FeedException.class::isInstance);
        if (refusal instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return bad(missing(
                    topics.unauthorizedTopics().stream()
                            .sorted()
                            .map(name -> NotAllowed.topic(writes ? WRITE : READ, name, refusal)
                                    .missing())
                            .toList(),
                    kafka));
        }
        if (refusal instanceof GroupAuthorizationException group && group.groupId() != null) {
            return bad(missing(
                    List.of(NotAllowed.group(READ, group.groupId(), refusal).missing()), kafka));
        }
        return bad(kafka.place() + " does not allow it to "
                + kafka.identity().principal().orElse("this client") + ": " + refusal.getMessage()
                + " ./dealwake doctor says which ACLs are missing");
    }

    /** The ACLs that somebody lacks, and the commands that add them. */
    static String missing(List<Permission> permissions, Connection kafka) {
        Optional<String> principal = kafka.identity().principal();
        return (permissions.size() == 1 ? "missing ACL: " : "missing ACLs: ")
                + permissions.stream().map(Permission::toString).collect(Collectors.joining(", "))
                + principal.map(name -> " for " + name).orElse("")
                + "; add what is missing:\n  "
                + String.join("\n", kafka.tools().allow(principal.orElse(SOMEBODY), permissions))
                        .replace("\n", "\n  ");
    }

    private static Diagnosis ofSilence(Connection kafka) {
        if (kafka.addresses().isEmpty()) {
            return new Diagnosis(ExitCode.OUT_OF_REACH, "Kafka does not answer: check that it runs");
        }
        String address = kafka.addresses().get(0);
        String silent = kafka.place() + " does not answer: ";
        return switch (Reach.of(address)) {
            case UNRESOLVED ->
                new Diagnosis(
                        ExitCode.OUT_OF_REACH,
                        silent + "the host of " + address + " cannot be resolved: check its name");
            case REFUSED ->
                new Diagnosis(
                        ExitCode.OUT_OF_REACH,
                        silent + "nothing listens at " + address + ": check the address, or start Kafka there");
            case SILENT ->
                new Diagnosis(
                        ExitCode.OUT_OF_REACH,
                        silent + "no connection to " + address
                                + " came about: check the address, network and firewall");
            case TLS ->
                kafka.usesTls()
                        ? new Diagnosis(ExitCode.OUT_OF_REACH, silent + listens(address, kafka))
                        : new Diagnosis(
                                ExitCode.BAD_DATA,
                                silent + address + " speaks TLS and this client does not: set security.protocol=SSL (or"
                                        + " SASL_SSL) in a --kafka-config file");
            case OPEN -> new Diagnosis(ExitCode.OUT_OF_REACH, silent + listens(address, kafka));
        };
    }

    private static String listens(String address, Connection kafka) {
        return "something listens at " + address + " but does not talk as Kafka does with security.protocol="
                + kafka.protocol() + ": check the port, security.protocol, and that what its advertised.listeners name"
                + " can be reached from here";
    }

    /** What Kafka says that has no case of its own. */
    private static Optional<Diagnosis> ofAnyOther(List<Throwable> causes, Connection kafka) {
        return causes.stream()
                .filter(cause -> cause instanceof KafkaUnreachable || cause instanceof FeedException)
                .findFirst()
                .or(() ->
                        causes.stream().filter(KafkaException.class::isInstance).findFirst())
                .map(cause -> new Diagnosis(ExitCode.OUT_OF_REACH, kafka.place() + ": " + cause.getMessage()));
    }

    private static Optional<Diagnosis> bad(String message) {
        return Optional.of(new Diagnosis(ExitCode.BAD_DATA, message));
    }

    private static Optional<Diagnosis> outOfReach(String message) {
        return Optional.of(new Diagnosis(ExitCode.OUT_OF_REACH, message));
    }

    /** What ends the command with it. */
    Failure failure(Throwable cause) {
        return Failure.of(exitCode, message, cause);
    }
}
