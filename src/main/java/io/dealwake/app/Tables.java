package io.dealwake.app;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.dealwake.alert.Alert;
import io.dealwake.market.Window;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.stream.TopicAdmin;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Tables for the terminal, at most 100 columns wide. */
final class Tables {
    private static final int HEADLINE_WIDTH = 34;

    /** By symbol; whole sessions first, the event day before longer windows, then the rest by name. */
    private static final Comparator<Reaction> BY_WINDOW = Comparator.comparing(
                    (Reaction reaction) -> reaction.leg().symbol())
            .thenComparingInt(reaction ->
                    reaction.window() instanceof Window.Sessions sessions ? sessions.length() : Integer.MAX_VALUE)
            .thenComparing(reaction -> reaction.window() instanceof Window.Sessions sessions ? -sessions.from() : 0)
            .thenComparing(reaction -> reaction.window().code());

    private Tables() {}

    /** Reactions, a line each: what the market does not explain, whether that is noise, what the move is worth. */
    static String reactions(List<Reaction> reactions) {
        List<Reaction> sorted = reactions.stream().sorted(BY_WINDOW).toList();
        return table(
                        sorted,
                        List.of(
                                left("Symbol", r -> r.leg().symbol()),
                                left("Window", r -> r.window().code()),
                                right(
                                        "Raw",
                                        r -> optional(
                                                r.move().map(Reaction.Move::rawReturn).stream()
                                                        .toList(),
                                                Numbers::percent)),
                                right(
                                        "Market",
                                        r -> r.benchmarkReturn().isPresent()
                                                ? Numbers.percent(
                                                        r.benchmarkReturn().getAsDouble())
                                                : ""),
                                right(
                                        "Abnormal",
                                        r -> r.abnormal()
                                                .map(a -> Numbers.percent(a.abnormalReturn()))
                                                .orElse("")),
                                right("t", r -> significance(r, Reaction.Significance::tStatistic, Numbers::decimal)),
                                right("p", r -> significance(r, Reaction.Significance::pValue, Numbers::probability)),
                                right(
                                        "Value",
                                        r -> r.marketValue()
                                                .map(v -> Numbers.money(v.capChange()))
                                                .orElse("")),
                                right(
                                        "Peak",
                                        r -> r.marketValue()
                                                .map(v -> Numbers.money(v.peakCapChange()))
                                                .orElse("")),
                                left("Status", Tables::status)))
                + footnotes(sorted);
    }

    private static String optional(List<Double> value, Function<Double, String> format) {
        return value.isEmpty() ? "" : format.apply(value.get(0));
    }

    private static String significance(
            Reaction reaction, ToDoubleFunction<Reaction.Significance> field, Function<Double, String> format) {
        return reaction.significance()
                .map(found -> format.apply(field.applyAsDouble(found)))
                .orElse("");
    }

    private static String status(Reaction reaction) {
        return switch (reaction.status()) {
            case FINAL -> "final";
            case OPEN -> "open";
            case NOT_COMPUTABLE -> "none";
        };
    }

    /** What is missing and why, a line each; that an intraday window has no t goes without saying. */
    private static String footnotes(List<Reaction> reactions) {
        Map<String, List<String>> windows = new LinkedHashMap<>();
        for (Reaction reaction : reactions) {
            reaction.reason()
                    .filter(reason -> reason != Reason.NO_INTRADAY_SAMPLE)
                    .ifPresent(reason -> windows.computeIfAbsent(
                                    reaction.leg().symbol() + " " + reason.code(), key -> new ArrayList<>())
                            .add(reaction.window().code()));
        }
        return windows.entrySet().stream()
                .map(entry -> "\n " + entry.getKey() + ": " + String.join(" ", entry.getValue()))
                .collect(Collectors.joining());
    }

    /** Alerts, a line each, with times of a zone. */
    static String alerts(List<Alert> alerts, ZoneId zone) {
        return table(
                alerts,
                List.of(
                        left("Fired at", a -> Numbers.time(a.firedAt(), zone)),
                        left("Symbol", a -> a.leg().symbol()),
                        left("Rule", Alert::rule),
                        left("Window", Alert::window),
                        right("Value", a -> value(a, a.value())),
                        right("Limit", a -> limit(a)),
                        left("Deal", a -> Numbers.cut(a.leg().dealId(), HEADLINE_WIDTH)),
                        left("Status", a -> a.status().code())));
    }

    static String value(Alert alert, double value) {
        return switch (alert.measure()) {
            case "rawReturn" -> Numbers.percent(value);
            case "marketCapChange" -> Numbers.money(value);
            default -> Numbers.probability(value);
        };
    }

    private static String limit(Alert alert) {
        return switch (alert.measure()) {
            case "rawReturn" -> "±" + Numbers.percent(alert.threshold()).substring(1);
            case "marketCapChange" -> "±" + Numbers.money(alert.threshold()).substring(1);
            default -> "<" + Numbers.probability(alert.threshold());
        };
    }

    /** Topics, a line each. */
    static String topics(List<TopicAdmin.Row> rows) {
        return table(
                rows,
                List.of(
                        left("Topic", TopicAdmin.Row::name),
                        left("Kind", r -> r.topic().kind()),
                        left("Key", r -> r.topic().key()),
                        left("Value", r -> r.topic().value()),
                        right("Part.", r -> Integer.toString(r.partitions())),
                        right("Records", r -> Long.toString(r.records()))));
    }

    /** Settings, a line each. */
    static String settings(List<ConfigCommand.Row> rows) {
        return table(
                rows,
                List.of(
                        left("Setting", ConfigCommand.Row::setting),
                        left("Value", ConfigCommand.Row::value),
                        left("From", ConfigCommand.Row::from)));
    }

    private static <T> String table(List<T> rows, List<ColumnData<T>> columns) {
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static <T> ColumnData<T> left(String title, Function<T, String> value) {
        return new Column()
                .header(title)
                .dataAlign(HorizontalAlign.LEFT)
                .headerAlign(HorizontalAlign.LEFT)
                .with(value);
    }

    private static <T> ColumnData<T> right(String title, Function<T, String> value) {
        return new Column()
                .header(title)
                .dataAlign(HorizontalAlign.RIGHT)
                .headerAlign(HorizontalAlign.RIGHT)
                .with(value);
    }
}
