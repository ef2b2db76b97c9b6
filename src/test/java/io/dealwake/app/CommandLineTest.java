package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");

    @TempDir
    private Path folder;

    static Stream<String> commands() {
        return Dealwake.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHaveHelpWithAnExampleThatFitsTheTerminal(String command) {
        InProcess help = InProcess.run(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Example").contains("./dealwake " + command);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void shouldHaveTheCommandsOfTheContract() {
        assertThat(commands())
                .containsExactlyInAnyOrder(
                        "demo",
                        "up",
                        "run",
                        "config",
                        "load",
                        "announce",
                        "replay",
                        "leave",
                        "alerts",
                        "reactions",
                        "topics",
                        "doctor",
                        "topology");
    }

    @ParameterizedTest
    @CsvSource({
        "demo --partitions 0,2,--partitions is 0",
        "demo --threads 65,2,--threads is 65",
        "demo --speed -1,2,--speed is -1",
        "demo --speed fast,2,--speed is fast",
        "demo --seed x,2,--seed",
        "nosuch,2,nosuch",
        "load,2,FILE",
        "topics --partitions 4,2,give --create too",
        "topics --create --partitions 0,2,--partitions is 0",
        "topics --create --replication 0,2,--replication is 0",
        "topics --kafka localhost,3,'Kafka''s address is localhost, expected HOST:PORT'",
        "topics --kafka no-such-host.invalid:9092,4,no host of no-such-host.invalid:9092 can be resolved",
        "up --kafka-port 0,2,--kafka-port is 0",
        "demo --model none,2,--model is none",
        "demo --hours late,2,--hours is late",
        "up --window PT30M --window PT30M,2,--window is",
        "up --leg-sessions 0,2,--leg-sessions is 0",
        "replay t.csv --lateness PT-1S,2,--lateness is",
        "up --heartbeat-delay -PT1S,2,--heartbeat-delay is PT-1S",
        "up --sequence-backlog 7d,2,--sequence-backlog",
        "topology --prefix a/b,3,prefix is a/b"
    })
    void shouldRefuseWhatCannotBe(String line, int exitCode, String says) {
        InProcess refused = InProcess.run(line.split(" ", -1));

        assertThat(refused.exitCode()).isEqualTo(exitCode);
        assertThat(refused.err()).contains(says).doesNotContain("\tat ");
        assertThat(refused.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closes.csv|2025-10-08,235.56|2025-10-08,-1|closes.csv:146: AMD is -1, expected",
                "closes.csv|2025-10-08,235.56|2025-10-08,NaN|closes.csv:146: AMD is NaN, expected",
                "closes.csv|2025-10-08,|2025-10-11,|closes.csv:146: date is 2025-10-11, expected a session of XNAS",
                "closes.csv|2025-10-08,|2025-10-07,|closes.csv:146: date is 2025-10-07, expected",
                "closes.csv|date,AMD|date,XYZ|closes.csv:1: ",
                "closes.csv|date,AMD|day,AMD|closes.csv:1: ",
                "deals.yaml|symbol: AMD|symbol: XYZ|symbol is XYZ, expected",
                "deals.yaml|headline:|headlin:|headlin",
                "days.csv|,close,|,closing,|days.csv:1: ",
                "securities.yaml|calendar: XNYS|calendar: MARS|calendar is MARS, expected one of XLON, XNAS, XNYS"
            })
    void shouldNameFileAndLineOfASampleThatCannotBeUsed(String file, String from, String to, String says)
            throws IOException {
        for (String name : new String[] {"securities.yaml", "deals.yaml", "closes.csv", "days.csv", "known.csv"}) {
            String text = Files.readString(SAMPLE.resolve(name));
            String changed = name.equals(file) ? text.replaceFirst(Pattern.quote(from), to) : text;
            assertThat(!name.equals(file) || !changed.equals(text))
                    .as("a change of %s", name)
                    .isTrue();
            Files.writeString(folder.resolve(name), changed);
        }

        InProcess refused = InProcess.run("demo", "--sample", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).startsWith("dealwake: ").contains(says).doesNotContain("\tat ");
        assertThat(refused.out()).isEmpty();
    }

    /** Nothing is sent of a file with a bad row: here it would be told that Kafka is out of reach. */
    @Test
    void shouldRefuseAFileOfTradesWholeBeforeAnyOfItIsSent() throws IOException {
        Path ticks = Files.writeString(folder.resolve("ticks.csv"), """
                time,symbol,price,size
                2025-10-06T06:49:58-04:00,AMD,166.69,100
                2025-10-06T06:49:59-04:00,AMD,-197.00,100
                """);

        InProcess refused = InProcess.run("replay", ticks.toString(), "--kafka", "127.0.0.1:1");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("ticks.csv:3: price is -197.00, expected");
    }

    @Test
    void shouldRefuseACompressedFileThatIsCutOffBeforeAnyOfItIsSent() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole)) {
            out.write("time,symbol,price,size\n".getBytes(StandardCharsets.UTF_8));
            out.write(
                    "2025-10-06T06:49:58-04:00,AMD,166.69,100\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        Path ticks = Files.write(folder.resolve("ticks.csv.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 9));

        InProcess refused = InProcess.run("replay", ticks.toString(), "--kafka", "127.0.0.1:1");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .matches("(?s)dealwake: .*ticks.csv.gz:[0-9]{4,5}: text is cut off, expected a whole gzip file\\s*");
    }

    @Test
    void shouldPrintTheTopologyThatIsCheckedIn() throws IOException {
        assertThat(InProcess.run("topology").out().strip())
                .isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt"))
                        .strip());
    }

    @Test
    void shouldGiveNoStackWhenKafkaIsOutOfReach() {
        InProcess unreachable = InProcess.run("topics", "--kafka", "127.0.0.1:1");

        assertThat(unreachable.exitCode()).isEqualTo(4);
        assertThat(unreachable.err()).startsWith("dealwake: ").doesNotContain("\tat ");
    }
}
