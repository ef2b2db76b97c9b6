package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The alerts. */
@Command(
        name = "alerts",
        description = "Prints alerts: those that are there, or with --follow those that come. Times are UTC.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dealwake alerts",
            "  ./dealwake alerts --follow --from-beginning --json",
            "  ./dealwake alerts --follow --uncommitted"
        })
final class AlertsCommand implements Callable<Integer> {
    private static final String TOPIC = "alerts";

    private static final Comparator<Alert> IN_ORDER = Comparator.comparing(Alert::firedAt)
            .thenComparing(Alert::fingerprint)
            .thenComparing(Alert::sequence);

    @Mixin
    private FollowOptions how = new FollowOptions();

    @Option(
            names = "--uncommitted",
            description = "Print each alert before its transaction is committed, as provisional, and again when it is"
                    + " confirmed. One whose transaction was aborted, as by a crash, is told again: a repeat has the"
                    + " same fingerprint and sequence.")
    private boolean uncommitted;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String topic = kafka.topics().alerts();
        if (uncommitted) {
            how.read(
                    kafka,
                    (connection, fromBeginning) ->
                            new ProvisionalReader<>(connection, topic, Codecs.ALERT, fromBeginning),
                    spec,
                    all -> all.stream()
                            .sorted(Comparator.comparing(Provisional::value, IN_ORDER))
                            .forEach(one -> print(one, out)),
                    one -> print(one, out));
        } else {
            how.read(
                    kafka,
                    (connection, fromBeginning) -> new TopicReader<>(connection, topic, Codecs.ALERT, fromBeginning),
                    spec,
                    all -> printAll(all, out),
                    one -> print(one, out));
        }
        return ExitCode.DONE;
    }

    private void printAll(List<Alert> alerts, PrintWriter out) {
        List<Alert> sorted = alerts.stream().sorted(IN_ORDER).toList();
        if (how.json()) {
            sorted.forEach(alert -> print(alert, out));
        } else {
            out.println(sorted.isEmpty() ? "no alerts" : Tables.alerts(sorted, ZoneOffset.UTC));
        }
    }

    private void print(Alert alert, PrintWriter out) {
        out.println(how.json() ? JsonLines.of(TOPIC, Codecs.ALERT, alert) : line(alert));
        out.flush();
    }

    private void print(Provisional<Alert> one, PrintWriter out) {
        String standing = one.standing().code();
        out.println(
                how.json()
                        ? JsonLines.of(TOPIC, Codecs.ALERT, one.value(), Map.of("standing", standing))
                        : String.format("%-11s  %s", standing, line(one.value())));
        out.flush();
    }

    private static String line(Alert alert) {
        return String.join(
                "  ",
                Numbers.utc(alert.firedAt()),
                alert.status().code(),
                alert.severity().code(),
                alert.rule(),
                alert.leg().symbol(),
                alert.window(),
                Tables.value(alert, alert.value()),
                alert.headline());
    }
}
