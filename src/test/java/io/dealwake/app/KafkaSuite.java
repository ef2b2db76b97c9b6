package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.dealwake.examples.ReadAlerts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program from end to end on a Kafka of one's own: what the bundled sample says there is what the demo says on its
 * embedded broker, also when that Kafka goes away in the middle. Each kind of broker is a subclass.
 */
abstract class KafkaSuite {
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration RESULTS_WITHIN = Duration.ofMinutes(2);

    /** Seconds of event time a second: the trades of the sample last 50 s, the first alert comes after 12. */
    private static final String SPEED = "3000";

    @TempDir
    private Path home;

    abstract OwnKafka kafka();

    @Test
    void shouldSayWhatTheEmbeddedDemoSaysWhenTheDemoIsReplayedIntoIt() throws IOException {
        succeed("topics", "dealwake.", "--create", "--partitions", "4");
        try (Program run = start("run", "dealwake.")) {
            run.awaitErr("running: topics dealwake.*, 4 partitions");
            JsonOutput demo = JsonOutput.of(succeed("demo", "dealwake.", "--json"));

            assertThat(demo.comparable())
                    .isEqualTo(BundledDemo.run().output().comparable())
                    .isEqualTo(said("dealwake.").comparable());
            assertThat(demo.reaction("openai-amd-2025", "AMD", "[0,+2]")
                            .get("abnormalReturn")
                            .asDouble())
                    .isCloseTo(0.374404, within(5e-7));
            readByAConsumerThatHasOnlyTheSchema();
            stop(run);
        }
    }

    @Test
    void shouldSayTheSameOfOnesOwnFilesWhenKafkaGoesAwayInTheMiddleOfTheirReplay() {
        succeed("topics", "outage.", "--create", "--partitions", "4");
        try (Program run = start("run", "outage.")) {
            run.awaitErr("running: topics outage.*");
            succeed("load", "outage.", SampleFiles.securities(), SampleFiles.closes());
            succeed("announce", "outage.", SampleFiles.deals());
            try (Program replay = start("replay", "outage.", SampleFiles.ticks(home), "--speed", SPEED)) {
                await().atMost(RESULTS_WITHIN)
                        .until(() -> !said("outage.").alerts().isEmpty());
                assertThat(replay.isAlive()).as("a replay in its middle").isTrue();

                kafka().goAway();
                await().during(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> run.isAlive() && replay.isAlive());
                kafka().comeBack();

                replay.awaitEnd(RESULTS_WITHIN);
                assertThat(replay.exitCode()).as(replay.err()).isZero();
                // Kafka is asked every few seconds, and the replay may end before the processor has asked again.
                await().atMost(RESULTS_WITHIN)
                        .untilAsserted(() -> assertThat(List.of(run.err(), replay.err()))
                                .allSatisfy(told ->
                                        assertThat(told).contains("does not answer; waiting for it", "answers again")));
            }
            JsonOutput expected = BundledDemo.run().output();
            await().atMost(RESULTS_WITHIN)
                    .untilAsserted(() -> assertThat(said("outage.").differencesFrom(expected))
                            .isEmpty());
            stop(run);
        }
    }

    /** The program that README shows, with Kafka's client and Avro on its class path and nothing of ours but the schema. */
    private void readByAConsumerThatHasOnlyTheSchema() throws IOException {
        Path examples = Files.createDirectories(home.resolve("examples/io/dealwake/examples"));
        try (InputStream compiled = ReadAlerts.class.getResourceAsStream("ReadAlerts.class")) {
            Files.copy(compiled, examples.resolve("ReadAlerts.class"));
        }
        String libraries = Path.of("target/lib").toAbsolutePath() + "/*";
        String schema = Path.of("schemas/alert.avsc").toAbsolutePath().toString();
        List<String> what =
                List.of("-cp", home.resolve("examples") + ":" + libraries, "io.dealwake.examples.ReadAlerts");
        try (Program reader = Program.startJava(home, what, kafka().address(), schema)) {
            reader.awaitOut("raw-move AMD 0.0509").awaitOut("significance AMD 4.067");
        }
    }

    /** What the topics say now. */
    private JsonOutput said(String prefix) {
        return JsonOutput.of(succeed("reactions", prefix, "--json") + succeed("alerts", prefix, "--json"));
    }

    private Program start(String command, String prefix, String... arguments) {
        return Program.start(home, onKafka(command, prefix, arguments));
    }

    private String succeed(String command, String prefix, String... arguments) {
        InProcess ended = InProcess.run(onKafka(command, prefix, arguments));
        assertThat(ended.exitCode()).as(command + "\n" + ended.err()).isZero();
        return ended.out();
    }

    private String[] onKafka(String command, String prefix, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command, "--kafka", kafka().address(), "--prefix", prefix));
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }

    private static void stop(Program run) {
        run.interrupt().awaitEnd(Duration.ofSeconds(20));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
