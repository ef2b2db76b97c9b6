package io.dealwake.study;

import static io.dealwake.study.Samples.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketModelTest {
    /** The library updates its sums one by one, which loses a few digits more than two passes. */
    private static final double LIBRARY_PERCENT = 1e-9;
    /** A hundred residuals of a few per cent, each known to 1e-17. */
    private static final double ZERO = 1e-14;

    private final MarketModel model = new MarketModel();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithTheLibrarysRegressionWhenReturnsAreRandom(long seed) {
        List<DailyReturn> window = Samples.random(seed, -130, -11);
        SimpleRegression oracle = new SimpleRegression();
        window.forEach(r -> oracle.addData(r.benchmark(), r.stock()));

        Estimate estimate = Samples.fit(ModelKind.MARKET, window);

        assertThat(estimate.alpha().orElseThrow()).isCloseTo(oracle.getIntercept(), withinPercentage(LIBRARY_PERCENT));
        assertThat(estimate.beta().orElseThrow()).isCloseTo(oracle.getSlope(), withinPercentage(LIBRARY_PERCENT));
        assertThat(estimate.sigma())
                .isCloseTo(Math.sqrt(oracle.getMeanSquareError()), withinPercentage(LIBRARY_PERCENT));
        assertThat(estimate.expected(Samples.on(0, 0, 0.03)))
                .isCloseTo(oracle.predict(0.03), withinPercentage(LIBRARY_PERCENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldLeaveResidualsThatNeitherLeanNorFollowTheBenchmarkWhenFitted(long seed) {
        List<DailyReturn> window = Samples.random(seed, -130, -11);
        List<Estimate.Residual> residuals =
                Samples.fit(ModelKind.MARKET, window).residuals();

        assertThat(residuals.stream().mapToDouble(Estimate.Residual::value).sum())
                .isCloseTo(0, within(ZERO));
        assertThat(IntStream.range(0, residuals.size())
                        .mapToDouble(
                                i -> residuals.get(i).value() * window.get(i).benchmark())
                        .sum())
                .isCloseTo(0, within(ZERO));
    }

    @Test
    void shouldDescribeItsWindowWhenFitted() {
        Estimate estimate = Samples.fit(ModelKind.MARKET, Samples.random(1, -130, -11));

        assertThat(estimate.days()).isEqualTo(120);
        assertThat(estimate.parameters()).isEqualTo(2);
        assertThat(estimate.degreesOfFreedom()).isEqualTo(118);
        assertThat(estimate.from()).isEqualTo(Samples.DAY_ZERO.minusDays(130));
        assertThat(estimate.to()).isEqualTo(Samples.DAY_ZERO.minusDays(11));
        assertThat(estimate.residuals())
                .extracting(Estimate.Residual::day)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(-130, -11).boxed().toList());
        assertThat(estimate.benchmarkSensitivity()).isEqualTo(estimate.beta().orElseThrow());
    }

    @Test
    void shouldForecastLessSurelyWhenTheBenchmarkIsFarFromItsMean() {
        // Mean 0, sum of squared deviations 0.0004: the second term of the variance can be read off.
        Estimate estimate = Samples.fit(
                ModelKind.MARKET, List.of(on(-5, 0.02, 0.01), on(-4, 0, -0.01), on(-3, 0, 0.01), on(-2, 0.01, -0.01)));

        assertThat(estimate.forecastVarianceFactor(List.of(on(0, 0, 0)))).isCloseTo(1 + 1 / 4.0, within(ZERO));
        assertThat(estimate.forecastVarianceFactor(List.of(on(0, 0, 0.02)))).isCloseTo(1 + 1 / 4.0 + 1, within(ZERO));
        assertThat(estimate.forecastVarianceFactor(List.of(on(0, 0, 0.02), on(1, 0, 0.04))))
                .isCloseTo(2 + 4 / 4.0 + 9, within(ZERO));
        assertThat(estimate.forecastVarianceFactor(List.of(on(0, 0, 0.02), on(1, 0, -0.02))))
                .isCloseTo(2 + 4 / 4.0, within(ZERO));
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
        assertThat(model.estimate(List.of(), 3)).isEqualTo(Samples.none(Estimate.Reason.TOO_FEW_RETURNS));
    }

    @Test
    void shouldRefuseAMinimumWhenItLeavesNoDegreeOfFreedom() {
        assertThatThrownBy(() -> model.estimate(Samples.random(1, -60, -1), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimumReturns is 2");
        assertThat(Samples.fitted(model.estimate(Samples.random(1, -3, -1), 3)).degreesOfFreedom())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -0.003, 0.0007, 1000})
    void shouldSayFlatBenchmarkWhenTheBenchmarkAlwaysEarnsTheSame(double constant) {
        List<DailyReturn> window = Samples.random(1, -130, -11).stream()
                .map(r -> on(r.day(), r.stock(), constant))
                .toList();

        assertThat(model.estimate(window, 60)).isEqualTo(Samples.none(Estimate.Reason.FLAT_BENCHMARK));
    }

    @Test
    void shouldFitWhenTheBenchmarkMovesOnceAndLittle() {
        List<DailyReturn> window = new ArrayList<>(Samples.random(1, -130, -11).stream()
                .map(r -> on(r.day(), r.stock(), 0))
                .toList());
        window.set(7, on(-123, 0.01, 1e-6));

        assertThat(Samples.fit(ModelKind.MARKET, window).beta().orElseThrow()).isFinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, -0.7, 37})
    void shouldSayNoResidualVarianceWhenTheStockFollowsTheBenchmarkExactly(double slope) {
        List<DailyReturn> window = Samples.random(1, -130, -11).stream()
                .map(r -> on(r.day(), 0.0003 + slope * r.benchmark() / 40, r.benchmark() / 40))
                .toList();

        assertThat(model.estimate(window, 60)).isEqualTo(Samples.none(Estimate.Reason.NO_RESIDUAL_VARIANCE));
    }

    @Test
    void shouldSayNoResidualVarianceWhenTheBenchmarkAtAnotherScaleIsMeasuredAgainstItself() {
        LocalDate dayZero = LocalDate.of(2025, 10, 6);
        List<DailyReturn> own = Prices.observed().returns("SPY", "SPY", dayZero, -130, -11);
        List<DailyReturn> tenth = Prices.observed().scaled("SPY", 0.1).returns("SPY", "SPY", dayZero, -130, -11);
        List<DailyReturn> mixed = IntStream.range(0, own.size())
                .mapToObj(i -> new DailyReturn(
                        own.get(i).date(),
                        own.get(i).day(),
                        tenth.get(i).stock(),
                        own.get(i).benchmark()))
                .toList();

        assertThat(model.estimate(mixed, 60)).isEqualTo(Samples.none(Estimate.Reason.NO_RESIDUAL_VARIANCE));
    }

    @Test
    void shouldStayFiniteWhenReturnsAreAbsurd() {
        List<DailyReturn> window = Samples.random(1, -130, -11).stream()
                .map(r -> r.day() % 2 == 0 ? on(r.day(), DailyReturn.LARGEST, -0.999) : r)
                .toList();
        AbnormalReturn result = AbnormalReturn.measure(
                Samples.fit(ModelKind.MARKET, window),
                IntStream.rangeClosed(0, 60)
                        .mapToObj(day -> on(day, DailyReturn.LARGEST, DailyReturn.LARGEST))
                        .toList());

        assertThat(result.rawReturn()).isFinite();
        assertThat(result.standardError()).isFinite().isPositive();
        assertThat(result.tStatistic()).isFinite();
        assertThat(result.pValue()).isBetween(0.0, 1.0);
    }
}
