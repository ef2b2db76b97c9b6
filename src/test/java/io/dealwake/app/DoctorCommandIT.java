package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker without an authorizer; each test has a prefix of its own. */
class DoctorCommandIT {
    @TempDir
    private static Path home;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldFailAndSayWhatToDoWhenTheTopicsAreMissing() {
        InProcess checked = run("doctor", "missing.");

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out())
                .contains(
                        "ok    release     brokers are of 4.3",
                        "FAIL  topics      missing topics: missing.ticks, ",
                        "./dealwake topics --create --kafka " + broker.bootstrapServers() + " --prefix missing.");
        assertThat(checked.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void shouldWarnWhenNoProcessorRunsWhichIsAFailureForAHealthCheck() {
        assertThat(run("topics", "idle.", "--create").err()).contains("created idle.ticks", "created idle.rejected");
        InProcess again = run("topics", "idle.", "--create", "--partitions", "7");
        assertThat(again.err())
                .contains("was there: idle.ticks", "change nothing of a topic that was there")
                .doesNotContain("created");
        assertThat(again.exitCode()).isZero();

        InProcess checked = run("doctor", "idle.", "--state", home.toString());
        InProcess health = run("doctor", "idle.", "--quick");

        assertThat(checked.exitCode()).as(checked.out()).isZero();
        assertThat(checked.out())
                .contains("ok    java ", "GiB free for " + home, "warn  processor   none runs", "Kafka's is 0.");
        assertThat(health.exitCode()).isEqualTo(1);
        assertThat(health.out()).contains("FAIL  processor   none runs").doesNotContain("java");
    }

    @Test
    void shouldBeContentWhenAProcessorRuns() throws InterruptedException {
        Topics topics = new Topics("works.");
        assertThat(run("topics", "works.", "--create", "--partitions", "2").exitCode())
                .isZero();
        try (StreamsRunner processor = StreamsRunner.start(
                StreamSettings.defaults(topics, 2), broker.connection(), 1, home.resolve("works"))) {
            InProcess health = run("doctor", "works.", "--quick", "--json");

            assertThat(health.exitCode()).as(health.out()).isZero();
            assertThat(health.lines())
                    .hasSize(3)
                    .contains("{\"level\":\"ok\",\"check\":\"topics\",\"finding\":\"all are there\"}")
                    .contains(
                            "{\"level\":\"ok\",\"check\":\"processor\",\"finding\":\"runs: 1 thread in the group works\"}");
            assertThat(run("doctor", "works.").out())
                    .contains("in the group works, 0 records of the tape not yet processed")
                    .doesNotContain("warn  processor");
            processor.throwFailure();
        }
    }

    @Test
    void shouldFailWithTheExitCodeOfTheReasonWhenKafkaIsOutOfReach() {
        InProcess checked = InProcess.run("doctor", "--quick", "--kafka", "127.0.0.1:1");

        assertThat(checked.exitCode()).isEqualTo(4);
        assertThat(checked.out()).contains("FAIL  kafka", "nothing listens at 127.0.0.1:1");
    }

    @Test
    void shouldWarnWhenClocksAreMoreThanFiveSecondsApart() {
        assertThat(KafkaCheckup.clock(Duration.ofSeconds(5)).line())
                .isEqualTo("ok    clock       Kafka's is 5.000 s ahead" + " of this machine's");
        assertThat(KafkaCheckup.clock(Duration.ofMillis(-5001)).line())
                .startsWith("warn  clock       Kafka's is 5.001 s behind this machine's\n      let both ask");
    }

    @Test
    void shouldFailWhenJavaIsTooOldOrTheStateFolderIsAFile() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThat(MachineCheckup.java(Runtime.Version.parse("11.0.2")).line())
                .startsWith("FAIL  java        is 11.0.2, expected 17 or newer");
        assertThat(new MachineCheckup(file.resolve("state")).findings())
                .filteredOn(Finding::failed)
                .extracting(Finding::name)
                .isEqualTo(List.of("disk"));
    }

    private static InProcess run(String command, String prefix, String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {command, "--kafka", broker.bootstrapServers(), "--prefix", prefix}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return InProcess.run(arguments);
    }
}
