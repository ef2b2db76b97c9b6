package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A broker and a processor in this JVM, with all their data in temporary folders. */
final class Installation implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final StreamsRunner processor;
    private final Path stateDir;
    private boolean closed;

    private Installation(EmbeddedBroker broker, StreamsRunner processor, Path stateDir) {
        this.broker = broker;
        this.processor = processor;
        this.stateDir = stateDir;
    }

    /** Starts all and waits until the processor runs. */
    static Installation start(StreamSettings settings, int threads, Optional<Integer> port)
            throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Map.of(), port);
        try {
            Connection kafka = broker.connection();
            kafka.ask(admin -> {
                TopicAdmin.create(admin, settings.topics(), settings.partitions(), (short) 1);
                return null;
            });
            Path stateDir = Files.createTempDirectory("dealwake-state-");
            try {
                return new Installation(broker, StreamsRunner.start(settings, kafka, threads, stateDir), stateDir);
            } catch (InterruptedException | RuntimeException e) {
                delete(stateDir);
                throw e;
            }
        } catch (IOException e) {
            broker.close();
            throw new UncheckedIOException(e);
        } catch (InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    Connection kafka() {
        return broker.connection();
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
