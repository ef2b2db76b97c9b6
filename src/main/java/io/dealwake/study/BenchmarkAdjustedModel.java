package io.dealwake.study;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The benchmark-adjusted model, also called market-adjusted: the stock is expected to earn what its benchmark earns. Alpha
 * 0 and beta 1 are assumed, not estimated, so they are absent from the estimate and there is no forecast error.
 *
 * <p>Source: S. J. Brown and J. B. Warner, Using Daily Stock Returns, Journal of Financial Economics 14 (1985), market
 * adjusted returns. Sigma is the sample standard deviation of R - Rm, divisor T - 1: the mean is taken out for sigma
 * alone, neither from the residuals nor from abnormal returns. A return over several sessions is weighed as in the market model. Several packages multiply the variance by 1 + 1/T all the
 * same; we do not, since no estimate enters the forecast.
 */
public final class BenchmarkAdjustedModel implements ExpectedReturnModel {
    private static final int PARAMETERS = 1;

    @Override
    public Estimate.Result estimate(List<DailyReturn> estimationWindow, int minimumReturns) {
        ReturnSeries returns = ReturnSeries.of(estimationWindow);
        if (returns.isShorterThan(minimumReturns, PARAMETERS)) {
            return new Estimate.Result.NotComputable(Estimate.Reason.TOO_FEW_RETURNS);
        }
        double mean = returns.mean(r -> r.stock() - r.benchmark());
        double squares = returns.sum(r -> {
            double deviation = r.stock() - r.benchmark() - mean * r.sessions();
            return deviation * deviation / r.sessions();
        });
        double sigma = Math.sqrt(squares / (returns.size() - PARAMETERS));
        if (sigma <= 2 * returns.resolution()) {
            return new Estimate.Result.NotComputable(Estimate.Reason.NO_RESIDUAL_VARIANCE);
        }
        return new Estimate.Result.Fitted(new Fit(sigma, returns.residuals(DailyReturn::benchmark)));
    }

    private record Fit(double sigma, List<Residual> residuals) implements Estimate {
        @Override
        public ModelKind kind() {
            return ModelKind.BENCHMARK_ADJUSTED;
        }

        @Override
        public OptionalDouble alpha() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble beta() {
            return OptionalDouble.empty();
        }

        @Override
        public int parameters() {
            return PARAMETERS;
        }

        @Override
        public double expected(DailyReturn sessions) {
            return sessions.benchmark();
        }

        @Override
        public double benchmarkSensitivity() {
            return 1;
        }

        @Override
        public double forecastVarianceFactor(List<DailyReturn> eventWindow) {
            return ReturnSeries.of(eventWindow).covered();
        }
    }
}
