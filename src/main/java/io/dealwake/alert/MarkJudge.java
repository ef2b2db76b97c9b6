package io.dealwake.alert;

import io.dealwake.market.Times;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.Measured;
import io.dealwake.reaction.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Judges reactions by the rules that look at marks and closes. Remembers nothing: who asks knows what was told. */
public final class MarkJudge {
    private final List<Rule> rules;

    public MarkJudge(Rules rules) {
        this.rules = rules.atMarks();
    }

    /** Whether an alert speaks of final reactions alone. */
    public boolean isOfFinals(Alert alert) {
        return rules.stream().anyMatch(rule -> rule.finalOnly() && rule.name().equals(alert.rule()));
    }

    /** The alerts that a reaction gives rise to, told or not; none fires before the leg was observed. */
    public List<Alert> judge(Leg leg, Measured measured) {
        List<Alert> alerts = new ArrayList<>();
        Reaction reaction = measured.reaction();
        for (Rule rule : rules) {
            OptionalDouble value = rule.looksAt(reaction) ? rule.measure().of(reaction) : OptionalDouble.empty();
            if (value.isPresent() && rule.holds(value.getAsDouble())) {
                Instant firedAt = Times.later(measured.at(), leg.observedAt());
                alerts.add(Alert.firing(
                        rule, leg, reaction.window(), firedAt, value.getAsDouble(), Evidence.of(reaction)));
            }
        }
        return alerts;
    }
}
