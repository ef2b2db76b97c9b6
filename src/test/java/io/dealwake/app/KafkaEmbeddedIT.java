package io.dealwake.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On a broker in this JVM that is no part of the program under test. */
class KafkaEmbeddedIT extends KafkaSuite {
    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafka(folder);
    }

    @AfterAll
    static void stopKafka() {
        kafka.goAway();
    }

    @Override
    OwnKafka kafka() {
        return kafka;
    }

    /** A broker whose data and port stay. */
    private static final class EmbeddedKafka implements OwnKafka {
        private final Path folder;
        private final String address;
        private EmbeddedBroker broker;

        EmbeddedKafka(Path folder) {
            this.folder = folder;
            broker = EmbeddedBroker.start(Map.of(), Optional.empty(), folder);
            address = broker.bootstrapServers();
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void goAway() {
            broker.close();
        }

        @Override
        public void comeBack() {
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            broker = EmbeddedBroker.start(Map.of(), Optional.of(port), folder);
        }
    }
}
