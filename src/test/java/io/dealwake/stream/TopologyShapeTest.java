package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Codecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyShapeTest {
    private static final StreamSettings SETTINGS = StagesRun.settings(1);

    /** Names are persistent data: when this test fails, a migration is due. */
    @Test
    void shouldHaveTheShapeThatIsCheckedIn() throws IOException {
        assertThat(new DealwakeTopology(SETTINGS).build().describe().toString())
                .isEqualToNormalizingNewlines(resource("/topology.txt"));
    }

    @Test
    void shouldKeepTheNamesOfStores() {
        assertThat(stores().map(StoreBuilder::name))
                .containsExactly("watch-commit", "watch-tables", "measure-commit", "measure-tables");
    }

    /** The first byte of each key. */
    @Test
    void shouldKeepTheNumbersOfTables() {
        assertThat(Stream.of(TableName.values())
                        .map(table -> table.store() + " " + table.number() + " " + table.code()))
                .containsExactly(
                        "watch-tables 1 watch-clock",
                        "watch-tables 2 watch-securities",
                        "watch-tables 3 watch-benchmarks",
                        "watch-tables 4 watch-states",
                        "watch-tables 5 watch-pending",
                        "watch-tables 6 watch-corrections",
                        "watch-tables 16 watch-open-minutes",
                        "watch-tables 15 watch-trades",
                        "watch-tables 10 watch-marks",
                        "watch-tables 11 watch-revisions",
                        "watch-tables 12 watch-lapses",
                        "watch-tables 13 watch-closes",
                        "watch-tables 14 watch-legs",
                        "measure-tables 1 measure-clocks",
                        "measure-tables 2 measure-securities",
                        "measure-tables 3 measure-states",
                        "measure-tables 4 measure-pending",
                        "measure-tables 5 measure-marks",
                        "measure-tables 6 measure-revisions",
                        "measure-tables 7 measure-lapses",
                        "measure-tables 8 measure-closes",
                        "measure-tables 9 measure-deals",
                        "measure-tables 10 measure-legs",
                        "measure-tables 11 measure-alerts");
    }

    @Test
    void shouldKeepChangelogsForeverByTheWallClock() {
        assertThat(stores().filter(store -> !store.name().endsWith("-commit"))).allSatisfy(store -> {
            assertThat(store.loggingEnabled()).as(store.name()).isTrue();
            assertThat(store.logConfig()).as(store.name()).containsEntry("retention.ms", "-1");
        });
    }

    @Test
    void shouldRefuseAnOperatorWithoutAName() {
        StreamsBuilder builder = NamedOnly.builder();
        read(builder).mapValues(value -> value).to("out", Produced.<byte[], byte[]>as("write-out"));

        assertThatThrownBy(() -> NamedOnly.checked(builder.build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("operators without a name of their own: [KSTREAM-MAPVALUES-");
    }

    @Test
    void shouldAcceptOperatorsWithNames() {
        StreamsBuilder builder = NamedOnly.builder();
        read(builder).mapValues(value -> value, Named.as("copy")).to("out", Produced.<byte[], byte[]>as("write-out"));

        assertThat(NamedOnly.checked(builder.build()).describe().subtopologies())
                .hasSize(1);
    }

    @Test
    void shouldRefuseAStoreAndARepartitionWithoutAName() {
        StreamsBuilder builder = NamedOnly.builder();
        read(builder)
                .groupBy((key, value) -> value, Grouped.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .count();

        assertThatThrownBy(builder::build).isInstanceOf(TopologyException.class);
    }

    @Test
    void shouldGiveTheResultsOfTheStagesWhenRunAsAWhole(@TempDir Path state) {
        List<Reaction> reactions = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        Topics topics = SETTINGS.topics();
        try (TopologyTestDriver driver = new TopologyTestDriver(new DealwakeTopology(SETTINGS).build(), config)) {
            TestInputTopic<byte[], byte[]> ticks =
                    driver.createInputTopic(topics.ticks(), new ByteArraySerializer(), new ByteArraySerializer());
            for (ProducerRecord<byte[], byte[]> record : StagesRun.write(AmdCase.events(), 1)) {
                ticks.pipeInput(new TestRecord<>(record.key(), record.value(), null, record.timestamp()));
            }
            out(driver, topics.reactions())
                    .readValuesToList()
                    .forEach(value -> reactions.add(Codecs.REACTION.decode(value)));
            out(driver, topics.alerts()).readValuesToList().forEach(value -> alerts.add(Codecs.ALERT.decode(value)));
            assertThat(out(driver, topics.rejected()).isEmpty()).isTrue();
        }

        StagesRun stages = new StagesRun(1, 1, 0).run(AmdCase.events());
        assertThat(finals(reactions)).isEqualTo(stages.finals());
        assertThat(AmdCaseTest.sorted(alerts)).isEqualTo(AmdCaseTest.sorted(stages.alerts));
    }

    private static Map<String, Reaction> finals(List<Reaction> reactions) {
        Map<String, Reaction> finals = new TreeMap<>();
        for (Reaction reaction : reactions) {
            finals.put(
                    String.join(
                            "/",
                            reaction.leg().dealId(),
                            reaction.leg().symbol(),
                            reaction.window().code()),
                    reaction);
        }
        return new LinkedHashMap<>(finals);
    }

    private static TestOutputTopic<byte[], byte[]> out(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KStream<byte[], byte[]> read(StreamsBuilder builder) {
        return builder.stream(
                "in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("read-in"));
    }

    private static Stream<StoreBuilder<?>> stores() {
        return Stream.concat(new WatchStage(SETTINGS).stores().stream(), new MeasureStage(SETTINGS).stores().stream());
    }

    private static String resource(String name) throws IOException {
        try (var in = TopologyShapeTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
