package io.dealwake.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is measured, in the order in which it is run. */
enum Row {
    CONSUMER_BYTES(Shape.SINGLES),
    CONSUMER(Shape.SINGLES),
    CONSUMER_BLOCKS(Shape.BLOCKS),
    TOPOLOGY_EOS(Shape.SINGLES),
    TOPOLOGY_EOS_BLOCKS(Shape.BLOCKS),
    STREAMS_DSL(Shape.SINGLES),
    FLINK(Shape.SINGLES),
    DUCKDB(Shape.SINGLES),
    GROWTH_SYMBOLS_10000(Shape.ofSymbols(10_000)),
    GROWTH_LEGS_1(Shape.ofLegs(1)),
    GROWTH_LEGS_1000(Shape.ofLegs(1000)),
    GROWTH_SESSIONS_20(Shape.ofSessions(20)),
    GROWTH_SESSIONS_250(Shape.ofSessions(250)),
    LATENCY_UNCOMMITTED,
    LATENCY_COMMITTED,
    DAY(Shape.DAY),
    RESTORE;

    /** Those that are run when time is short. */
    static final List<Row> QUICK = List.of(CONSUMER_BYTES, CONSUMER, TOPOLOGY_EOS, TOPOLOGY_EOS_BLOCKS, FLINK);

    private static final long MOST_OF_THE_DSL = 5_000_000;
    /** Later trades come after the close, and its query knows one event day. */
    private static final long MOST_OF_DUCKDB = 36_000_000;

    private final Optional<Shape> shape;

    Row(Shape shape) {
        this.shape = Optional.of(shape);
    }

    Row() {
        this.shape = Optional.empty();
    }

    /** As options and tables name it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether another engine does the job. */
    boolean isOfPeer() {
        return this == STREAMS_DSL || this == FLINK || this == DUCKDB;
    }

    /** Whether its tape is written while it runs. */
    boolean isOfLatency() {
        return this == LATENCY_UNCOMMITTED || this == LATENCY_COMMITTED;
    }

    /** Whether it is a whole day from a file. */
    boolean isOfDay() {
        return this == DAY;
    }

    /** Whether it reads files instead of a tape. */
    boolean isOfFiles() {
        return this == DUCKDB;
    }

    /** The tape that it reads. */
    Shape shape() {
        return shape.orElseThrow();
    }

    /** How many trades it reads of so many: with the DSL's cost all of them would take a quarter of an hour. */
    long ticks(long asked) {
        return switch (this) {
            case STREAMS_DSL -> Math.min(asked, MOST_OF_THE_DSL);
            case DUCKDB -> Math.min(asked, MOST_OF_DUCKDB);
            default -> asked;
        };
    }

    /** What it is compared with: the plain consumer of single trades, or what has less of the thing that grows. */
    Row reference() {
        return switch (this) {
            case GROWTH_SYMBOLS_10000 -> TOPOLOGY_EOS;
            case GROWTH_LEGS_1, GROWTH_LEGS_1000 -> GROWTH_LEGS_1;
            case GROWTH_SESSIONS_20, GROWTH_SESSIONS_250 -> GROWTH_SESSIONS_20;
            default -> CONSUMER;
        };
    }

    static Optional<Row> of(String code) {
        return Arrays.stream(values()).filter(row -> row.code().equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Row::code).toList();
    }
}
