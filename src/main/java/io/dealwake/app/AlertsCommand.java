package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The alerts. */
@Command(
        name = "alerts",
        description = "Prints alerts: those that are there, or with --follow those that come. Times are UTC.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dealwake alerts", "  ./dealwake alerts --follow --from-beginning --json"})
final class AlertsCommand implements Callable<Integer> {
    @Mixin
    private FollowOptions how = new FollowOptions();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        how.read(kafka, kafka.topics().alerts(), Codecs.ALERT, spec, all -> printAll(all, out), one -> print(one, out));
        return ExitCode.DONE;
    }

    private void printAll(List<Alert> alerts, PrintWriter out) {
        List<Alert> sorted = alerts.stream()
                .sorted(Comparator.comparing(Alert::firedAt)
                        .thenComparing(Alert::fingerprint)
                        .thenComparing(Alert::sequence))
                .toList();
        if (how.json()) {
            sorted.forEach(alert -> print(alert, out));
        } else {
            out.println(sorted.isEmpty() ? "no alerts" : Tables.alerts(sorted, ZoneOffset.UTC));
        }
    }

    private void print(Alert alert, PrintWriter out) {
        out.println(
                how.json()
                        ? JsonLines.of("alerts", Codecs.ALERT, alert)
                        : String.join(
                                "  ",
                                Numbers.utc(alert.firedAt()),
                                alert.status().code(),
                                alert.severity().code(),
                                alert.rule(),
                                alert.leg().symbol(),
                                alert.window(),
                                Tables.value(alert, alert.value()),
                                alert.headline()));
        out.flush();
    }
}
