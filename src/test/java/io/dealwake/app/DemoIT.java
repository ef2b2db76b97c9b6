package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo from its command line to its output. Figures are those of the facts, to the digits given there. */
class DemoIT {
    private static final Path SAMPLE = Path.of("src", "main", "resources", "sample");
    private static final String AMD = "openai-amd-2025";
    private static final String NVDA = "nvidia-openai-2025";

    private static Path home;
    private static Program demo;

    @TempDir
    private Path folder;

    @BeforeAll
    static void run() {
        home = BundledDemo.run().home();
        demo = BundledDemo.run().program();
    }

    @Test
    void shouldPrintNothingButObjectsOnStandardOutputWhenAskedForJson() throws IOException {
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(JsonOutput.of(demo.out()).objects())
                .hasSize(27)
                .allSatisfy(object -> assertThat(object.path("topic").asText()).isIn("reactions", "alerts"));
        assertThat(demo.err()).doesNotContain("Exception", "\tat ", "WARN");
        assertThat(Program.leftIn(home)).isEmpty();
    }

    @Test
    void shouldMeasureWhatTheFactsSayWhenItIsDone() {
        JsonOutput output = JsonOutput.of(demo.out());
        JsonNode three = output.reaction(AMD, "AMD", "[0,+2]");
        assertThat(three.get("status").asText()).isEqualTo("FINAL");
        assertThat(three.get("rawReturn").asDouble()).isCloseTo(0.430497, within(5e-7));
        assertThat(three.get("abnormalReturn").asDouble()).isCloseTo(0.374404, within(5e-7));
        assertThat(three.get("tStatistic").asDouble()).isCloseTo(8.8455, within(5e-5));
        assertThat(three.get("marketCapChange").asDouble()).isCloseTo(1.1505e11, within(5e6));
        JsonNode day = output.reaction(AMD, "AMD", "[0,0]");
        assertThat(day.get("rawReturn").asDouble()).isCloseTo(0.237080, within(5e-7));
        assertThat(day.get("abnormalReturn").asDouble()).isCloseTo(0.229016, within(5e-7));
        JsonNode nvda = output.reaction(NVDA, "NVDA", "[0,0]");
        assertThat(nvda.get("rawReturn").asDouble()).isCloseTo(0.039282, within(5e-7));
        assertThat(nvda.get("abnormalReturn").asDouble()).isCloseTo(0.030604, within(5e-7));
        assertThat(nvda.get("tStatistic").asDouble()).isCloseTo(1.9084, within(5e-5));
        assertThat(nvda.get("pValue").asDouble()).isCloseTo(0.0588, within(5e-5));
        assertThat(nvda.get("marketCapChange").asDouble()).isCloseTo(1.6864e11, within(5e6));
        assertThat(output.reaction(NVDA, "NVDA", "announcement-close")
                        .get("rawReturn")
                        .asDouble())
                .isCloseTo(0.045734, within(5e-7));
        JsonNode rival = output.reaction(AMD, "NVDA", "[0,0]");
        assertThat(rival.get("rawReturn").asDouble()).isCloseTo(-0.0111, within(5e-5));
        assertThat(rival.get("abnormalReturn").asDouble()).isCloseTo(-0.019, within(5e-4));
    }

    @Test
    void shouldRaiseTheAlertsOfTheFactsAndNoOthersWhenItIsDone() {
        assertThat(JsonOutput.of(demo.out()).alerts())
                .containsExactlyInAnyOrder(
                        "openai-amd-2025 AMD raw-move since firing",
                        "openai-amd-2025 AMD market-value [0,0] firing",
                        "openai-amd-2025 AMD market-value [0,+2] firing",
                        "openai-amd-2025 AMD significance [0,0] firing",
                        "openai-amd-2025 AMD significance [0,+2] firing",
                        "openai-amd-2025 AMD significance [-1,+1] firing",
                        "nvidia-openai-2025 NVDA raw-move since firing",
                        "nvidia-openai-2025 NVDA market-value [0,0] firing",
                        "nvidia-openai-2025 NVDA market-value [0,+2] firing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "P3D"})
    void shouldEndTheSameWhenTheDealsBecameKnownDuringAndAfterTheirTrades(String late) {
        InProcess run = InProcess.run("demo", "--json", "--deals-late", late);

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonOutput expected = JsonOutput.of(demo.out());
        assertThat(JsonOutput.of(run.out()).comparableReactions()).isEqualTo(expected.comparableReactions());
        assertThat(JsonOutput.of(run.out()).alerts()).containsExactlyInAnyOrderElementsOf(expected.alerts());
    }

    @Test
    void shouldPrintTheSameWhenPartitionsThreadsAndSpeedAreOthers() {
        List<String> expected = JsonOutput.of(demo.out()).comparable();
        InProcess wide = InProcess.run("demo", "--json", "--partitions", "8", "--threads", "4");
        assertThat(wide.exitCode()).as(wide.err()).isZero();
        assertThat(JsonOutput.of(wide.out()).comparable()).isEqualTo(expected);
        InProcess slow = InProcess.run("demo", "--json", "--partitions", "8", "--speed", "36000");
        assertThat(slow.exitCode()).as(slow.err()).isZero();
        assertThat(JsonOutput.of(slow.out()).comparable()).isEqualTo(expected);
    }

    @Test
    void shouldSayWhatHappenedInLinesOfAHundredColumnsWhenPeopleRead() throws IOException {
        InProcess human = InProcess.run("demo");
        assertThat(human.exitCode()).as(human.err()).isZero();
        assertThat(human.lines()).containsAll(shownInReadme());
        assertThat(human.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 100);
        assertThat(words(human.out()))
                .contains(
                        "NVDA (investor) rose 3.93% over the session, +$168.6B of market value; the market explains"
                                + " +0.87%, and the abnormal return of +3.06% is not significant at 5% over the"
                                + " session (t = 1.91, p = 0.0588).",
                        "It rose 43.05% over 3 sessions, +$115.1B of market value;",
                        "+37.44% is significant at 5% over 3 sessions (t = 8.85,",
                        "NVDA (rival) fell 1.11% over the session",
                        "Trades between them are simulated (seed 1)");
    }

    @Test
    void shouldMoveFiguresAndSentenceWhenACloseOfACopiedSampleIsMoved() throws IOException {
        copySample();
        replaceIn(folder.resolve("closes.csv"), "2025-09-22,159.79,183.61,", "2025-09-22,159.79,184.50,");
        InProcess moved = InProcess.run("demo", "--sample", folder.toString());
        assertThat(moved.exitCode()).as(moved.err()).isZero();
        assertThat(words(moved.out()))
                .contains("NVDA (investor) rose 4.43% over the session")
                .contains("is significant at 5% over the session (t = 2.22")
                .doesNotContain("NVDA (investor) rose 3.93%");
        assertThat(moved.err()).contains("days.csv", "NVDA", "2025-09-22", "184.5", "183.61");
    }

    @Test
    void shouldMeasureAThirdDealWhenItsSampleHasClosesAlone() {
        InProcess other = InProcess.run(
                "demo", "--json", "--sample", MadeUpMarket.closesAlone(folder).toString());
        assertThat(other.exitCode()).as(other.err()).isZero();
        JsonNode day = JsonOutput.of(other.out()).reaction(MadeUpMarket.DEAL, "ZED", "[0,0]");
        assertThat(day.get("status").asText()).isEqualTo("FINAL");
        assertThat(day.get("abnormalReturn").asDouble()).isCloseTo(0.20, within(0.03));
        assertThat(day.get("pValue").asDouble()).isLessThan(1e-6);
        assertThat(JsonOutput.of(other.out()).alerts())
                .contains("zed-buys-yon ZED significance [0,0] firing", "zed-buys-yon ZED market-value [0,0] firing");
    }

    @Test
    void shouldMeasureFromTheTradesWhenASampleHasThem() {
        Path sample = MadeUpMarket.withTicks(folder);
        InProcess closes = InProcess.run("demo", "--sample", sample.toString());
        assertThat(closes.exitCode()).as(closes.err()).isZero();
        assertThat(words(closes.out()))
                .contains("Measured from the trades of ticks.csv and the closes.")
                .contains("raw-move")
                .doesNotContain("simulated");
        assertThat(closes.out().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 100);
    }

    /** The lines of the demo that README shows. */
    private static List<String> shownInReadme() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        int first = readme.indexOf(
                "openai-amd-2025: OpenAI and AMD agree on 6 GW of GPUs; AMD grants a warrant for up to 160M shares");
        List<String> shown = readme.subList(first, readme.size()).stream()
                .takeWhile(line -> !line.equals("```"))
                .filter(line -> !line.equals(" ..."))
                .toList();
        assertThat(shown).hasSizeGreaterThan(5);
        return shown;
    }

    private void copySample() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static void replaceIn(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
