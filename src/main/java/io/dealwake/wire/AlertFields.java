package io.dealwake.wire;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Severity;
import io.dealwake.reaction.LegId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An alert, field by field. */
final class AlertFields {
    private AlertFields() {}

    static void put(Alert alert, AvroFields to) {
        to.put("fingerprint", alert.fingerprint())
                .put("sequence", alert.sequence())
                .put("status", alert.status().code())
                .put("rule", alert.rule())
                .put("severity", alert.severity().code())
                .put("dealId", alert.leg().dealId())
                .put("symbol", alert.leg().symbol())
                .put("window", alert.window())
                .put("firedAt", alert.firedAt())
                .put("measure", alert.measure())
                .put("value", alert.value())
                .put("threshold", alert.threshold())
                .put("headline", alert.headline())
                .put("evidence", alert.evidence());
    }

    static Alert read(AvroFields from) {
        return new Alert(
                from.text("fingerprint"),
                from.count("sequence"),
                Alert.Status.valueOf(from.text("status").toUpperCase(Locale.ROOT)),
                from.text("rule"),
                Severity.valueOf(from.text("severity").toUpperCase(Locale.ROOT)),
                new LegId(from.text("dealId"), from.text("symbol")),
                from.text("window"),
                from.instant("firedAt"),
                from.text("measure"),
                from.number("value"),
                from.number("threshold"),
                from.text("headline"),
                evidence((Map<?, ?>) from.toAvro().get("evidence")));
    }

    private static Map<String, Object> evidence(Map<?, ?> read) {
        Map<String, Object> evidence = new TreeMap<>();
        read.forEach((name, value) ->
                evidence.put(name.toString(), value instanceof CharSequence text ? text.toString() : value));
        return evidence;
    }
}
