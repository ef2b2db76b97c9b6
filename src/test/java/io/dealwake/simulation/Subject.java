package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Rule;
import io.dealwake.alert.Severity;
import io.dealwake.market.Window;
import io.dealwake.reaction.LegId;
import io.dealwake.wire.TapeRecord;
import java.util.HashMap;
import java.util.Map;

/** What an alert is about: all that follows from its rule, its leg and its window. */
record Subject(String rule, Severity severity, LegId leg, String window, String measure, double threshold) {
    static Subject of(Alert alert) {
        return new Subject(
                alert.rule(), alert.severity(), alert.leg(), alert.window(), alert.measure(), alert.threshold());
    }

    /** All that a world can have alerts about, by fingerprint. */
    static Map<String, Subject> in(World world) {
        Map<String, Subject> all = new HashMap<>();
        for (TapeRecord record : world.tape()) {
            if (record instanceof TapeRecord.OneLeg one) {
                LegId leg = one.leg().id();
                world.rules().rawMove().ifPresent(rule -> put(all, rule, leg, Window.SINCE));
                world.rules().atMarks().forEach(rule -> rule.windows().forEach(window -> put(all, rule, leg, window)));
            }
        }
        return all;
    }

    private static void put(Map<String, Subject> all, Rule rule, LegId leg, Window window) {
        all.put(
                Alert.fingerprint(rule.name(), leg, window),
                new Subject(
                        rule.name(),
                        rule.severity(),
                        leg,
                        window.code(),
                        rule.measure().field(),
                        rule.threshold()));
    }
}
