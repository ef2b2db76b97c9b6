package io.dealwake.simulation;

import io.dealwake.alert.Rules;
import io.dealwake.market.UnknownCondition;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import io.dealwake.wire.TapeRecord;
import java.util.List;
import java.util.Set;

/**
 * A tape and the settings it is read with.
 *
 * @param seed that it was made from
 * @param events that happen in it
 * @param tape in order, for any number of partitions: heartbeats and securities once, blocks with trades of any symbol
 */
record World(
        long seed,
        Set<Event> events,
        MeasureSettings measure,
        UnknownCondition unknown,
        Rules rules,
        List<TapeRecord> tape) {

    StreamSettings settings(int partitions) {
        return settings("dealwake.", partitions);
    }

    StreamSettings settings(String prefix, int partitions) {
        return new StreamSettings(
                new Topics(prefix), partitions, StreamSettings.Time.defaults(), unknown, measure, rules);
    }

    World withTape(List<TapeRecord> other) {
        return new World(seed, events, measure, unknown, rules, other);
    }
}
