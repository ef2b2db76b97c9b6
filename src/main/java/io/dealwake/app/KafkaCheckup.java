package io.dealwake.app;

import io.dealwake.stream.AclCheck;
import io.dealwake.stream.BrokerRelease;
import io.dealwake.stream.Permission;
import io.dealwake.stream.Problem;
import io.dealwake.stream.ProcessorGroup;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.TopicCheck;
import io.dealwake.stream.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a Kafka is fit for a processor, and whether one works on it. */
final class KafkaCheckup {
    /** Clocks of machines that ask for the time differ by milliseconds; by so much, one of them does not ask. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private static final String TOPICS = "topics";

    private static final Map<Problem.Kind, String> NAMES = Map.of(
            Problem.Kind.TOPIC, TOPICS,
            Problem.Kind.PARTITIONS, "partitions",
            Problem.Kind.RETENTION, "retention",
            Problem.Kind.SETTING, "settings",
            Problem.Kind.CHANGELOG, "changelogs");

    private final Connection kafka;
    private final Topics topics;

    KafkaCheckup(Connection kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** What a health check needs; ends the command when Kafka is out of reach. */
    List<Finding> quick() {
        return List.of(reached(), namedTopics(), checked("processor", this::member));
    }

    /** Everything; ends the command when Kafka is out of reach. */
    List<Finding> whole() {
        List<Finding> findings = new ArrayList<>();
        findings.add(reached());
        findings.add(checked("release", this::release));
        findings.add(checked("acls", this::permissions));
        findings.addAll(contract());
        // Without them nothing can run, and the questions would only wait for what is not there.
        if (findings.stream()
                .noneMatch(finding -> finding.failed() && finding.name().equals(TOPICS))) {
            findings.add(checked("processor", this::processor));
            findings.add(checked("commits", this::transactions));
            if (!findings.get(findings.size() - 1).failed()) {
                findings.add(checked("clock", this::clock));
            }
        }
        return findings;
    }

    private Finding reached() {
        Instant begin = Instant.now();
        String cluster = kafka.ask(admin -> TopicAdmin.clusterId(admin));
        long millis = Duration.between(begin, Instant.now()).toMillis();
        return Finding.ok("kafka", kafka + " answered in " + millis + " ms, cluster " + cluster);
    }

    /** A check that Kafka refuses has failed too, and the others go on. */
    private static Finding checked(String name, Supplier<Finding> check) {
        try {
            return check.get();
        } catch (Failure e) {
            return Finding.fail(name, "could not be checked", e.getMessage());
        }
    }

    private Finding release() {
        BrokerRelease release = kafka.ask(BrokerRelease::of);
        return release.sufficient()
                ? Finding.ok("release", "brokers are of " + release.name())
                : Finding.fail(
                        "release",
                        "brokers are of " + release.name() + ", expected " + BrokerRelease.NEEDED + " or newer",
                        "bring them up to it");
    }

    private Finding permissions() {
        if (kafka.ask(AclCheck::mayDoEverything)) {
            return Finding.ok("acls", "this client may do everything");
        }
        List<Permission> missing = new Readiness(kafka, topics).missing();
        return missing.isEmpty()
                ? Finding.ok("acls", "this client may do what the processor must")
                : Finding.fail("acls", missing.size() + " missing", Diagnosis.missing(missing, kafka));
    }

    private Finding namedTopics() {
        return checked(TOPICS, () -> {
            Set<String> names = kafka.ask(TopicAdmin::names);
            List<String> missing = topics.names().stream()
                    .filter(name -> !names.contains(name))
                    .toList();
            return missing.isEmpty()
                    ? Finding.ok(TOPICS, "all are there")
                    : Finding.fail(
                            TOPICS,
                            "missing: " + String.join(", ", missing),
                            "create them: " + kafka.tools().createTopics(topics));
        });
    }

    private List<Finding> contract() {
        List<Problem> problems;
        try {
            problems = kafka.ask(admin -> TopicCheck.problems(admin, topics, kafka.tools()));
        } catch (Failure e) {
            return List.of(Finding.fail(TOPICS, "could not be checked", e.getMessage()));
        }
        List<Finding> findings = new ArrayList<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            List<Problem> ofKind =
                    problems.stream().filter(problem -> problem.kind() == kind).toList();
            ofKind.forEach(problem -> findings.add(Finding.fail(NAMES.get(kind), problem.finding(), problem.remedy())));
            if (ofKind.isEmpty()) {
                boolean seen = problems.stream().noneMatch(problem -> problem.kind() == Problem.Kind.TOPIC);
                findings.add(Finding.ok(
                        NAMES.get(kind), seen ? "as they should be" : "nothing wrong in those that are there"));
            }
        }
        return findings;
    }

    private Finding member() {
        int members = kafka.ask(admin -> ProcessorGroup.membersOf(admin, topics.applicationId()));
        return members == 0 ? nobody(Finding.Level.FAIL) : Finding.ok("processor", threads(members));
    }

    private Finding processor() {
        ProcessorGroup group = kafka.ask(admin -> ProcessorGroup.of(admin, topics));
        return group.members() == 0
                ? nobody(Finding.Level.WARN)
                : Finding.ok(
                        "processor",
                        threads(group.members()) + ", " + group.behind() + " records of the tape not yet processed");
    }

    private Finding nobody(Finding.Level level) {
        return new Finding(
                level,
                "processor",
                "none runs: the group " + topics.applicationId() + " has no member",
                Optional.of("start one: ./dealwake run --kafka " + kafka));
    }

    private String threads(int members) {
        return "runs: " + members + " " + (members == 1 ? "thread" : "threads") + " in the group "
                + topics.applicationId();
    }

    private Finding transactions() {
        Transactions.check(kafka, topics);
        return Finding.ok("commits", "Kafka serves transactions");
    }

    private Finding clock() {
        return BrokerClock.ahead(kafka, topics)
                .map(KafkaCheckup::clock)
                .orElseGet(() -> Finding.ok(
                        "clock",
                        "not compared: this client may not begin a transaction " + topics.applicationId() + "-doctor"
                                + " with the group of that name"));
    }

    static Finding clock(Duration ahead) {
        String text = String.format(
                Locale.ROOT,
                "Kafka's is %.3f s %s this machine's",
                ahead.abs().toMillis() / 1000.0,
                ahead.isNegative() ? "behind" : "ahead of");
        return ahead.abs().compareTo(CLOCKS_APART) > 0
                ? Finding.warn(
                        "clock",
                        text,
                        "let both ask a server of time (NTP): heartbeats that run --heartbeat writes are stamped by this"
                                + " machine's clock")
                : Finding.ok("clock", text);
    }
}
