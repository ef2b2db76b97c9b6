package io.dealwake.app;

import io.dealwake.stream.AclCheck;
import io.dealwake.stream.BrokerRelease;
import io.dealwake.stream.Permission;
import io.dealwake.stream.Problem;
import io.dealwake.stream.Role;
import io.dealwake.stream.TopicCheck;
import io.dealwake.stream.Topics;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a processor can run on a Kafka: what it finds wrong ends the command, with what to do about it. */
record Readiness(Connection kafka, Topics topics) {
    /** Checks Kafka's release, what this client may do, and the topics. */
    void check() {
        BrokerRelease release = kafka.ask(BrokerRelease::of);
        if (!release.sufficient()) {
            throw Failure.data(kafka.place() + " is of a release " + release.name() + ", expected "
                    + BrokerRelease.NEEDED + " or newer: bring the brokers up to it");
        }
        checkPermissions();
        Transactions.check(kafka, topics);
        List<Problem> problems = kafka.ask(admin -> TopicCheck.problems(admin, topics, kafka.tools()));
        if (!problems.isEmpty()) {
            throw Failure.data(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /** Checks what this client may do. */
    void checkPermissions() {
        List<Permission> missing = missing();
        if (!missing.isEmpty()) {
            throw Failure.data(Diagnosis.missing(missing, kafka));
        }
    }

    /** What the processor needs and may not do. */
    List<Permission> missing() {
        return kafka.ask(admin -> AclCheck.missing(admin, kafka.clientSettings(), Role.PROCESSOR, topics));
    }
}
