package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The image that docker/Dockerfile makes of what this build has built; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class ImageContainerIT {
    private static final String IMAGE = "dealwake-under-test";
    private static final int STOP_WITHIN_SECONDS = 20;

    @BeforeAll
    static void build() {
        String unused = docker().buildImageCmd()
                .withBaseDirectory(Path.of(".").toFile())
                .withDockerfile(Path.of("docker/Dockerfile").toFile())
                .withTags(Set.of(IMAGE))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }

    @Test
    void shouldRunTheProcessorWithoutRightsAndStopCleanlyWhenToldTo() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                GenericContainer<?> processor = new GenericContainer<>(IMAGE)) {
            broker.connection().ask(admin -> {
                TopicAdmin.create(admin, new Topics("dealwake."), 1, (short) 1);
                return null;
            });
            processor
                    .withNetworkMode("host") // the embedded broker is on the loopback address
                    .withEnv("DEALWAKE_KAFKA", broker.bootstrapServers())
                    .withCommand("run")
                    .waitingFor(Wait.forLogMessage(".*running: topics dealwake.*", 1))
                    .start();

            assertThat(processor.execInContainer("id", "-un").getStdout()).isEqualTo("dealwake\n");
            assertThat(processor.execInContainer("dealwake", "--version").getStdout())
                    .startsWith(InProcess.run("--version").lines().get(0) + "\n");
            ExecResult health = processor.execInContainer("dealwake", "doctor", "--quick");
            assertThat(health.getExitCode())
                    .as(health.getStdout() + health.getStderr())
                    .isZero();
            assertThat(processor.execInContainer("dealwake", "load", "--help").getStdout())
                    .as("what is beyond ASCII")
                    .contains("date,SYM,SYM…");

            docker().stopContainerCmd(processor.getContainerId())
                    .withTimeout(STOP_WITHIN_SECONDS)
                    .exec();
            assertThat(docker().inspectContainerCmd(processor.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong())
                    .isEqualTo(128 + 15);
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
