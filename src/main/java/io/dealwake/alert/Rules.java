package io.dealwake.alert;

import io.dealwake.market.Require;
import io.dealwake.market.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in force.
 *
 * @param rawMove judged at each trade, on the raw return since the announcement
 * @param atMarks judged whenever a reaction changes
 */
public record Rules(Optional<Rule> rawMove, List<Rule> atMarks) {
    public Rules {
        atMarks = List.copyOf(atMarks);
        rawMove.ifPresent(rule -> Require.check(
                rule.measure() == Measure.RAW_RETURN
                        && rule.windows().equals(Set.of(Window.SINCE))
                        && !rule.finalOnly(),
                "rawMove",
                rule,
                "a rule on rawReturn in the window since"));
        Set<String> names = new HashSet<>();
        rawMove.ifPresent(rule -> names.add(rule.name()));
        atMarks.forEach(rule -> Require.check(names.add(rule.name()), "name", rule.name(), "each name once"));
    }

    /**
     * The rules of a fresh installation: a raw move of 5% since the announcement, a change of market value of $100
     * billion, an abnormal return of whole sessions with a p below 1%.
     *
     * @param windows the windows that are measured; significance looks at all of sessions among them
     */
    public static Rules defaults(List<Window> windows) {
        Set<Window> sessions = Set.copyOf(
                windows.stream().filter(Window.Sessions.class::isInstance).toList());
        Rule rawMove = new Rule(
                "raw-move",
                Severity.WARNING,
                "moved 5% or more since the announcement",
                Measure.RAW_RETURN,
                Comparison.SIZE_AT_LEAST,
                0.05,
                Set.of(Window.SINCE),
                false);
        Rule marketValue = new Rule(
                "market-value",
                Severity.WARNING,
                "changed its market value by $100 billion or more",
                Measure.MARKET_CAP_CHANGE,
                Comparison.SIZE_AT_LEAST,
                100e9,
                Set.of(new Window.Sessions(0, 0), new Window.Sessions(0, 2)),
                false);
        if (sessions.isEmpty()) {
            return new Rules(Optional.of(rawMove), List.of(marketValue));
        }
        Rule significance = new Rule(
                "significance",
                Severity.CRITICAL,
                "has an abnormal return that is significant at 1%",
                Measure.P_VALUE,
                Comparison.BELOW,
                0.01,
                sessions,
                true);
        return new Rules(Optional.of(rawMove), List.of(marketValue, significance));
    }
}
