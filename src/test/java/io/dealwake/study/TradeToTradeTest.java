package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns over several sessions: least squares without constant of R/√d on √d and Rm/√d, by the statistics library. */
class TradeToTradeTest {
    /** Daily returns of which each fifth or so covers two to four sessions. */
    private static List<DailyReturn> withHoles(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DailyReturn> returns = new ArrayList<>();
        int day = -130;
        while (day <= -11) {
            int sessions = random.nextInt(5) == 0 ? 2 + random.nextInt(3) : 1;
            day += sessions;
            double market = random.nextDouble(-0.02, 0.02) * Math.sqrt(sessions);
            double stock = 0.001 * sessions + 1.5 * market + random.nextDouble(-0.03, 0.03) * Math.sqrt(sessions);
            returns.add(new DailyReturn(Samples.DAY_ZERO.plusDays(day), day, stock, market, sessions));
        }
        return returns;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFitWhatTheLibraryFits(long seed) {
        List<DailyReturn> window = withHoles(seed);
        double[] y = new double[window.size()];
        double[][] x = new double[window.size()][];
        for (int i = 0; i < y.length; i++) {
            DailyReturn each = window.get(i);
            double root = Math.sqrt(each.sessions());
            y[i] = each.stock() / root;
            x[i] = new double[] {root, each.benchmark() / root};
        }
        OLSMultipleLinearRegression oracle = new OLSMultipleLinearRegression();
        oracle.setNoIntercept(true);
        oracle.newSampleData(y, x);

        Estimate estimate = Samples.fit(ModelKind.MARKET, window);

        double[] coefficients = oracle.estimateRegressionParameters();
        assertThat(estimate.alpha().orElseThrow()).isEqualTo(coefficients[0], within(1e-14));
        assertThat(estimate.beta().orElseThrow()).isEqualTo(coefficients[1], within(1e-12));
        assertThat(estimate.sigma()).isEqualTo(Math.sqrt(oracle.estimateErrorVariance()), within(1e-14));
        assertThat(estimate.degreesOfFreedom()).isEqualTo(window.size() - 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheForecastErrorOfTheSameRegression(long seed) {
        List<DailyReturn> window = withHoles(seed);
        Estimate estimate = Samples.fit(ModelKind.MARKET, window);
        List<DailyReturn> event = List.of(
                new DailyReturn(Samples.DAY_ZERO, 0, 0.05, 0.01),
                new DailyReturn(Samples.DAY_ZERO.plusDays(2), 2, 0.02, -0.03, 2));

        // sigma²·(L + x'(X'X)⁻¹x) with x the sums of both regressors over the window.
        double n = 0;
        double nm = 0;
        double mm = 0;
        for (DailyReturn each : window) {
            n += each.sessions();
            nm += each.benchmark();
            mm += each.benchmark() * each.benchmark() / each.sessions();
        }
        double length = 3;
        double market = 0.01 - 0.03;
        double determinant = n * mm - nm * nm;
        double quadratic = (length * length * mm - 2 * length * market * nm + market * market * n) / determinant;

        assertThat(estimate.forecastVarianceFactor(event)).isEqualTo(length + quadratic, within(1e-10));
        AbnormalReturn result = AbnormalReturn.measure(estimate, event);
        assertThat(result.sessions()).isEqualTo(3);
        assertThat(result.standardErrorNaive()).isEqualTo(estimate.sigma() * Math.sqrt(3), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRankAmongRunsThatCoverAsManySessions(long seed) {
        List<DailyReturn> window = withHoles(seed);
        Estimate estimate = Samples.fit(ModelKind.MARKET, window);
        List<DailyReturn> event = List.of(new DailyReturn(Samples.DAY_ZERO.plusDays(1), 1, 0.04, 0, 2));
        double size = Math.abs(AbnormalReturn.measure(estimate, event).abnormalReturn());

        int runs = 0;
        int asLarge = 0;
        List<Estimate.Residual> residuals = estimate.residuals();
        for (int i = 0; i < residuals.size(); i++) {
            for (int j = i; j < residuals.size(); j++) {
                double sum = 0;
                int covered = 0;
                for (Estimate.Residual residual : residuals.subList(i, j + 1)) {
                    sum += residual.value();
                    covered += residual.sessions();
                }
                if (covered == 2) {
                    runs++;
                    asLarge += Math.abs(sum) >= size ? 1 : 0;
                }
            }
        }

        assertThat(AbnormalReturn.measure(estimate, event).pEmpirical()).hasValue((1.0 + asLarge) / (runs + 1.0));
    }
}
