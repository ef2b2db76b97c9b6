package io.dealwake.stream;

import io.dealwake.market.Require;

/**
 * Something about the topics that must be mended before the processor can run on them.
 *
 * @param kind what it is about
 * @param finding names the topic, what is and what was expected
 * @param remedy what to do: a command where one mends it
 */
public record Problem(Kind kind, String finding, String remedy) {
    /** What a problem is about. */
    public enum Kind {
        /** A topic is not there. */
        TOPIC,
        /** Topics that must have as many partitions as each other have not. */
        PARTITIONS,
        /** Records would expire, or be refused for their time. */
        RETENTION,
        /** Another setting of a topic. */
        SETTING,
        /** Topics in which the processor keeps its state. */
        CHANGELOG
    }

    public Problem {
        Require.check(!finding.isBlank(), "finding", finding, "a sentence");
        Require.check(!remedy.isBlank(), "remedy", remedy, "what to do");
    }

    /** Both, for a terminal: the remedy begins a line of its own, so that a command in it can be pasted. */
    @Override
    public String toString() {
        return finding + "\n  " + remedy;
    }
}
