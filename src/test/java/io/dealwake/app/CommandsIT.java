package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A user's terminals: up in one, the other commands beside it, then Ctrl-C. In order, since they share the running up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {
    @TempDir
    private static Path home;

    private static Beside beside;
    private static Program up;
    private static Program follower;

    @BeforeAll
    static void start() throws IOException {
        AmdFiles.writeTo(home);
        beside = new Beside(home);
        up = Program.start(home, "up");
        up.awaitErr("Ctrl-C stops it.");
        follower = Program.start(home, "alerts", "--follow", "--from-beginning");
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    @AfterAll
    static void stop() {
        follower.close();
        up.close();
    }

    @Test
    @Order(1)
    void shouldMeasureADealOfOnesOwn() {
        succeed("load", "securities.yaml", "closes.csv");
        succeed("announce", "deal.yaml");
        succeed("replay", "ticks.csv");

        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        beside.succeed("reactions", "--json").contains("\"window\":\"[0,0]\",\"status\":\"FINAL\""));
        assertThat(beside.succeed("reactions", "--json").lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"window\":\"PT30M\"", "\"basePrice\":166.69", "\"rawReturn\":0.18183454316395697"));
        assertThat(beside.succeed("alerts", "--json").lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"rule\":\"raw-move\"",
                                "\"basePrice\":166.69",
                                "\"firedAt\":\"2025-10-06T10:52:00Z\""))
                .allSatisfy(line -> assertThat(line).startsWith("{\"topic\":\"alerts\","));
        assertThat(beside.succeed("alerts", "--uncommitted").lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("confirmed    2025-10-0"));
        assertThat(succeed("reactions")).contains("AMD     [0,0]", "+23.71%", "+22.90%");
        assertThat(succeed("alerts")).contains("raw-move", "significance");
        follower.awaitOut("AMD moved 5% or more since the announcement: A deal of mine");
    }

    @Test
    @Order(2)
    void shouldTellOfARecordThatCannotBeUsedAndGoOn() {
        up.awaitErr("rejected (unknown-symbol)");
        String kafka = beside.kafka();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(
                    new ProducerRecord<>("dealwake.ticks", 0, null, "not avro".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }

        up.awaitErr("rejected (unreadable), dealwake.ticks partition 0");
        assertThat(up.isAlive()).isTrue();
        try (TopicReader<Rejected> reader =
                new TopicReader<>(Connection.to(kafka), "dealwake.rejected", Codecs.REJECTED, true)) {
            assertThat(reader.readToEnd()).extracting(Rejected::reason).contains("unknown-symbol", "unreadable");
        }
    }

    @Test
    @Order(3)
    void shouldDoNoHarmWhenFilesAreLoadedAgain() {
        beside.succeed("load", beside.file("securities.yaml"), beside.file("closes.csv"));
        beside.succeed("announce", beside.file("deal.yaml"));

        assertThat(beside.succeed("alerts", "--json").lines()).doesNotHaveDuplicates();
        assertThat(up.err()).doesNotContain("duplicate-close");
    }

    @Test
    @Order(4)
    void shouldListTopicsWithoutAProblem() {
        assertThat(beside.succeed("topics"))
                .contains("dealwake.ticks", "dealwake.reactions", "dealwake.alerts")
                .satisfies(CommandsIT::fitTheTerminal);
    }

    @Test
    @Order(5)
    void shouldRefuseAnAmendmentThatIsNotLater() throws IOException {
        write(
                "amended.yaml",
                Files.readString(home.resolve("deal.yaml")).replace("A deal of mine", "Another headline"));

        InProcess refused = beside.run("announce", beside.file("amended.yaml"));

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err().replace('\n', ' ')).contains("give it a later observedAt");
    }

    @Test
    @Order(6)
    void shouldRefuseASecondUpWhileOneRuns() {
        Program second = Program.run(home, "up");

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.err()).startsWith("dealwake: another ./dealwake up runs on this machine");
    }

    @Test
    @Order(7)
    void shouldStopCleanlyWhenInterrupted() throws IOException {
        up.interrupt().awaitEnd(Duration.ofSeconds(20));

        assertThat(up.exitCode()).isEqualTo(130);
        assertThat(up.err()).contains("stopping ...").doesNotContain("Exception", "\tat ");
        assertThat(up.out()).isEmpty();
        assertThat(home.resolve("state/dealwake/up")).doesNotExist();
        assertThat(Program.leftIn(home)).isEmpty();
        follower.awaitEnd(Duration.ofSeconds(40));
        assertThat(follower.exitCode()).isEqualTo(4);
        assertThat(follower.err()).contains("does not answer", "has ended");
    }

    @Test
    @Order(8)
    void shouldSayThatNothingRunsWhenNothingRuns() {
        Program alone = Program.run(home, "alerts");

        assertThat(alone.exitCode()).isEqualTo(4);
        assertThat(alone.err()).startsWith("dealwake: no running Dealwake on this machine");
    }

    private static String succeed(String... arguments) {
        Program program = Program.run(home, arguments);
        assertThat(program.exitCode())
                .as(String.join(" ", arguments) + "\n" + program.err())
                .isZero();
        return program.out();
    }

    private static void fitTheTerminal(String text) {
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
