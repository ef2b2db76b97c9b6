package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a processor in this JVM, with all their data in temporary folders. */
final class Installation implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedBroker broker;
    private final StreamsRunner processor;
    private final Path stateDir;
    private final Map<String, Object> clientSettings;
    private boolean closed;

    private Installation(EmbeddedBroker broker, StreamSettings settings, String applicationId, int threads)
            throws IOException {
        this.broker = broker;
        this.clientSettings = KafkaOption.clientSettings(broker.bootstrapServers());
        this.stateDir = Files.createTempDirectory("dealwake-state-");
        this.processor = new StreamsRunner(settings, applicationId, threads, stateDir, clientSettings);
    }

    /** Starts all and waits until the processor runs. */
    static Installation start(StreamSettings settings, String applicationId, int threads, Optional<Integer> port)
            throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Map.of(), port);
        try {
            try (Admin admin = Admin.create(KafkaOption.clientSettings(broker.bootstrapServers()))) {
                TopicAdmin.create(admin, settings.topics(), settings.partitions(), (short) 1);
                checkTopics(admin, settings);
                TopicAdmin.startFromTheBeginning(admin, applicationId, settings.topics());
            }
            Installation installation = new Installation(broker, settings, applicationId, threads);
            try {
                installation.processor.start();
                installation.processor.awaitRunning(START_LIMIT);
            } catch (InterruptedException | RuntimeException e) {
                installation.close();
                throw e;
            }
            return installation;
        } catch (IOException e) {
            broker.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static void checkTopics(Admin admin, StreamSettings settings) {
        List<String> problems = TopicAdmin.check(admin, settings.topics());
        if (!problems.isEmpty()) {
            throw Failure.data(String.join("; ", problems));
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Map<String, Object> clientSettings() {
        return clientSettings;
    }

    StreamsRunner processor() {
        return processor;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            processor.close();
            broker.close();
            delete(stateDir);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Installation::deleteOne);
        } catch (IOException e) {
            // a temporary folder; the system will remove what is left
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // as above
        }
    }
}
