package io.dealwake.alert;

/** How a value is held against a threshold. */
public enum Comparison {
    /**
     * The value, whatever its sign, is the threshold or more. A value short of it by rounding alone counts: 1.68 / 1.60 - 1
     * is a move of 5%, though not in binary.
     */
    SIZE_AT_LEAST {
        @Override
        boolean holds(double value, double threshold) {
            return Math.abs(value) >= threshold * (1 - ROUNDING);
        }
    },
    /** The value is below the threshold. */
    BELOW {
        @Override
        boolean holds(double value, double threshold) {
            return value < threshold;
        }
    };

    /** Relative; prices of cents and returns of some per cent lose less than a hundredth of it. */
    private static final double ROUNDING = 1e-12;

    abstract boolean holds(double value, double threshold);
}
