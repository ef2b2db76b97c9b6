package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dealwake.app.TestBroker;
import io.dealwake.stream.Topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One broker for all; each test has a prefix of its own. */
class TopicAdminIT {
    private static final short ONE = 1;

    private static TestBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        admin = broker.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldFindNothingWrongWhenItHasCreatedTheTopicsOnceOrTwice() {
        Topics topics = new Topics("twice.");
        assertThat(TopicAdmin.create(admin, topics, 3, ONE)).containsExactlyElementsOf(topics.names());
        assertThat(TopicAdmin.create(admin, topics, 5, (short) -1)).isEmpty();
        assertThat(TopicCheck.problems(admin, topics, new KafkaTools(broker.bootstrapServers(), false)))
                .isEmpty();
        assertThat(TopicAdmin.partitionsOf(admin, topics.ticks())).isEqualTo(3);
    }

    @Test
    void shouldGiveWhatFollowsTheTapeAsManyPartitionsAsIsThereOfIt() throws Exception {
        Topics topics = new Topics("uneven.");
        admin.createTopics(List.of(new NewTopic(topics.marks(), 2, ONE).configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
        await().until(() -> TopicAdmin.names(admin).contains(topics.marks()));
        List<String> created = TopicAdmin.create(admin, topics, 3, ONE);
        assertThat(created).hasSize(Topic.values().length - 1).doesNotContain(topics.marks());
        assertThat(TopicAdmin.partitionsOf(admin, topics.ticks())).isEqualTo(2);
        assertThat(TopicAdmin.partitionsOf(admin, topics.deals())).isEqualTo(3);
    }

    @Test
    void shouldTellWhatThereIsWhenAskedForRows() throws Exception {
        Topics topics = new Topics("rows.");
        assertThat(TopicAdmin.rows(admin, topics)).isEmpty();
        TopicAdmin.create(admin, topics, 2, ONE);
        write(topics.ticks(), 0);
        write(topics.ticks(), 1);
        List<TopicAdmin.Row> rows = TopicAdmin.rows(admin, topics);
        assertThat(rows).extracting(TopicAdmin.Row::topic).containsExactly(Topic.values());
        assertThat(rows.get(0)).isEqualTo(new TopicAdmin.Row(Topic.TICKS, "rows.ticks", 2, ONE, "-1", 2));
        assertThat(rows.get(1).records()).isZero();
    }

    @Test
    void shouldKeepAnOffsetThatIsKnownWhenItStartsFromTheBeginning() throws Exception {
        Topics topics = new Topics("begin.");
        TopicAdmin.create(admin, topics, 2, ONE);
        write(topics.ticks(), 0);
        TopicPartition known = new TopicPartition(topics.ticks(), 0);
        admin.alterConsumerGroupOffsets("begin", Map.of(known, new OffsetAndMetadata(1)))
                .all()
                .get();
        StartingPoint.set(admin, topics);
        StartingPoint.set(admin, topics);
        assertThat(admin.listConsumerGroupOffsets("begin")
                        .partitionsToOffsetAndMetadata()
                        .get())
                .isEqualTo(Map.of(
                        known,
                        new OffsetAndMetadata(1),
                        new TopicPartition(topics.ticks(), 1),
                        new OffsetAndMetadata(0),
                        new TopicPartition(topics.marks(), 0),
                        new OffsetAndMetadata(0),
                        new TopicPartition(topics.marks(), 1),
                        new OffsetAndMetadata(0)));
    }

    @Test
    void shouldRefuseToBeginAgainWhenTheOffsetsAreGoneAndTheStateIsNot() throws Exception {
        Topics topics = new Topics("forgotten.");
        TopicAdmin.create(admin, topics, 1, ONE);
        String changelog = "forgotten-watch-marks-changelog";
        admin.createTopics(List.of(new NewTopic(changelog, 1, ONE))).all().get();
        StartingPoint.set(admin, topics);
        admin.deleteConsumerGroups(List.of("forgotten")).all().get();
        StartingPoint.set(admin, topics);
        admin.deleteConsumerGroups(List.of("forgotten")).all().get();
        write(changelog, 0);

        assertThatThrownBy(() -> StartingPoint.set(admin, topics))
                .isInstanceOf(StartingPoint.OffsetsGone.class)
                .hasMessageStartingWith(
                        "offsets of group forgotten are gone, expected those that belong to its state in 1"
                                + " topics forgotten-*-changelog");
    }

    @Test
    void shouldHaveCaughtUpOnlyWhenTheLastRecordOfEachInputIsRead() throws Exception {
        Topics topics = new Topics("caught.");
        TopicAdmin.create(admin, topics, 1, ONE);
        assertThat(ProcessorStatus.hasCaughtUp(admin, topics)).isFalse();
        StartingPoint.set(admin, topics);
        assertThat(ProcessorStatus.hasCaughtUp(admin, topics)).isTrue();
        write(topics.ticks(), 0);
        assertThat(ProcessorStatus.hasCaughtUp(admin, topics)).isFalse();
        admin.alterConsumerGroupOffsets(
                        "caught", Map.of(new TopicPartition(topics.ticks(), 0), new OffsetAndMetadata(1)))
                .all()
                .get();
        assertThat(ProcessorStatus.hasCaughtUp(admin, topics)).isTrue();
    }

    @Test
    void shouldNameTheTopicWhenItIsNotThere() {
        assertThatThrownBy(() -> TopicAdmin.partitionsOf(admin, "no-such-topic"))
                .isInstanceOf(MissingTopic.class)
                .hasMessage("topic no-such-topic is missing");
    }

    private static void write(String topic, int partition) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}))
                    .get();
        }
    }
}
