package io.dealwake.study;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A model fitted to an estimation window: expects returns and says how sure it is. It exists only with a residual spread
 * above zero, so that each of its abnormal returns has a standard error.
 */
public interface Estimate {
    /** The model that was fitted. */
    ModelKind kind();

    /** Expected return per session when the benchmark stands still, a fraction; absent if the model estimates none. */
    OptionalDouble alpha();

    /** Estimated return of the stock per return of the benchmark; absent if the model estimates none. */
    OptionalDouble beta();

    /** Standard deviation of the residuals of one session, a fraction above zero. */
    double sigma();

    /** How many numbers estimated from the window {@link #sigma} has to pay for with a degree of freedom each. */
    int parameters();

    /** Return minus expected return for each session of the estimation window, in order of session, never empty. */
    List<Residual> residuals();

    /** The return of the stock over the sessions of a return, given the benchmark's. */
    double expected(DailyReturn sessions);

    /**
     * How much of the benchmark's return the model passes on to the stock, estimated or assumed: what is left of the model
     * over a part of a session, where alpha does not apply.
     */
    double benchmarkSensitivity();

    /**
     * Variance of the sum of abnormal returns over an event window, in units of sigma squared: one for each session, plus
     * what the estimation error that all of them share adds.
     *
     * @param eventWindow the returns of the window, in any order, none from the estimation window
     */
    double forecastVarianceFactor(List<DailyReturn> eventWindow);

    /** Number of returns in the estimation window, T. */
    default int days() {
        return residuals().size();
    }

    /** Degrees of freedom of {@link #sigma}: T minus the number of parameters. */
    default int degreesOfFreedom() {
        return days() - parameters();
    }

    /** Date of the first return used. */
    default LocalDate from() {
        return residuals().get(0).date();
    }

    /** Date of the last return used, inclusive. */
    default LocalDate to() {
        return residuals().get(days() - 1).date();
    }

    /** What the model leaves unexplained of one session, or of several that one return covers, a fraction. */
    record Residual(LocalDate date, int day, double value, int sessions) {
        int firstDay() {
            return day - sessions + 1;
        }
    }

    /** A fitted model, or the reason why there is none. */
    sealed interface Result {
        /** The model could be fitted. */
        record Fitted(Estimate estimate) implements Result {}

        /** It could not. */
        record NotComputable(Reason reason) implements Result {}
    }

    /** Why a model cannot be fitted. The codes are public. */
    enum Reason {
        /** Fewer returns in the estimation window than the caller asks for. */
        TOO_FEW_RETURNS("too-few-returns"),
        /** The benchmark does not move beyond rounding: no sensitivity to it can be estimated. */
        FLAT_BENCHMARK("flat-benchmark"),
        /**
         * The model leaves nothing beyond rounding, as with a stock that did not trade or a benchmark measured against
         * itself: there is no noise to compare an abnormal return with.
         */
        NO_RESIDUAL_VARIANCE("no-residual-variance");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The reason as it is published. */
        public String code() {
            return code;
        }
    }
}
