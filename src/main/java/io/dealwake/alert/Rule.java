package io.dealwake.alert;

import io.dealwake.market.Require;
import io.dealwake.market.Window;
import io.dealwake.reaction.Reaction;
import java.util.Set;

/**
 * A condition on reactions.
 *
 * @param name kebab-case; part of every fingerprint
 * @param says the condition in words, for headlines: no moving number may stand in it
 * @param threshold in the unit of the measure: a fraction for returns and p, money for values
 * @param windows whose reactions it looks at
 * @param finalOnly looks at final reactions alone
 */
public record Rule(
        String name,
        Severity severity,
        String says,
        Measure measure,
        Comparison comparison,
        double threshold,
        Set<Window> windows,
        boolean finalOnly) {
    public Rule {
        Require.check(name != null && name.matches("[a-z][a-z0-9-]*"), "name", name, "a word in kebab-case");
        Require.text("says", says);
        Require.finite("threshold", threshold);
        windows = Set.copyOf(windows);
        Require.check(!windows.isEmpty(), "windows", windows, "at least one window");
    }

    /** Whether the rule looks at a reaction at all. */
    boolean looksAt(Reaction reaction) {
        return windows.contains(reaction.window()) && (!finalOnly || reaction.status() == Reaction.Status.FINAL);
    }

    /** Whether a value of the rule's measure meets its condition. */
    public boolean holds(double value) {
        return comparison.holds(value, threshold);
    }
}
