package io.dealwake.study;

import static io.dealwake.study.Samples.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkAdjustedModelTest {
    private static final double LIBRARY_PERCENT = 1e-10;

    private final BenchmarkAdjustedModel model = new BenchmarkAdjustedModel();

    @Test
    void shouldExpectTheBenchmarksReturnWhenFitted() {
        Estimate estimate = Samples.fit(ModelKind.BENCHMARK_ADJUSTED, Samples.random(1, -130, -11));

        assertThat(estimate.expected(Samples.on(0, 0, 0.0123))).isEqualTo(0.0123);
        assertThat(estimate.benchmarkSensitivity()).isEqualTo(1);
        assertThat(estimate.alpha()).isEmpty();
        assertThat(estimate.beta()).isEmpty();
        assertThat(estimate.parameters()).isEqualTo(1);
        assertThat(estimate.degreesOfFreedom()).isEqualTo(119);
    }

    @Test
    void shouldTakeTheMeanOutOfSigmaButNotOutOfResidualsWhenFitted() {
        List<DailyReturn> window = Samples.random(4, -130, -11);
        double[] differences =
                window.stream().mapToDouble(r -> r.stock() - r.benchmark()).toArray();

        Estimate estimate = Samples.fit(ModelKind.BENCHMARK_ADJUSTED, window);

        assertThat(estimate.sigma())
                .isCloseTo(new StandardDeviation().evaluate(differences), withinPercentage(LIBRARY_PERCENT));
        assertThat(estimate.residuals().stream()
                        .mapToDouble(Estimate.Residual::value)
                        .toArray())
                .isEqualTo(differences);
    }

    @Test
    void shouldAddNoForecastErrorWhenNothingIsEstimated() {
        Estimate estimate = Samples.fit(ModelKind.BENCHMARK_ADJUSTED, Samples.random(1, -130, -11));
        AbnormalReturn result = AbnormalReturn.measure(estimate, Samples.random(2, 0, 2));

        assertThat(estimate.forecastVarianceFactor(Samples.random(2, 0, 2))).isEqualTo(3);
        assertThat(result.standardError()).isEqualTo(result.standardErrorNaive());
        assertThat(result.tStatistic()).isEqualTo(result.tStatisticNaive());
    }

    @Test
    void shouldAskForTheMinimumWhenReturnsAreFew() {
        assertThat(model.estimate(Samples.random(1, -59, -1), 60))
                .isEqualTo(Samples.none(Estimate.Reason.TOO_FEW_RETURNS));
        assertThat(Samples.fitted(model.estimate(Samples.random(1, -60, -1), 60))
                        .days())
                .isEqualTo(60);
        assertThat(Samples.fitted(model.estimate(Samples.random(1, -61, -1), 60))
                        .days())
                .isEqualTo(61);
    }

    @Test
    void shouldRefuseAMinimumWhenItLeavesNoDegreeOfFreedom() {
        assertThatThrownBy(() -> model.estimate(Samples.random(1, -60, -1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimumReturns is 1");
        assertThat(Samples.fitted(model.estimate(Samples.random(1, -2, -1), 2)).degreesOfFreedom())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -0.003})
    void shouldSayNoResidualVarianceWhenTheStockIsAlwaysTheSameAhead(double ahead) {
        List<DailyReturn> window = Samples.random(1, -130, -11).stream()
                .map(r -> on(r.day(), r.benchmark() + ahead, r.benchmark()))
                .toList();

        assertThat(model.estimate(window, 60)).isEqualTo(Samples.none(Estimate.Reason.NO_RESIDUAL_VARIANCE));
    }

    @Test
    void shouldFitWhenTheBenchmarkIsFlat() {
        List<DailyReturn> window = Samples.random(1, -130, -11).stream()
                .map(r -> on(r.day(), r.stock(), 0))
                .toList();

        assertThat(Samples.fit(ModelKind.BENCHMARK_ADJUSTED, window).sigma()).isPositive();
    }
}
