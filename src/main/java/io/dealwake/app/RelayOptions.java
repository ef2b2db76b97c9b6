package io.dealwake.app;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which relays run beside a processor. */
final class RelayOptions {
    @Option(
            names = "--sequence",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Write the legs of deals whose producers write nothing but the topic deals (default: yes).")
    private boolean sequence;

    @Option(
            names = "--sequence-backlog",
            paramLabel = "DURATION",
            defaultValue = "P21D",
            description = "How far such a deal may lie behind the end of the tape (default: ${DEFAULT-VALUE}).")
    private Duration backlog;

    @Option(
            names = "--json-topics",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Turn JSON on the topics ticks.json and deals.json into the tape (default: yes).")
    private boolean json;

    @Option(
            names = "--heartbeat",
            description = "Move the tape's time by the wall clock, for producers that send no heartbeats.")
    private boolean heartbeat;

    @Option(
            names = "--heartbeat-delay",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "How far those heartbeats lie behind the wall clock (default: ${DEFAULT-VALUE}).")
    private Duration delay;

    void check(CommandSpec spec) {
        check(spec, "--sequence-backlog", backlog);
        check(spec, "--heartbeat-delay", delay);
    }

    private static void check(CommandSpec spec, String option, Duration value) {
        if (value.isNegative()) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + value + ", expected a duration of zero or more, such as PT1S");
        }
    }

    boolean sequence() {
        return sequence;
    }

    Duration backlog() {
        return backlog;
    }

    boolean json() {
        return json;
    }

    boolean heartbeat() {
        return heartbeat;
    }

    Duration delay() {
        return delay;
    }
}
