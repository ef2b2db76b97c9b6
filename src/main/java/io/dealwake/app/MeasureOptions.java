package io.dealwake.app;

import io.dealwake.alert.Rules;
import io.dealwake.market.Hours;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.UnknownCondition;
import io.dealwake.market.Window;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.MissingReturns;
import io.dealwake.reaction.ReturnSettings;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import io.dealwake.study.ModelKind;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How a processor measures; each default is that of a fresh installation. */
final class MeasureOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "market",
            description = "Expected-return model: market or benchmark-adjusted (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--window",
            paramLabel = "CODE",
            split = " ",
            description = "A window to measure, such as [0,+2], PT30M, since or announcement-close; may be repeated, or"
                    + " several with blanks between (default: [0,0] [0,+2] [-1,+1] PT30M since announcement-close).")
    private List<String> windows = List.of();

    @Option(
            names = "--hours",
            paramLabel = "NAME",
            defaultValue = "extended",
            description =
                    "Hours that PT windows count, and in which prints of condition T set prices: regular or extended"
                            + " (default: ${DEFAULT-VALUE}).")
    private String hours;

    @Option(
            names = "--estimation-sessions",
            paramLabel = "N",
            defaultValue = "120",
            description = "Sessions that a model learns from (default: ${DEFAULT-VALUE}).")
    private int estimationSessions;

    @Option(
            names = "--estimation-last",
            paramLabel = "N",
            defaultValue = "-11",
            description = "The last of them, counted from the event day (default: ${DEFAULT-VALUE}).")
    private int estimationLast;

    @Option(
            names = "--minimum-returns",
            paramLabel = "N",
            defaultValue = "60",
            description = "With fewer daily returns than this there is no model (default: ${DEFAULT-VALUE}).")
    private int minimumReturns;

    @Option(
            names = "--stale-after",
            paramLabel = "DURATION",
            defaultValue = "PT30M",
            description = "Regular trading time after which a base is too old (default: ${DEFAULT-VALUE}).")
    private Duration staleAfter;

    @Option(
            names = "--leg-sessions",
            paramLabel = "N",
            defaultValue = "10",
            description = "Sessions after its event day at whose end a leg ends (default: ${DEFAULT-VALUE}).")
    private int legSessions;

    @Option(
            names = "--returns",
            paramLabel = "KIND",
            defaultValue = "price",
            description = "price, or total: with cash dividends (default: ${DEFAULT-VALUE}).")
    private String returns;

    @Option(
            names = "--missing-returns",
            paramLabel = "POLICY",
            defaultValue = "trade-to-trade",
            description = {
                "What a session lacking a close does: trade-to-trade (the next return reaches back), or drop (neither it"
                        + " nor the next has one) (default: ${DEFAULT-VALUE})."
            })
    private String missingReturns;

    @Option(
            names = "--leave-out-confounded",
            description = "Leave the days of other deals and dated items of the company out of the estimation window.")
    private boolean leaveOutConfounded;

    @Option(
            names = "--unknown-conditions",
            paramLabel = "POLICY",
            defaultValue = "volume-only",
            description = {
                "What becomes of a print with a sale condition that is in no table: volume-only, count or reject"
                        + " (default: ${DEFAULT-VALUE})."
            })
    private String unknownConditions;

    MeasureSettings settings() {
        return Usage.checked(() -> new MeasureSettings(
                windows.isEmpty()
                        ? MeasureSettings.defaults().windows()
                        : windows.stream().map(Window::parse).toList(),
                ModelKind.parse(model),
                estimationSessions,
                estimationLast,
                minimumReturns,
                Hours.parse(hours),
                staleAfter,
                legSessions,
                new ReturnSettings(
                        ReturnKind.parse(returns), MissingReturns.parse(missingReturns), leaveOutConfounded)));
    }

    StreamSettings streamSettings(Topics topics, int partitions, StreamSettings.Time time) {
        MeasureSettings measure = settings();
        return new StreamSettings(
                topics,
                partitions,
                time,
                Usage.checked(() -> UnknownCondition.parse(unknownConditions)),
                measure,
                Rules.defaults(measure.windows()));
    }
}
