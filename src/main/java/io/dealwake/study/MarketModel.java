package io.dealwake.study;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The market model: R = alpha + beta·Rm + e, fitted by ordinary least squares; sigma has T - 2 degrees of freedom.
 *
 * <p>Source: A. C. MacKinlay, Event Studies in Economics and Finance, Journal of Economic Literature 35 (1997), section
 * 5.A. The variance over a window of L sessions is the exact finite-sample one,
 * sigma²·(L + L²/T + (Σ(Rm - m̄))²/Sxx), as in M. Salinger, Standard Errors in Event Studies, Journal of Financial and
 * Quantitative Analysis 27 (1992); MacKinlay's cumulative statistics use its limit for large T, sigma²·L, which is our
 * naive one. Here m̄ and Sxx are mean and sum of squared deviations of the benchmark over the estimation window.
 *
 * <p>A return over d sessions, between which the stock had no price, is R = alpha·d + beta·Rm + e with variance d·sigma²:
 * least squares of R/√d on √d and Rm/√d, as in E. Maynes and J. Rumsey, Conducting Event Studies with Thinly Traded Stocks,
 * Journal of Banking and Finance 17 (1993). T counts returns; where it stands for sessions (L²/T, means) their number does.
 */
public final class MarketModel implements ExpectedReturnModel {
    private static final int PARAMETERS = 2;

    @Override
    public Estimate.Result estimate(List<DailyReturn> estimationWindow, int minimumReturns) {
        ReturnSeries returns = ReturnSeries.of(estimationWindow);
        if (returns.isShorterThan(minimumReturns, PARAMETERS)) {
            return new Estimate.Result.NotComputable(Estimate.Reason.TOO_FEW_RETURNS);
        }
        double stockMean = returns.mean(DailyReturn::stock);
        double benchmarkMean = returns.mean(DailyReturn::benchmark);
        double benchmarkSquares = returns.sum(r -> square(r.benchmark() - benchmarkMean * r.sessions()) / r.sessions());
        if (Math.sqrt(benchmarkSquares / returns.size()) <= returns.resolution()) {
            return new Estimate.Result.NotComputable(Estimate.Reason.FLAT_BENCHMARK);
        }
        // Means are taken out before squaring: sums of raw products would cancel digits that matter to sigma.
        double slope = returns.sum(r -> (r.benchmark() - benchmarkMean * r.sessions())
                        * (r.stock() - stockMean * r.sessions())
                        / r.sessions())
                / benchmarkSquares;
        Line line = new Line(stockMean - slope * benchmarkMean, slope);
        List<Estimate.Residual> residuals = returns.residuals(line::at);
        double sigma = Math.sqrt(sumOfSquares(residuals) / (returns.size() - PARAMETERS));
        if (sigma <= (1 + Math.abs(slope)) * returns.resolution()) {
            return new Estimate.Result.NotComputable(Estimate.Reason.NO_RESIDUAL_VARIANCE);
        }
        return new Estimate.Result.Fitted(new Fit(line, sigma, residuals, benchmarkMean, benchmarkSquares));
    }

    private static double sumOfSquares(List<Estimate.Residual> residuals) {
        double sum = 0;
        for (Estimate.Residual residual : residuals) {
            sum += square(residual.value()) / residual.sessions();
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    private record Line(double intercept, double slope) {
        double at(DailyReturn sessions) {
            return intercept * sessions.sessions() + slope * sessions.benchmark();
        }
    }

    private record Fit(Line line, double sigma, List<Residual> residuals, double benchmarkMean, double benchmarkSquares)
            implements Estimate {
        @Override
        public ModelKind kind() {
            return ModelKind.MARKET;
        }

        @Override
        public OptionalDouble alpha() {
            return OptionalDouble.of(line.intercept());
        }

        @Override
        public OptionalDouble beta() {
            return OptionalDouble.of(line.slope());
        }

        @Override
        public int parameters() {
            return PARAMETERS;
        }

        @Override
        public double expected(DailyReturn sessions) {
            return line.at(sessions);
        }

        @Override
        public double benchmarkSensitivity() {
            return line.slope();
        }

        @Override
        public double forecastVarianceFactor(List<DailyReturn> eventWindow) {
            ReturnSeries window = ReturnSeries.of(eventWindow);
            double length = window.covered();
            double leverage = square(window.sum(r -> r.benchmark() - benchmarkMean * r.sessions())) / benchmarkSquares;
            double covered = residuals.stream().mapToInt(Residual::sessions).sum();
            return length + length * length / covered + leverage;
        }
    }
}
