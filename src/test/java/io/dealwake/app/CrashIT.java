package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor that is killed without a warning again and again, at random moments of its start and of its work, while the
 * bundled sample is replayed: in the end it has said what one says that nobody disturbs, once. Each life has a stretch of
 * the tape of its own, so that every kill falls before the tape's end, however slow the machine is. The first life dies with
 * an alert that it has told and not committed: who has read it then ends with the same alerts as who waits for the commit.
 */
class CrashIT {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final int KILLS = Integer.getInteger("kills", 3);

    /** The part of the tape in which the first alert fires. */
    private static final double FIRST_LIFE = 0.3;

    private static final String PREFIX = "crash.";
    private static final int PARTITIONS = 4;
    private static final int STEPS = 60;
    private static final long MILLIS_A_STEP = 50;

    /** One kill in four comes before the processor runs; the others while its stretch is written, or soon after. */
    private static final int STARTS = 4;

    private static final int STARTING_MILLIS = 4000;
    private static final int RUNNING_MILLIS = 3500;

    /** So rarely that whatever it has told by then is not committed. */
    private static final String RARE_COMMITS = "commit.interval.ms=50000\nproducer.transaction.timeout.ms=60000\n";

    private static TestBroker broker;

    @TempDir
    private static Path home;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void startBroker() throws IOException {
        broker = TestBroker.start(Map.of("group.min.session.timeout.ms", "1000"));
        String settings = "session.timeout.ms=3000\nheartbeat.interval.ms=500\n";
        Files.writeString(config(), settings);
        Files.writeString(rareCommits(), settings + RARE_COMMITS);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldSayTheSameOnceHoweverOftenItIsKilled() throws IOException {
        assertThat(InProcess.run(onKafka("topics", "--create", "--partitions", Integer.toString(PARTITIONS)))
                        .exitCode())
                .isZero();
        List<TapeEvent> events = Sample.bundled(1).events();
        int first = (int) (events.size() * FIRST_LIFE);
        List<TapeEvent> rest = events.subList(first, events.size());
        Connection kafka = Connection.to(broker.bootstrapServers());
        StreamSettings settings = StreamSettings.defaults(new Topics(PREFIX), PARTITIONS);
        Tape tape = new Tape(kafka, settings.topics(), PARTITIONS);
        try (Producer<byte[], byte[]> producer = TapeProducer.with(kafka.clientSettings());
                Program reader = Program.start(
                        home, onKafka("alerts", "--follow", "--from-beginning", "--uncommitted", "--json"))) {
            TapeWriter writer = tape.writer(producer, "crash-test");
            events.subList(0, first).forEach(event -> event.writeTo(writer));
            writer.flush();
            tellAndDie(reader);
            for (int life = 0; life < KILLS; life++) {
                liveAndDie(life, stretch(rest, life), writer);
            }
            try (Program run = Program.start(home, run(config()));
                    DemoOutcome outcome = new DemoOutcome(kafka, settings.topics(), () -> {});
                    KafkaWatch watch = KafkaWatch.of(kafka, new PrintWriter(Writer.nullWriter()))) {
                stretch(rest, KILLS).forEach(event -> event.writeTo(writer));
                writer.end(settings.time().lateness());
                run.awaitErr("running: topics " + PREFIX);
                outcome.awaitEnd(OptionalInt.empty(), watch);

                shouldHaveSaidWhatTheDemoSays(outcome);
                shouldHaveBeenReadBeforeTheCommit(outcome.alerts(), reader);
                run.interrupt().awaitEnd(Duration.ofSeconds(30));
                assertThat(run.err()).doesNotContain("Exception", "\tat ");
            }
        }
    }

    /** Dies as soon as an alert has been read that is not committed. */
    private static void tellAndDie(Program reader) {
        try (Program run = Program.start(home, run(rareCommits()))) {
            run.awaitErr("running: topics " + PREFIX);
            reader.awaitOut("\"standing\":\"provisional\"");
            run.kill();
            assertThat(run.err()).doesNotContain("Exception", "\tat ", "rejected");
        }
    }

    private void liveAndDie(int life, List<TapeEvent> stretch, TapeWriter writer) {
        CountDownLatch killed = new CountDownLatch(1);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(stretch, writer, killed));
        boolean starting = random.nextInt(STARTS) == 0;
        Duration delay = Duration.ofMillis(random.nextInt(starting ? STARTING_MILLIS : RUNNING_MILLIS));
        try (Program run = Program.start(home, run(config()))) {
            if (!starting) {
                run.awaitErr("running: topics " + PREFIX);
            }
            assertThat(run.endsWithin(delay)).as(said(life, run)).isFalse();
            run.kill();
            assertThat(run.err()).as(said(life, run)).doesNotContain("Exception", "\tat ", "rejected");
        } finally {
            killed.countDown();
            writing.join();
        }
    }

    private static String said(int life, Program run) {
        return "seed " + SEED + ", life " + life + ": " + run.err();
    }

    /** Step by step, until it makes no difference any more. */
    private static void write(List<TapeEvent> stretch, TapeWriter writer, CountDownLatch killed) {
        try {
            int step = stretch.size() / STEPS + 1;
            for (int from = 0; from < stretch.size(); from += step) {
                stretch.subList(from, Math.min(from + step, stretch.size())).forEach(event -> event.writeTo(writer));
                writer.flush();
                var unused = killed.await(MILLIS_A_STEP, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<TapeEvent> stretch(List<TapeEvent> events, int life) {
        int size = events.size() / (KILLS + 1);
        return events.subList(life * size, life < KILLS ? (life + 1) * size : events.size());
    }

    private static void shouldHaveSaidWhatTheDemoSays(DemoOutcome outcome) {
        String seed = seed();
        assertThat(outcome.rejected()).as(seed).isEmpty();
        assertThat(outcome.alerts())
                .as(seed)
                .extracting(Alert::fingerprint, Alert::sequence)
                .doesNotHaveDuplicates();
        String said = Stream.concat(
                        outcome.reactions().stream()
                                .map(reaction -> JsonLines.of("reactions", Codecs.REACTION, reaction)),
                        outcome.alerts().stream().map(alert -> JsonLines.of("alerts", Codecs.ALERT, alert)))
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(JsonOutput.of(said).comparable())
                .as(seed)
                .isEqualTo(BundledDemo.run().output().comparable());
    }

    /** A reader that keeps what it is told first of a fingerprint and sequence, and ignores repeats. */
    private static void shouldHaveBeenReadBeforeTheCommit(List<Alert> committed, Program reader) {
        List<String> expected = committed.stream()
                .map(alert -> JsonLines.of("alerts", Codecs.ALERT, alert))
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(told(reader, "confirmed")).as(seed()).hasSameSizeAs(expected));
        Map<String, JsonNode> kept = new HashMap<>();
        for (JsonNode alert : JsonOutput.of(reader.out()).objects()) {
            String identity = alert.path("fingerprint").asText() + alert.path("sequence");
            kept.putIfAbsent(identity, alert.<ObjectNode>deepCopy().without("standing"));
        }
        assertThat(kept.values())
                .as(seed())
                .containsExactlyInAnyOrderElementsOf(
                        JsonOutput.of(String.join("\n", expected)).objects());
        assertThat(told(reader, "aborted")).as(seed()).isNotEmpty();
    }

    private static List<String> told(Program reader, String standing) {
        return reader.out()
                .lines()
                .filter(line -> line.contains("\"standing\":\"" + standing + "\""))
                .toList();
    }

    private static String seed() {
        return "seed " + SEED + ", " + KILLS + " kills";
    }

    private static String[] run(Path config) {
        return onKafka("run", "--kafka-config", config.toString());
    }

    private static String[] onKafka(String command, String... arguments) {
        return Stream.concat(
                        Stream.of(command, "--kafka", broker.bootstrapServers(), "--prefix", PREFIX),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    private static Path config() {
        return home.resolve("client.properties");
    }

    private static Path rareCommits() {
        return home.resolve("rare-commits.properties");
    }
}
