package io.dealwake.study;

import static io.dealwake.study.Samples.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbnormalReturnTest {
    private static final double ROUNDING = 1e-15;

    /** Residuals of the benchmark-adjusted model are simply the stock's returns when the benchmark stands still. */
    private static Estimate withResiduals(DailyReturn... window) {
        return Samples.fit(ModelKind.BENCHMARK_ADJUSTED, List.of(window));
    }

    private static Estimate fiveResiduals() {
        return withResiduals(on(-9, 0.01, 0), on(-8, 0.02, 0), on(-7, -0.03, 0), on(-6, -0.02, 0), on(-5, 0.005, 0));
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void shouldGiveTheSameBitsWhenTheInputIsShuffled(ModelKind kind) {
        List<DailyReturn> estimation = new ArrayList<>(Samples.random(7, -130, -11));
        List<DailyReturn> event = new ArrayList<>(Samples.random(8, -5, 5));
        Estimate estimate = Samples.fit(kind, estimation);
        AbnormalReturn expected = AbnormalReturn.measure(estimate, event);
        Random random = new Random(9);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(estimation, random);
            Collections.shuffle(event, random);

            assertThat(Samples.fit(kind, estimation)).isEqualTo(estimate);
            assertThat(AbnormalReturn.measure(Samples.fit(kind, estimation), event))
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldCompoundRawReturnsAndSumAbnormalOnesWhenTheWindowHasSeveralSessions() {
        AbnormalReturn result = AbnormalReturn.measure(
                fiveResiduals(), List.of(on(-1, 0.10, 0.02), on(0, -0.05, 0.01), on(1, 0.20, -0.04)));

        assertThat(result.sessions()).isEqualTo(3);
        assertThat(result.rawReturn()).isCloseTo(1.10 * 0.95 * 1.20 - 1, within(ROUNDING));
        assertThat(result.benchmarkReturn()).isCloseTo(1.02 * 1.01 * 0.96 - 1, within(ROUNDING));
        assertThat(result.expectedReturn()).isCloseTo(-0.01, within(ROUNDING));
        assertThat(result.abnormalReturn()).isCloseTo(0.26, within(ROUNDING));
    }

    @Test
    void shouldTurnTheSignsAndKeepThePsWhenTheMoveIsMirrored() {
        Estimate estimate = fiveResiduals();
        AbnormalReturn up = AbnormalReturn.measure(estimate, List.of(on(0, 0.02, 0)));
        AbnormalReturn down = AbnormalReturn.measure(estimate, List.of(on(0, -0.02, 0)));

        assertThat(down.abnormalReturn()).isEqualTo(-up.abnormalReturn());
        assertThat(down.tStatistic()).isEqualTo(-up.tStatistic());
        assertThat(down.pValue()).isEqualTo(up.pValue());
        assertThat(down.pEmpirical()).isEqualTo(up.pEmpirical());
    }

    @Test
    void shouldHaveAPOfOneWhenThereIsNoAbnormalReturn() {
        AbnormalReturn result = AbnormalReturn.measure(fiveResiduals(), List.of(on(0, 0.01, 0.01)));

        assertThat(result.tStatistic()).isZero();
        assertThat(result.pValue()).isEqualTo(1);
        assertThat(result.pEmpirical()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        // Five residuals: 0.01, 0.02, -0.03, -0.02, 0.005. An equal size counts.
        "0.0299, 0.3333333333333333",
        "0.03, 0.3333333333333333",
        "0.0301, 0.16666666666666666",
        "-0.0301, 0.16666666666666666",
        "0.02, 0.6666666666666666",
        "0.0049, 1"
    })
    void shouldRankByTheSizeOfResidualsWhenTheWindowIsOneSession(double stock, double expected) {
        AbnormalReturn result = AbnormalReturn.measure(fiveResiduals(), List.of(on(0, stock, 0)));

        assertThat(result.pEmpirical()).hasValue(expected);
    }

    @Test
    void shouldRankAmongRunsOfTheSameLengthWhenTheWindowHasSeveralSessions() {
        // Sums of two: 0.03, -0.01, -0.05, -0.015.
        AbnormalReturn result = AbnormalReturn.measure(fiveResiduals(), List.of(on(0, 0.02, 0), on(1, 0.009, 0)));

        assertThat(result.pEmpirical()).hasValue((1 + 2) / (4 + 1.0));
    }

    @Test
    void shouldCountNoRunAcrossAHoleWhenASessionIsMissing() {
        Estimate whole = Samples.fit(ModelKind.MARKET, Samples.random(3, -130, -11));
        List<DailyReturn> withHole = new ArrayList<>(Samples.random(3, -130, -11));
        withHole.removeIf(r -> r.day() == -70);
        Estimate holed = Samples.fit(ModelKind.MARKET, withHole);
        List<DailyReturn> huge = List.of(on(0, 0.9, 0), on(1, 0.9, 0), on(2, 0.9, 0));

        assertThat(AbnormalReturn.measure(whole, huge).pEmpirical()).hasValue(1 / (118 + 1.0));
        assertThat(AbnormalReturn.measure(holed, huge).pEmpirical()).hasValue(1 / (115 + 1.0));
        assertThat(AbnormalReturn.measure(holed, huge.subList(0, 1)).pEmpirical())
                .hasValue(1 / (119 + 1.0));
        assertThat(holed.degreesOfFreedom()).isEqualTo(117);
    }

    @Test
    void shouldHaveNoEmpiricalPWhenNoRunIsLongEnough() {
        Estimate scattered = withResiduals(on(-9, 0.01, 0), on(-7, 0.02, 0), on(-5, -0.03, 0), on(-3, 0.01, 0));
        AbnormalReturn two = AbnormalReturn.measure(scattered, List.of(on(0, 0.1, 0), on(1, 0.1, 0)));
        AbnormalReturn six = AbnormalReturn.measure(fiveResiduals(), Samples.random(1, 0, 5));

        assertThat(two.pEmpirical()).isEmpty();
        assertThat(six.pEmpirical()).isEmpty();
        assertThat(two.pValue()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        // One degree of freedom is Cauchy: p = 1 - 2/pi * atan(t), in the far tail 2/(pi t).
        "1, 0.5",
        "1e8, 6.366197723675814e-9",
        "1e12, 6.366197723675814e-13"
    })
    void shouldKeepItsDigitsWhenPIsSmall(double t, double expected) {
        Estimate cauchy =
                Samples.fitted(new BenchmarkAdjustedModel().estimate(List.of(on(-9, 1e-10, 0), on(-8, -1e-10, 0)), 2));
        AbnormalReturn result = AbnormalReturn.measure(cauchy, List.of(on(0, t * cauchy.sigma(), 0)));

        assertThat(result.degreesOfFreedom()).isEqualTo(1);
        assertThat(result.pValue()).isCloseTo(expected, withinPercentage(1e-9));
    }

    @Test
    void shouldRefuseAWindowWhenItIsEmpty() {
        assertThatThrownBy(() -> AbnormalReturn.measure(fiveResiduals(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eventWindow is empty");
    }

    @Test
    void shouldRefuseAWindowWhenASessionIsMissing() {
        assertThatThrownBy(() -> AbnormalReturn.measure(fiveResiduals(), List.of(on(0, 0.1, 0), on(2, 0.1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected consecutive days");
    }

    @Test
    void shouldRefuseAnyWindowWhenADayOccursTwice() {
        List<DailyReturn> twice = List.of(on(0, 0.1, 0), on(0, 0.1, 0));

        assertThatThrownBy(() -> AbnormalReturn.measure(fiveResiduals(), twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a later day");
        assertThatThrownBy(() -> new MarketModel().estimate(twice, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a later day");
    }

    @Test
    void shouldRefuseAnyWindowWhenDatesContradictDays() {
        List<DailyReturn> backwards =
                List.of(new DailyReturn(Samples.DAY_ZERO, 0, 0.1, 0), new DailyReturn(Samples.DAY_ZERO, 1, 0.1, 0));

        assertThatThrownBy(() -> AbnormalReturn.measure(fiveResiduals(), backwards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a later day and date");
    }

    @ParameterizedTest
    @ValueSource(ints = {-9, -7, -5})
    void shouldRefuseAWindowWhenTheModelWasFittedToIt(int day) {
        assertThatThrownBy(() -> AbnormalReturn.measure(fiveResiduals(), List.of(on(day, 0.1, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no session of the estimation window");
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, -4})
    void shouldTakeAWindowWhenItTouchesTheEstimationWindow(int day) {
        assertThat(AbnormalReturn.measure(fiveResiduals(), List.of(on(day, 0.1, 0)))
                        .sessions())
                .isEqualTo(1);
    }
}
