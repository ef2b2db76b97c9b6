package io.dealwake.app;

import io.dealwake.stream.Permission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;

/**
 * The embedded broker with an authorizer and a door for each way of coming in. Whoever comes in by the plain one may do
 * everything: the test itself does.
 */
final class SecuredBroker implements AutoCloseable {
    /** The ways of coming in. */
    enum Door {
        /** Neither a secret nor a name. */
        PLAINTEXT("PLAINTEXT"),
        /** TLS, user and password. */
        SCRAM("SASL_SSL"),
        /** TLS, and the client shows a certificate. */
        MUTUAL("SSL"),
        /** TLS, but the broker's certificate has expired. */
        EXPIRED("SSL");

        private final String protocol;

        Door(String protocol) {
            this.protocol = protocol;
        }
    }

    private final EmbeddedBroker broker;
    private final Map<Door, Integer> ports;
    private final Certificates certificates;
    private final Path folder;
    private final Admin admin;

    private SecuredBroker(EmbeddedBroker broker, Map<Door, Integer> ports, Certificates certificates, Path folder) {
        this.broker = broker;
        this.ports = ports;
        this.certificates = certificates;
        this.folder = folder;
        admin = broker.connection().admin();
    }

    /**
     * Starts it.
     *
     * @param folder where its keys, and the files of its clients' settings, are made
     */
    static SecuredBroker start(Path folder) {
        Certificates certificates = new Certificates(folder);
        Map<Door, Integer> ports = new EnumMap<>(Door.class);
        Arrays.stream(Door.values()).forEach(door -> ports.put(door, freePort()));
        int controller = freePort();
        String doors = Arrays.stream(Door.values())
                .map(door -> door + "://127.0.0.1:" + ports.get(door))
                .collect(Collectors.joining(","));
        Map<String, String> settings = new HashMap<>();
        settings.put("listeners", doors + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", doors);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put(
                "listener.security.protocol.map",
                Arrays.stream(Door.values())
                                .map(door -> door + ":" + door.protocol)
                                .collect(Collectors.joining(",")) + ",CONTROLLER:PLAINTEXT");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.putAll(keys("", certificates.signed("broker"), certificates));
        settings.putAll(keys("listener.name.expired.", certificates.expired("old-broker"), certificates));
        settings.put("listener.name.mutual.ssl.client.auth", "required");
        return new SecuredBroker(
                EmbeddedBroker.start(settings, Optional.of(ports.get(Door.PLAINTEXT))), ports, certificates, folder);
    }

    private static Map<String, String> keys(String prefix, Path keystore, Certificates certificates) {
        return Map.of(
                prefix + "ssl.keystore.location",
                keystore.toString(),
                prefix + "ssl.keystore.type",
                "PKCS12",
                prefix + "ssl.keystore.password",
                Certificates.PASSWORD,
                prefix + "ssl.key.password",
                Certificates.PASSWORD,
                prefix + "ssl.truststore.location",
                certificates.trusted().toString(),
                prefix + "ssl.truststore.type",
                "PKCS12",
                prefix + "ssl.truststore.password",
                Certificates.PASSWORD);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a door is. */
    String at(Door door) {
        return "127.0.0.1:" + ports.get(door);
    }

    Certificates certificates() {
        return certificates;
    }

    Admin admin() {
        return admin;
    }

    /** Makes a user. */
    SecuredBroker withUser(String name, String password) {
        done(() -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
                .all()
                .get());
        return this;
    }

    /** Allows a principal some things. */
    void allow(String principal, Collection<Permission> permissions) {
        done(() -> admin.createAcls(bindings(principal, permissions)).all().get());
    }

    /** Takes a permission back. */
    void forbid(String principal, Permission permission) {
        done(() -> admin.deleteAcls(bindings(principal, List.of(permission)).stream()
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get());
    }

    /** Whether the broker, which hears of changes a moment after they were made, knows of a permission. */
    boolean allows(String principal, Permission permission) {
        return !done(() -> admin.describeAcls(
                                bindings(principal, List.of(permission)).get(0).toFilter())
                        .values()
                        .get())
                .isEmpty();
    }

    private static List<AclBinding> bindings(String principal, Collection<Permission> permissions) {
        return permissions.stream()
                .map(permission -> new AclBinding(
                        permission.resource(),
                        new AccessControlEntry(principal, "*", permission.operation(), AclPermissionType.ALLOW)))
                .toList();
    }

    /** A file of client settings for user and password. */
    Path user(String name, String password) {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + name + "\" password=\""
                        + password + "\";");
        return file(name + "-" + password, settings);
    }

    /** A file of client settings for a client that trusts the authority and shows nothing itself. */
    Path stranger() {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put("security.protocol", "SSL");
        return file("stranger", settings);
    }

    /** A file of client settings for a client that shows a certificate. */
    Path holder(Path keystore) {
        Map<String, String> settings = new HashMap<>(keys("", keystore, certificates));
        settings.put("security.protocol", "SSL");
        return file("holder-" + keystore.getFileName(), settings);
    }

    private Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.location",
                certificates.trusted().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                Certificates.PASSWORD);
    }

    /** A file of any client settings. */
    Path file(String name, Map<String, String> settings) {
        Path file = folder.resolve(name.toLowerCase(Locale.ROOT) + ".properties");
        try {
            return Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something asked of Kafka. */
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T done(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
