package io.dealwake.stream;

import io.dealwake.market.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The topics of the public contract, under a prefix.
 *
 * @param prefix what all names begin with; another application has another one
 */
public record Topics(String prefix) {
    /** What all names begin with unless somebody says otherwise. */
    public static final String DEFAULT_PREFIX = "dealwake.";

    /** Names as they stand in the contract, before the prefix. */
    public enum Topic {
        TICKS("ticks", "input", "symbol; none: heartbeats, blocks", "the tape", false, true),
        TICKS_JSON("ticks.json", "input", "symbol", "tape as JSON", false, true),
        DEALS("deals", "input", "deal id", "Announcement", true, false),
        DEALS_JSON("deals.json", "input", "deal id", "deal as JSON", true, false),
        SEQUENCED("sequenced", "internal", "deal id", "Announcement", true, false),
        MARKS("marks", "internal", "symbol", "Dispatch", false, true),
        REACTIONS("reactions", "output", "deal/symbol/window", "Reaction", true, false),
        ALERTS("alerts", "output", "fingerprint", "Alert", false, false),
        REJECTED("rejected", "output", "as received", "Rejected", false, false);

        private final String baseName;
        private final String kind;
        private final String key;
        private final String value;
        private final boolean compacted;
        private final boolean followsTape;

        Topic(String baseName, String kind, String key, String value, boolean compacted, boolean followsTape) {
            this.baseName = baseName;
            this.kind = kind;
            this.key = key;
            this.value = value;
            this.compacted = compacted;
            this.followsTape = followsTape;
        }

        /** The name without prefix. */
        public String baseName() {
            return baseName;
        }

        /** Input, output or internal. */
        public String kind() {
            return kind;
        }

        /** What the keys of its records are. */
        public String key() {
            return key;
        }

        /** What the values of its records are. */
        public String value() {
            return value;
        }

        /** Whether only the newest record of a key is kept. */
        public boolean isCompacted() {
            return compacted;
        }

        /** Whether it must have as many partitions as the tape. */
        public boolean followsTape() {
            return followsTape;
        }

        /** Kafka's name for what happens to old records. */
        String cleanupPolicy() {
            return compacted ? "compact" : "delete";
        }
    }

    public Topics {
        Require.check(
                prefix != null && prefix.length() <= 100 && prefix.matches("[a-zA-Z0-9._-]*"),
                "prefix",
                prefix,
                "at most 100 letters, digits, dots, dashes and underscores");
    }

    /**
     * The name of the processor that works on these topics: its consumer group, and what its changelogs, its state and its
     * transactions are called after. It follows from the prefix, so that two processors never share one by mistake.
     */
    public String applicationId() {
        String name = prefix.replaceAll("[._-]+$", "");
        return name.isEmpty() ? "dealwake" : name;
    }

    /** The topics one of which has a name; those of a fresh installation if none can have it. */
    public static Topics around(String name) {
        return Arrays.stream(Topic.values())
                .map(Topic::baseName)
                .filter(name::endsWith)
                .max(Comparator.comparingInt(String::length))
                .map(base -> new Topics(name.substring(0, name.length() - base.length())))
                .orElseGet(() -> new Topics(DEFAULT_PREFIX));
    }

    /** The full name of a topic. */
    public String nameOf(Topic topic) {
        return prefix + topic.baseName();
    }

    /** The full names of all topics, in the order of the contract. */
    public List<String> names() {
        return Arrays.stream(Topic.values()).map(this::nameOf).toList();
    }

    public String ticks() {
        return nameOf(Topic.TICKS);
    }

    public String ticksJson() {
        return nameOf(Topic.TICKS_JSON);
    }

    public String deals() {
        return nameOf(Topic.DEALS);
    }

    public String dealsJson() {
        return nameOf(Topic.DEALS_JSON);
    }

    /** The newest version of each deal whose legs stand in the tape. */
    public String sequenced() {
        return nameOf(Topic.SEQUENCED);
    }

    public String marks() {
        return nameOf(Topic.MARKS);
    }

    public String reactions() {
        return nameOf(Topic.REACTIONS);
    }

    public String alerts() {
        return nameOf(Topic.ALERTS);
    }

    public String rejected() {
        return nameOf(Topic.REJECTED);
    }
}
