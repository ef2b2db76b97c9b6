package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("dealwake.yaml"), """
                threads: 3
                partitions: 8
                window: ["[0,0]", since]
                """);
    }

    @Test
    void shouldTakeTheCommandLineBeforeTheEnvironmentAndThatBeforeTheFile() {
        InProcess config = InProcess.run(
                Map.of("DEALWAKE_THREADS", "5", "DEALWAKE_MODEL", "benchmark-adjusted"),
                "config",
                "--json",
                "--config",
                file.toString(),
                "--model",
                "market");

        assertThat(config.exitCode()).as(config.err()).isZero();
        assertThat(config.lines())
                .contains(
                        "{\"setting\":\"model\",\"value\":\"market\",\"from\":\"command line\"}",
                        "{\"setting\":\"threads\",\"value\":\"5\",\"from\":\"DEALWAKE_THREADS\"}",
                        "{\"setting\":\"partitions\",\"value\":\"8\",\"from\":\"" + file + ":2\"}",
                        "{\"setting\":\"window\",\"value\":\"[0,0] since\",\"from\":\"" + file + ":3\"}",
                        "{\"setting\":\"replication\",\"value\":\"the broker's default\",\"from\":\"default\"}",
                        "{\"setting\":\"lateness\",\"value\":\"PT2S\",\"from\":\"default\"}");
    }

    @Test
    void shouldFindTheFileThatTheEnvironmentNamesOrTheUsualOne() throws IOException {
        Path usual = Files.createDirectories(folder.resolve("dealwake")).resolve("config.yaml");
        Files.writeString(usual, "threads: 7");

        assertThat(InProcess.run(Map.of("DEALWAKE_CONFIG", file.toString()), "config", "--json")
                        .out())
                .contains("\"value\":\"3\",\"from\":\"" + file + ":1\"");
        assertThat(InProcess.run(Map.of("XDG_CONFIG_HOME", folder.toString()), "config", "--json")
                        .out())
                .contains("\"value\":\"7\",\"from\":\"" + usual + ":1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thread: 3|dealwake.yaml:1: field is thread, expected threads; the fields are ",
                "threads: {a: 1}|dealwake.yaml:1: threads is {…}, expected a single value or a list of them",
                "threads: many|is not an int (from %s:1)",
                "threads: 65|--threads is 65, expected 1 to 64 (from %s:1)",
                "leg-sessions: 0|--leg-sessions is 0, expected 1 to 60 sessions (from %s:1)",
                "lateness: 2s|(from %s:1)",
                "[threads]|expected an object with the fields",
                "'threads: 3\nthreads: 4'|dealwake.yaml:2: field is threads, expected each field once"
            })
    void shouldRefuseAFileThatCannotBeAndSayWhere(String text, String says) throws IOException {
        Files.writeString(file, text.replace("\\n", "\n"));

        InProcess refused = InProcess.run("demo", "--config", file.toString(), "--sample", "nowhere");

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(refused.err()).startsWith("dealwake: ").contains(says.replace("%s", file.toString()));
    }

    @Test
    void shouldNameTheNearestWhenAVariableIsNone() {
        InProcess refused = InProcess.run(Map.of("DEALWAKE_PARTITION", "8"), "config");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(refused.err())
                .startsWith("dealwake: environment variable is DEALWAKE_PARTITION, expected DEALWAKE_PARTITIONS;");
    }

    @Test
    void shouldOverlookWhatTheLauncherReadsAndWhatKubernetesPutsIn() {
        Map<String, String> environment = Map.of(
                "DEALWAKE_LOG", "INFO",
                "DEALWAKE_JAVA_OPTS", "-Xmx2g",
                "DEALWAKE_SERVICE_HOST", "10.0.0.1",
                "DEALWAKE_PORT", "tcp://10.0.0.1:80",
                "DEALWAKE_PORT_80_TCP_ADDR", "10.0.0.1");

        assertThat(InProcess.run(environment, "config").exitCode()).isZero();
    }

    @Test
    void shouldMaskWhatMayBeASecret() throws IOException {
        Path client = Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_SSL
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required password="geheim1";
                ssl.key.password=geheim2
                my.own.thing=geheim3
                ssl.truststore.password=${env:TRUST}
                """);

        InProcess config = InProcess.run("config", "--kafka-config", client.toString());

        assertThat(config.exitCode()).as(config.err()).isZero();
        assertThat(config.out())
                .contains("security.protocol", "SASL_SSL", "sasl.jaas.config", "[hidden]", "${env:TRUST}")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({"PlainLoginModule required username=\"u\" password=\"top\"hunter2\";", "foo hunter2"})
    void shouldTellNoPieceOfASecretThatCannotBeRead(String jaas) throws IOException {
        Path client = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                        + (jaas.startsWith("Plain") ? "org.apache.kafka.common.security.plain." : "") + jaas);

        for (String command : List.of("alerts", "topics", "doctor", "run")) {
            InProcess refused = InProcess.run(command, "--kafka", "127.0.0.1:1", "--kafka-config", client.toString());
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.BAD_DATA);
            assertThat(refused.err() + refused.out())
                    .contains("sasl.jaas.config cannot be read")
                    .doesNotContain("hunter2");
        }
    }

    /** A demo in somebody's Kafka must be asked for; a file that names that Kafka is no such wish. */
    @Test
    void shouldNotSendADemoToAKafkaThatOnlyAFileNames() throws IOException {
        Files.writeString(file, "kafka: 127.0.0.1:1");

        InProcess demo = InProcess.run("demo", "--config", file.toString(), "--sample", "nowhere");
        InProcess sent = InProcess.run("topics", "--config", file.toString());

        assertThat(demo.err()).contains("nowhere").doesNotContain("127.0.0.1:1");
        assertThat(sent.exitCode()).isEqualTo(ExitCode.OUT_OF_REACH);
        assertThat(sent.err()).contains("127.0.0.1:1");
    }

    /** What a file says of new topics is no question about those that are there. */
    @Test
    void shouldListTopicsThoughAFileSaysHowNewOnesAreMade() throws IOException {
        Files.writeString(file, "partitions: 8\nreplication: 3\nkafka: 127.0.0.1:1");

        assertThat(InProcess.run("topics", "--config", file.toString()).exitCode())
                .isEqualTo(ExitCode.OUT_OF_REACH);
    }

    @Test
    void shouldKnowEverySettingOfEveryCommandThatIsNoQuestionOfTheMoment() {
        assertThat(ConfigCommand.settings())
                .containsAll(List.of("kafka", "kafka-config", "prefix", "partitions", "threads", "state", "data"))
                .doesNotContain("json", "config", "help", "version");
    }
}
