package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.deal.Announcement;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What announce writes, one run after the other. */
class AnnounceCommandIT {
    private static TestBroker broker;

    @TempDir
    private Path folder;

    private String prefix;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopics(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        InProcess made = onKafka("topics", "--create", "--partitions", "2");
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    @Test
    void shouldWriteOneSetOfLegsWhenADealIsToldAgain() {
        assertThat(sent(deal("filing", 7, "AMD", "NVDA", "sameAs: news")))
                .contains("sent filing as news: AMD (supplier)");
        assertThat(sent(deal("news", 6, "AMD", "AMD", ""))).contains("sent news: AMD (supplier), NVDA (supplier)");
        assertThat(sent(deal("wire", 8, "NVDA", "NVDA", "sameAs: filing")))
                .contains("sent wire as news: no leg changes");

        assertThat(legs())
                .containsExactly(
                        "news AMD filing 07:00:00Z",
                        "news AMD news 07:00:00.000001Z",
                        "news NVDA filing 07:00:00Z",
                        "news NVDA news 07:00:00.000001Z");
        assertThat(announced("deals")).containsExactlyInAnyOrder("filing", "news", "wire");
    }

    @Test
    void shouldWithdrawAllLegsOfARetractedDeal() {
        sent(deal("news", 6, "AMD", "NVDA", ""));

        assertThat(sent(deal("news", 7, "AMD", "NVDA", "retracted: true")))
                .contains("sent news: AMD withdrawn, NVDA withdrawn");

        assertThat(legs())
                .containsExactly(
                        "news AMD news 06:00:00Z",
                        "news AMD news 07:00:00Z withdrawn",
                        "news NVDA news 06:00:00Z",
                        "news NVDA news 07:00:00Z withdrawn");
    }

    @Test
    void shouldSendNothingWhenADealClosesACircleWithOneThatIsKnown() {
        sent(deal("a", 6, "AMD", "AMD", "sameAs: b"));

        InProcess refused = announce(deal("c", 7, "AMD", "AMD", "") + deal("b", 8, "AMD", "AMD", "sameAs: a"));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(refused.err().replaceAll("\\s+", " "))
                .contains("sameAs is a, expected a deal that does not lead back: b is the same as a is the same as b");
        assertThat(announced("deals")).containsExactly("a");
        assertThat(legs()).hasSize(1);
    }

    private static String deal(String id, int hour, String symbol, String other, String more) {
        String rest = other.equals(symbol) ? "" : ", {entity: %s, symbol: %s, role: supplier}".formatted(other, other);
        return """
                - id: %s
                  announcedAt: 2025-10-06T06:00:00Z
                  observedAt: 2025-10-06T%02d:00:00Z
                  headline: %s
                  parties: [{entity: %s, symbol: %s, role: supplier}%s]
                  %s
                """.formatted(id, hour, id, symbol, symbol, rest, more);
    }

    private String sent(String deals) {
        InProcess ended = announce(deals);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.err();
    }

    private InProcess announce(String deals) {
        try {
            return onKafka(
                    "announce",
                    Files.writeString(folder.resolve("deals.yaml"), deals).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InProcess onKafka(String command, String... arguments) {
        String[] line = new String[arguments.length + 5];
        List<String> on = List.of(command, "--kafka", broker.bootstrapServers(), "--prefix", prefix);
        System.arraycopy(on.toArray(String[]::new), 0, line, 0, 5);
        System.arraycopy(arguments, 0, line, 5, arguments.length);
        return InProcess.run(line);
    }

    private List<String> announced(String topic) {
        try (TopicReader<Announcement> reader = new TopicReader<>(
                Connection.to(broker.bootstrapServers()), prefix + topic, Codecs.ANNOUNCEMENT, true)) {
            return reader.readToEnd().stream().map(Announcement::id).toList();
        }
    }

    /** The legs of the tape in words, by symbol and version. */
    private List<String> legs() {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(prefix + "ticks", 0), new TopicPartition(prefix + "ticks", 1));
            consumer.assign(partitions);
            List<Leg> legs = new ArrayList<>();
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> legs.add(leg(record.value())));
            }
            return legs.stream()
                    .sorted(Comparator.comparing(Leg::id).thenComparing(Leg::version))
                    .map(leg -> leg.id().dealId() + " " + leg.id().symbol() + " " + leg.headline() + " "
                            + leg.observedAt().toString().substring(11) + (leg.withdrawn() ? " withdrawn" : ""))
                    .toList();
        }
    }

    private static Leg leg(byte[] value) {
        try {
            return ((TapeRecord.OneLeg) TapeRecord.read(value)).leg();
        } catch (Unusable e) {
            throw new AssertionError(e);
        }
    }
}
