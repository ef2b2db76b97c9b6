package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and certificates made for one test by the JDK's keytool, in stores of PKCS12 under one password. Whoever signs is
 * {@code authority.p12}, a key like the others.
 */
final class Certificates {
    static final String PASSWORD = "keystore-secret-4711";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
        keytool(
                "-genkeypair",
                "-alias",
                "authority",
                "-dname",
                "CN=authority",
                "-ext",
                "bc:c",
                "-keystore",
                store("authority"));
        save("trust", trust -> trust.setCertificateEntry("authority", certificate("authority")));
    }

    /** The store of what the authority has signed. */
    Path trusted() {
        return folder.resolve("trust.p12");
    }

    /** A store with a key and its certificate for 127.0.0.1, signed by the authority and good for years. */
    Path signed(String name) {
        return signed(name, "-validity", "3650");
    }

    /** The same, good for five days only, which are over. */
    Path expired(String name) {
        return signed(name, "-startdate", "-10d", "-validity", "5");
    }

    /** A store with a key and a certificate that nobody else has signed. */
    Path selfSigned(String name) {
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keystore", store(name));
        return folder.resolve(name + ".p12");
    }

    private Path signed(String name, String... validity) {
        Path keys = selfSigned(name);
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".cer");
        keytool("-certreq", "-alias", name, "-keystore", keys.toString(), "-file", request.toString());
        List<String> arguments = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "authority",
                "-keystore",
                store("authority"),
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString()));
        arguments.addAll(List.of(validity));
        keytool(arguments.toArray(String[]::new));
        save(name, store -> {
            try (InputStream in = Files.newInputStream(certificate)) {
                Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(in);
                store.setKeyEntry(
                        name, store.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), new Certificate[] {
                            own, certificate("authority")
                        });
            }
        });
        return keys;
    }

    private String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private Certificate certificate(String name) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray())
                .getCertificate(name);
    }

    /** What is done to a store. */
    private interface Change {
        void to(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private void save(String name, Change change) {
        Path file = folder.resolve(name + ".p12");
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, PASSWORD.toCharArray());
                }
            } else {
                store.load(null, null);
            }
            change.to(store);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-J-XX:TieredStopAtLevel=1", "-J-Duser.language=en", "-storetype", "PKCS12", "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
