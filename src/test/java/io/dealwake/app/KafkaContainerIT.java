package io.dealwake.app;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** On the broker of the public image; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class KafkaContainerIT extends KafkaSuite {
    @Container
    private static final ContainerKafka KAFKA = new ContainerKafka();

    @Override
    OwnKafka kafka() {
        return KAFKA;
    }
}
