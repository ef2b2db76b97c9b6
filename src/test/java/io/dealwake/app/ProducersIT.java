package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Codec;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonMessages;
import io.dealwake.wire.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/producers.md shows: its lines are sent as its console producer sends them. */
class ProducersIT {
    /** A command of the document that sends lines of key and value. */
    private static final Pattern PRODUCE = Pattern.compile("produce (\\S+) <<'END'\n(.*?)END\n", Pattern.DOTALL);

    private record Sent(String topic, List<String[]> lines) {}

    @TempDir
    private Path home;

    @Test
    void shouldReadEveryLineOfTheDocument() throws Exception {
        int lines = 0;
        for (Sent sent : document()) {
            for (String[] line : sent.lines()) {
                read(sent.topic(), line[1].getBytes(StandardCharsets.UTF_8));
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(15);
    }

    private static void read(String topic, byte[] value) throws Unusable {
        if (topic.equals("dealwake.deals.json")) {
            JsonMessages.deal(value);
        } else {
            JsonMessages.tapeRecord(value, 0);
        }
    }

    @Test
    void shouldRaiseTheAlertAndMeasureTheReactionThatTheDocumentNames() throws Exception {
        try (Program up = Program.start(home, "up", "--partitions", "1")) {
            up.awaitErr("Ctrl-C stops it.");
            Connection kafka = Connection.to(
                    Files.readAllLines(home.resolve("state/dealwake/up")).get(0));
            for (Sent sent : document()) {
                send(kafka, sent);
                // A console producer takes seconds to start; a leg is there sooner.
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !sent.topic().contains("deals")
                                || !read(kafka, "dealwake.sequenced", Codecs.ANNOUNCEMENT)
                                        .isEmpty());
            }

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(read(kafka, "dealwake.reactions", Codecs.REACTION))
                            .filteredOn(reaction -> reaction.window().code().equals("[0,0]"))
                            .last()
                            .satisfies(ProducersIT::isTheReaction));
            assertThat(read(kafka, "dealwake.alerts", Codecs.ALERT))
                    .singleElement()
                    .satisfies(ProducersIT::isTheAlert);
            assertThat(read(kafka, "dealwake.rejected", Codecs.REJECTED)).isEmpty();

            up.interrupt().awaitEnd(Duration.ofSeconds(30));
            assertThat(up.exitCode()).isEqualTo(130);
            assertThat(up.err()).doesNotContain("WARN", "Exception", "trying again");
        }
    }

    private static void isTheReaction(Reaction reaction) {
        assertThat(reaction.move())
                .hasValueSatisfying(move -> assertThat(move.rawReturn()).isCloseTo(0.2371, offset(0.00005)));
    }

    private static void isTheAlert(Alert alert) {
        assertThat(alert.rule()).isEqualTo("raw-move");
        assertThat(alert.leg().dealId()).isEqualTo("my-deal");
        assertThat(alert.value()).isCloseTo(0.1818, offset(0.00005));
        assertThat(alert.firedAt()).isEqualTo(Instant.parse("2025-10-06T10:52:00Z"));
    }

    private static List<Sent> document() throws IOException {
        List<Sent> sent = new ArrayList<>();
        Matcher matcher = PRODUCE.matcher(Files.readString(Path.of("docs/producers.md")));
        while (matcher.find()) {
            sent.add(new Sent(
                    matcher.group(1),
                    matcher.group(2).lines().map(line -> line.split("\\|", 2)).toList()));
        }
        assertThat(sent).hasSize(3);
        return sent;
    }

    private static void send(Connection kafka, Sent sent) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.copyOf(kafka.clientSettings()), new StringSerializer(), new StringSerializer())) {
            for (String[] line : sent.lines()) {
                var unused = producer.send(new ProducerRecord<>(sent.topic(), line[0], line[1]));
            }
        }
    }

    private static <T> List<T> read(Connection kafka, String topic, Codec<T> codec) {
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic, codec, true)) {
            return reader.readToEnd();
        }
    }
}
