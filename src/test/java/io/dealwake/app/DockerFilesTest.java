package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What stands in docker/ agrees with the program that it packs. */
class DockerFilesTest {
    private static final Path COMPOSE = Path.of("docker", "compose.yaml");
    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Where the other services find Kafka. */
    private static final String INSIDE = "kafka:29092";

    private JsonNode services;

    @BeforeEach
    void readCompose() throws IOException {
        services = YAML.readTree(COMPOSE.toFile()).path("services");
    }

    @Test
    void shouldRunTheKafkaThatTheProgramIsBuiltWithWhenComposed() {
        assertThat(services.path("kafka").path("image").asText()).isEqualTo(ContainerKafka.IMAGE);
        assertThat(ContainerKafka.IMAGE).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void shouldPublishNothingBeyondTheMachineWhenComposed() {
        assertThat(services.findValues("ports"))
                .hasSize(1)
                .allSatisfy(ports -> assertThat(ports)
                        .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    /** A command that the program would refuse as wrong usage: of another name, or with an option that it has not. */
    @ParameterizedTest
    @CsvSource({"topics,--create", "processor,", "demo,--kafka"})
    void shouldCallACommandThatThereIsWhenComposed(String service, String option) {
        CommandLine.ParseResult parsed = parse(words(services.path(service).path("command")));

        assertThat(parsed.hasSubcommand()).isTrue();
        assertThat(option == null || parsed.subcommand().hasMatchedOption(option))
                .isTrue();
    }

    @Test
    void shouldLookForKafkaWhereItListensWhenComposed() {
        JsonNode kafka = services.path("kafka").path("environment");
        assertThat(kafka.path("KAFKA_ADVERTISED_LISTENERS").asText()).endsWith(",NETWORK://" + INSIDE);
        assertThat(services.findValuesAsText("DEALWAKE_KAFKA")).containsExactly(INSIDE, INSIDE);
        assertThat(words(services.path("demo").path("command"))).contains(INSIDE);
        assertThat(Settings.of(new String[0], Map.of("DEALWAKE_KAFKA", INSIDE)).of("kafka"))
                .isPresent();
    }

    @Test
    void shouldAskTheDoctorForHealth() throws IOException {
        String health = Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith("HEALTHCHECK"))
                .findFirst()
                .orElseThrow();
        JsonNode command = YAML.readTree(health.substring(health.indexOf('[')));
        List<String> words = command.valueStream().map(JsonNode::asText).toList();

        assertThat(words.get(0)).isEqualTo("/opt/dealwake/dealwake");
        CommandLine.ParseResult parsed = parse(words.subList(1, words.size()));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("doctor");
        assertThat(parsed.subcommand().hasMatchedOption("--quick")).isTrue();
    }

    private static List<String> words(JsonNode command) {
        return List.of(command.asText().split(" ", -1));
    }

    private static CommandLine.ParseResult parse(List<String> words) {
        return Dealwake.commandLine().parseArgs(words.toArray(String[]::new));
    }
}
