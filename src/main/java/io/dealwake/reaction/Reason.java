package io.dealwake.reaction;

import io.dealwake.market.Ending;
import io.dealwake.study.Estimate;

/** Why a reaction lacks fields. The codes are public. */
public enum Reason {
    NOT_BEGUN("not-begun"),
    NO_CLOSE("no-close"),
    NO_BASE("no-base"),
    STALE_BASE("stale-base"),
    NO_TRADE_IN_WINDOW("no-trade-in-window"),
    NO_BENCHMARK("no-benchmark"),
    NO_BENCHMARK_PRICE("no-benchmark-price"),
    TOO_FEW_RETURNS(Estimate.Reason.TOO_FEW_RETURNS.code()),
    FLAT_BENCHMARK(Estimate.Reason.FLAT_BENCHMARK.code()),
    NO_RESIDUAL_VARIANCE(Estimate.Reason.NO_RESIDUAL_VARIANCE.code()),
    NO_INTRADAY_SAMPLE("no-intraday-sample"),
    NO_SHARE_COUNT("no-share-count"),
    SYMBOL_CHANGED(Ending.Kind.SYMBOL_CHANGED.code()),
    DELISTED(Ending.Kind.DELISTED.code()),
    MERGED(Ending.Kind.MERGED.code()),
    WITHDRAWN("withdrawn");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    static Reason of(Ending.Kind ending) {
        return switch (ending) {
            case SYMBOL_CHANGED -> SYMBOL_CHANGED;
            case DELISTED -> DELISTED;
            case MERGED -> MERGED;
        };
    }

    /** The reason as it is published. */
    public String code() {
        return code;
    }
}
