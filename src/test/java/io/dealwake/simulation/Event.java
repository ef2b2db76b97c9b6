package io.dealwake.simulation;

/** What may happen in a world. The first two are of its runs, the rest of its tape. */
enum Event {
    CRASHES,
    LAGGING_PARTITIONS,
    DISORDER,
    LATE_TRADES,
    BLOCKS,
    CONDITIONS,
    LATE_LEGS,
    LEGS_AHEAD,
    AMENDMENTS,
    RETRACTIONS,
    CLOSING_INSTANTS,
    CORRECTIONS,
    LATE_CLOSES,
    CORRECTED_CLOSES,
    MISSING_CLOSES,
    VOLUMES,
    SPLITS,
    DIVIDENDS,
    ENDINGS,
    SHARE_COUNTS,
    OTHER_BENCHMARKS,
    CONFOUNDERS,
    LEFT_OUT,
    GAPS,
    HALTS,
    SOURCES,
    FAULTY_CLOCK,
    LONDON,
    HOLIDAYS
}
