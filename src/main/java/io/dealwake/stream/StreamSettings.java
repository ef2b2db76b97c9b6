package io.dealwake.stream;

import io.dealwake.alert.Rules;
import io.dealwake.market.Require;
import io.dealwake.market.UnknownCondition;
import io.dealwake.reaction.MeasureSettings;
import java.time.Duration;

/**
 * What the topology is built from.
 *
 * @param topics the names of the topics
 * @param partitions how many partitions {@code ticks} and {@code marks} have, both the same
 * @param time how the tape's clock is kept
 * @param unknownConditions what becomes of a print with a sale condition that is in no table
 * @param measure how legs are measured
 * @param rules the alert rules in force
 */
public record StreamSettings(
        Topics topics,
        int partitions,
        Time time,
        UnknownCondition unknownConditions,
        MeasureSettings measure,
        Rules rules) {
    public StreamSettings {
        Require.positive("partitions", partitions);
    }

    /**
     * How the tape's clock is kept.
     *
     * @param lateness how far behind the partition's clock a trade may lie
     * @param future how far ahead of the partition's clock a trade, or an undeclared jump of a source, may lie
     */
    public record Time(Duration lateness, Duration future) {
        public Time {
            Require.check(!lateness.isNegative(), "lateness", lateness, "zero or more");
            Require.check(future.compareTo(lateness) > 0, "future", future, "more than the lateness, " + lateness);
        }

        /** Two seconds late, five minutes ahead. */
        public static Time defaults() {
            return new Time(Duration.ofSeconds(2), Duration.ofMinutes(5));
        }
    }

    /** The settings of a fresh installation. */
    public static StreamSettings defaults(Topics topics, int partitions) {
        MeasureSettings measure = MeasureSettings.defaults();
        return new StreamSettings(
                topics,
                partitions,
                Time.defaults(),
                UnknownCondition.DEFAULT,
                measure,
                Rules.defaults(measure.windows()));
    }
}
