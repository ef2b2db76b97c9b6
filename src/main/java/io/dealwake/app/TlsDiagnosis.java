package io.dealwake.app;

import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a handshake of TLS failed, told from what the JDK says of it. */
final class TlsDiagnosis {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final Pattern NOT_AFTER = Pattern.compile("NotAfter: ([^\\n]+)");

    private TlsDiagnosis() {}

    /** What is wrong and what to do. */
    static String of(List<Throwable> causes, Connection kafka) {
        String said =
                causes.stream().map(cause -> String.valueOf(cause.getMessage())).collect(Collectors.joining("\n"));
        Matcher alert = ALERT.matcher(said);
        if (alert.find()) {
            return refused(alert.group(1), kafka);
        }
        if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance) || said.contains("NotAfter: ")) {
            Matcher when = NOT_AFTER.matcher(said);
            return "the certificate of " + kafka.place() + " has expired"
                    + (when.find() ? " (" + when.group() + ")" : "") + ": give the broker a new one";
        }
        if (said.contains("PKIX path building failed") || said.contains("unable to find valid certification path")) {
            return "the certificate of " + kafka.place() + " is signed by nobody whom this client trusts: let"
                    + " ssl.truststore.location of the --kafka-config file name a store with the signer's certificate";
        }
        if (said.contains("subject alternative") || said.contains("No name matching")) {
            return "the certificate of " + kafka.place() + " is for another host: reach it by the name in its"
                    + " certificate, or give the broker one for this name";
        }
        if (said.contains("Unsupported or unrecognized SSL message")) {
            return kafka.place() + " does not speak TLS at this port: take its TLS port, or set security.protocol="
                    + kafka.protocol().replace("SASL_SSL", "SASL_PLAINTEXT").replace("SSL", "PLAINTEXT")
                    + " in the --kafka-config file";
        }
        return "no TLS connection to " + kafka.place() + " came about: "
                + causes.get(causes.size() - 1).getMessage() + ". Check ssl.* of the --kafka-config file";
    }

    /** The broker, not this client, broke off. */
    private static String refused(String alert, Connection kafka) {
        Optional<X509Certificate> own = kafka.identity().certificate();
        if (own.isEmpty()) {
            return kafka.place() + " ended the TLS handshake (" + alert
                    + "): it may ask for a client's certificate, and this client has none. Set ssl.keystore.location in"
                    + " the --kafka-config file";
        }
        String name = own.get().getSubjectX500Principal().getName();
        Instant end = own.get().getNotAfter().toInstant();
        if (alert.equals("certificate_expired") || end.isBefore(Instant.now())) {
            return "the certificate of this client, " + name + " in ssl.keystore.location, expired on " + end + ", so "
                    + kafka.place() + " refuses it (" + alert + "): get a new one";
        }
        return kafka.place() + " refuses the certificate of this client, " + name + " in ssl.keystore.location ("
                + alert + "): have it signed by somebody whom the broker trusts";
    }
}
