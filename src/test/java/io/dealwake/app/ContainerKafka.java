package io.dealwake.app;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startable;

/** Kafka's public image in a container. */
final class ContainerKafka implements OwnKafka, Startable {
    static final String IMAGE = "apache/kafka:4.3.1";
    private static final int PORT_INSIDE = 9092;

    /** What a Testcontainers broker runs, whenever its container starts. */
    private static final String STARTER = "/tmp/testcontainers_start.sh";

    /** The broker alone, as it was configured the first time; the image's own start would format its storage anew. */
    private static final String START_AGAIN = """
            #!/bin/bash
            exec java -Xmx512m -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
            """;

    private final KafkaContainer container;

    ContainerKafka() {
        container = new KafkaContainer(IMAGE);
        // A port that Docker chooses would be another one after a stop.
        container.setPortBindings(List.of("127.0.0.1:" + freePort() + ":" + PORT_INSIDE));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + container.getMappedPort(PORT_INSIDE);
    }

    @Override
    public void start() {
        container.start();
        container.copyFileToContainer(Transferable.of(START_AGAIN, 0755), STARTER);
    }

    /** Removes it with all it holds. */
    @Override
    public void stop() {
        container.stop();
    }

    /** Without warning, as a machine goes. */
    @Override
    public void goAway() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void comeBack() {
        docker().startContainerCmd(container.getContainerId()).exec();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
