package io.dealwake.app;

import io.dealwake.alert.Rules;
import io.dealwake.market.Hours;
import io.dealwake.market.Window;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import io.dealwake.study.ModelKind;
import java.util.List;
import picocli.CommandLine.Option;

/** How a processor measures; each default is that of a fresh installation. */
final class MeasureOptions {
    private static final MeasureSettings DEFAULTS = MeasureSettings.defaults();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "market",
            description = "Expected-return model: market or benchmark-adjusted (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--window",
            paramLabel = "CODE",
            description = "A window to measure, such as [0,+2], PT30M, since or announcement-close; may be repeated"
                    + " (default: [0,0] [0,+2] [-1,+1] PT30M since announcement-close).")
    private List<String> windows = List.of();

    @Option(
            names = "--hours",
            paramLabel = "NAME",
            defaultValue = "extended",
            description = "Hours that PT windows count: regular or extended (default: ${DEFAULT-VALUE}).")
    private String hours;

    MeasureSettings settings() {
        try {
            return new MeasureSettings(
                    windows.isEmpty()
                            ? DEFAULTS.windows()
                            : windows.stream().map(Window::parse).toList(),
                    ModelKind.parse(model),
                    DEFAULTS.estimationSessions(),
                    DEFAULTS.estimationLast(),
                    DEFAULTS.minimumReturns(),
                    Hours.parse(hours),
                    DEFAULTS.staleAfter(),
                    DEFAULTS.legSessions());
        } catch (IllegalArgumentException e) {
            throw Failure.data(e.getMessage());
        }
    }

    StreamSettings streamSettings(Topics topics, int partitions) {
        MeasureSettings measure = settings();
        return new StreamSettings(
                topics, partitions, StreamSettings.Time.defaults(), measure, Rules.defaults(measure.windows()));
    }
}
