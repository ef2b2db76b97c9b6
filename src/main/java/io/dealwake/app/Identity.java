package io.dealwake.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Who a client is to Kafka, as far as its settings tell: a user's name, or the subject of a certificate. */
final class Identity {
    private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]*)\"|([^\"\\s;]+))");

    private final Map<String, Object> settings;

    Identity(Map<String, Object> clientSettings) {
        this.settings = clientSettings;
    }

    /** The principal that a broker without rules of its own makes of it, {@code User:dealwake}; empty if none is known. */
    Optional<String> principal() {
        Optional<String> user = setting(SaslConfigs.SASL_JAAS_CONFIG).flatMap(Identity::user);
        return user.or(() ->
                        certificate().map(own -> own.getSubjectX500Principal().getName()))
                .map(name -> "User:" + name);
    }

    private static Optional<String> user(String jaas) {
        Matcher matcher = USER.matcher(jaas);
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    /** The certificate that this client shows; empty when it has none, or its file cannot be read here. */
    Optional<X509Certificate> certificate() {
        Optional<String> file = setting(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
            KeyStore store = KeyStore.getInstance(
                    setting(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG).orElse(SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE));
            store.load(
                    in,
                    setting(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG)
                            .map(String::toCharArray)
                            .orElse(null));
            List<X509Certificate> own = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    own.add(certificate);
                }
            }
            return own.stream().findFirst();
        } catch (IOException | GeneralSecurityException e) {
            // Kafka's own client, which is given the same file, says what is wrong with it.
            return Optional.empty();
        }
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name)).map(String::valueOf);
    }
}
