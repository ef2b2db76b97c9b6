package io.dealwake.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is measured, in the order in which it is run. */
enum Row {
    CONSUMER_BYTES,
    CONSUMER,
    CONSUMER_BLOCKS,
    TOPOLOGY_EOS,
    TOPOLOGY_EOS_BLOCKS,
    STREAMS_DSL,
    FLINK,
    LATENCY_UNCOMMITTED,
    LATENCY_COMMITTED;

    /** Those that are run when time is short. */
    static final List<Row> QUICK = List.of(CONSUMER_BYTES, CONSUMER, TOPOLOGY_EOS, TOPOLOGY_EOS_BLOCKS, FLINK);

    /** As options and tables name it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfBlocks() {
        return code().endsWith("-blocks");
    }

    /** Whether its tape is written while it runs. */
    boolean isOfLatency() {
        return code().startsWith("latency-");
    }

    static Optional<Row> of(String code) {
        return Arrays.stream(values()).filter(row -> row.code().equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(Row::code).toList();
    }
}
