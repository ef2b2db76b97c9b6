package io.dealwake.alert;

/** How a value is held against a threshold. */
public enum Comparison {
    /** The value, whatever its sign, is the threshold or more. */
    SIZE_AT_LEAST {
        @Override
        boolean holds(double value, double threshold) {
            return Math.abs(value) >= threshold;
        }
    },
    /** The value is below the threshold. */
    BELOW {
        @Override
        boolean holds(double value, double threshold) {
            return value < threshold;
        }
    };

    abstract boolean holds(double value, double threshold);
}
