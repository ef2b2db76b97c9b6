package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Rejected;
import java.util.List;
import java.util.Map;

/**
 * What a run gave.
 *
 * @param finals the last reaction of each deal, symbol and window
 * @param reactions how many were published
 * @param left what the stores held at the end, by store, without those that are never emptied
 */
record Outcome(
        Map<String, Reaction> finals,
        long reactions,
        List<Alert> alerts,
        List<Rejected> rejected,
        Map<String, Long> left) {}
