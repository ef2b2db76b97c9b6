package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.dealwake.app.TestBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One broker for all; each test has a prefix of its own. */
class TopicCheckIT {
    private static final short ONE = 1;
    private static final KafkaTools TOOLS = new KafkaTools("k:1", false);

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
    void shouldNameEachTopicAndTheCommandWhenTheyAreMissing() throws Exception {
        Topics topics = new Topics("missing.");
        String command = "create what is missing: ./dealwake topics --create --kafka k:1 --prefix missing.";
        assertThat(problems(topics))
                .containsExactly(new Problem(
                        Problem.Kind.TOPIC, "missing topics: " + String.join(", ", topics.names()), command));
        TopicAdmin.create(admin, topics, 1, ONE);
        admin.deleteTopics(List.of(topics.alerts())).all().get();
        // The broker hears of it a moment after the controller has answered.
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(problems(topics))
                        .containsExactly(new Problem(Problem.Kind.TOPIC, "missing topic: missing.alerts", command)));
    }

    @ParameterizedTest
    @CsvSource({
        "ticks, retention.ms, 604800000, RETENTION, -1: history that is replayed would be deleted",
        "reactions, cleanup.policy, delete, SETTING, compact",
        "deals, message.timestamp.type, LogAppendTime, RETENTION, CreateTime: the times of records are those of events",
        "marks, message.timestamp.before.max.ms, 1000, RETENTION, 9223372036854775807: history that is replayed would be"
                + " refused",
        "alerts, message.timestamp.after.max.ms, 1000, RETENTION, 9223372036854775807: what is known ahead of its time"
                + " would be refused",
        "rejected, max.message.bytes, 1048588, SETTING, 4194304: a rejected record holds another one whole"
    })
    void shouldSayWhatIsAndWhatWasExpectedAndTheCommandWhenASettingIsAnother(
            String topic, String setting, String is, Problem.Kind kind, String expected) throws Exception {
        Topics topics = new Topics("settings-" + topic + ".");
        TopicAdmin.create(admin, topics, 1, ONE);
        String name = topics.prefix() + topic;
        set(name, setting, is);
        String value = expected.replaceFirst(":.*", "");
        await().untilAsserted(() -> assertThat(problems(topics))
                .containsExactly(new Problem(
                        kind,
                        setting + " of topic " + name + " is " + is + ", expected " + expected,
                        "set it: kafka-configs.sh --bootstrap-server k:1 \\\n    --alter --entity-type topics"
                                + " --entity-name " + name + " \\\n    --add-config " + setting + "=" + value)));
    }

    @Test
    void shouldFindNothingWrongWithLargerRejectedRecords() throws Exception {
        Topics topics = new Topics("larger.");
        TopicAdmin.create(admin, topics, 1, ONE);
        set(topics.rejected(), "max.message.bytes", "8388608");
        set(topics.alerts(), "retention.ms", "1");
        // The later change is seen, so the earlier one is too.
        await().untilAsserted(() ->
                assertThat(problems(topics)).extracting(Problem::kind).containsExactly(Problem.Kind.RETENTION));
    }

    @Test
    void shouldSayHowManyWhenWhatFollowsTheTapeHasNotAsManyPartitions() throws Exception {
        Topics topics = new Topics("uneven.");
        TopicAdmin.create(admin, topics, 2, ONE);
        admin.createPartitions(Map.of(topics.ticks(), NewPartitions.increaseTo(3)))
                .all()
                .get();
        await().untilAsserted(() -> assertThat(problems(topics))
                .extracting(Problem::finding)
                .containsExactly(
                        "topic uneven.ticks.json has 2 partitions, expected 3: as many as the others of uneven.ticks,"
                                + " uneven.ticks.json, uneven.marks",
                        "topic uneven.marks has 2 partitions, expected 3: as many as the others of uneven.ticks,"
                                + " uneven.ticks.json, uneven.marks"));
    }

    @Test
    void shouldNameTheChangelogWhenItExpiresOrHasNotAsManyPartitionsAsTheTape() throws Exception {
        Topics topics = new Topics("kept.");
        TopicAdmin.create(admin, topics, 2, ONE);
        admin.createTopics(List.of(
                        new NewTopic("kept-good-changelog", 2, ONE).configs(TopicAdmin.changelogConfig()),
                        new NewTopic("kept-short-changelog", 2, ONE).configs(changed("retention.ms", "1000")),
                        new NewTopic("kept-uneven-changelog", 1, ONE).configs(TopicAdmin.changelogConfig())))
                .all()
                .get();
        await().untilAsserted(() -> assertThat(problems(topics))
                .extracting(Problem::kind, Problem::finding)
                .containsExactly(
                        tuple(
                                Problem.Kind.CHANGELOG,
                                "retention.ms of topic kept-short-changelog is 1000, expected -1: history that is replayed"
                                        + " would be deleted"),
                        tuple(
                                Problem.Kind.CHANGELOG,
                                "topic kept-uneven-changelog has 1 partitions, expected 2: as many as kept.ticks")));
    }

    private static Map<String, String> changed(String setting, String value) {
        Map<String, String> config = new HashMap<>(TopicAdmin.changelogConfig());
        config.put(setting, value);
        return config;
    }

    private static List<Problem> problems(Topics topics) {
        return TopicCheck.problems(admin, topics, TOOLS);
    }

    private static void set(String topic, String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
