package io.dealwake.study;

import io.dealwake.market.Codes;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The expected-return models to choose from. The codes are public. */
public enum ModelKind {
    /** {@link MarketModel}. */
    MARKET("market"),
    /** {@link BenchmarkAdjustedModel}. */
    BENCHMARK_ADJUSTED("benchmark-adjusted");

    private final String code;

    ModelKind(String code) {
        this.code = code;
    }

    /** The kind as it is written in settings and published. */
    public String code() {
        return code;
    }

    /** The model itself, which holds no state. */
    public ExpectedReturnModel model() {
        return switch (this) {
            case MARKET -> new MarketModel();
            case BENCHMARK_ADJUSTED -> new BenchmarkAdjustedModel();
        };
    }

    /**
     * The kind with a code, in exactly that spelling.
     *
     * @throws IllegalArgumentException for any other text; the message lists the codes
     */
    public static ModelKind parse(String code) {
        return Codes.find(ModelKind.class, ModelKind::code, "model", code, "one of " + codes());
    }

    private static String codes() {
        return Arrays.stream(values()).map(ModelKind::code).collect(Collectors.joining(", "));
    }
}
