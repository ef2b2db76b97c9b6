package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dealwake.app.TestBroker;
import io.dealwake.stream.Topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
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
        TopicAdmin.create(admin, topics, 3, ONE);
        TopicAdmin.create(admin, topics, 5, ONE);
        assertThat(TopicAdmin.check(admin, topics)).isEmpty();
        assertThat(TopicAdmin.partitionsOf(admin, topics.ticks())).isEqualTo(3);
    }

    @Test
    void shouldNameEachTopicWhenItIsMissing() throws Exception {
        Topics topics = new Topics("missing.");
        assertThat(TopicAdmin.check(admin, topics))
                .containsExactlyElementsOf(topics.names().stream()
                        .map(name -> "topic " + name + " is missing, expected it to exist: create it")
                        .toList());
        TopicAdmin.create(admin, topics, 1, ONE);
        admin.deleteTopics(List.of(topics.alerts())).all().get();
        // The broker hears of it a moment after the controller has answered.
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(TopicAdmin.check(admin, topics))
                        .containsExactly("topic missing.alerts is missing, expected it to exist: create it"));
    }

    @Test
    void shouldSayWhatIsAndWhatWasExpectedWhenTheSettingsOfATopicAreOthers() throws Exception {
        Topics topics = new Topics("settings.");
        TopicAdmin.create(admin, topics, 1, ONE);
        set(topics.ticks(), "retention.ms", "604800000");
        set(topics.reactions(), "cleanup.policy", "delete");
        await().untilAsserted(() -> assertThat(TopicAdmin.check(admin, topics))
                .containsExactly(
                        "retention.ms of settings.ticks is 604800000, expected -1: history that is replayed would be"
                                + " deleted, so set it",
                        "cleanup.policy of settings.reactions is delete, expected compact: set it"));
    }

    @Test
    void shouldSayHowManyWhenTicksAndMarksHaveNotAsManyPartitions() throws Exception {
        Topics topics = new Topics("uneven.");
        admin.createTopics(List.of(new NewTopic(topics.marks(), 2, ONE).configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
        TopicAdmin.create(admin, topics, 3, ONE);
        assertThat(TopicAdmin.check(admin, topics))
                .containsExactly(
                        "uneven.ticks has 3 partitions and uneven.marks 2, expected as many in both: create one of them"
                                + " anew");
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
    void shouldSayThatKafkaRefusedWhenATopicIsNotThere() {
        assertThatThrownBy(() -> TopicAdmin.partitionsOf(admin, "no-such-topic"))
                .isInstanceOf(KafkaUnreachable.class)
                .hasMessageStartingWith("Kafka refused: ");
    }

    private static void set(String topic, String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void write(String topic, int partition) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}))
                    .get();
        }
    }
}
