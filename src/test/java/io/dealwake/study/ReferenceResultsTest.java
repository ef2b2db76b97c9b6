package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The deals that everything is measured by: figures as published in the project, then an independent program's. */
class ReferenceResultsTest {
    /** Published figures are rounded to nine decimals; half a unit of the last, and rounding of the half. */
    private static final double PUBLISHED = 5.1e-10;
    /** Published t statistics have six decimals. */
    private static final double PUBLISHED_T = 5.1e-7;
    /** Sums over 120 returns known to 1e-16 each. */
    private static final double EXACT = 1e-13;
    /** The same for t statistics, which are ten times such a sum over a standard error of two per cent. */
    private static final double EXACT_T = 1e-11;
    /** Ten digits: a t of nine known to 1e-11 moves p by t·1e-11 relative, the library adds a few 1e-14. */
    private static final double P_PERCENT = 1e-8;

    private final Prices prices = Prices.observed();

    @ParameterizedTest
    @CsvSource(textBlock = """
            AMD,  2025-10-06, 0, 0, 0.237080221, 0.001120237, 1.936220204, 0.024137470, 0.229016082, 9.487990, 9.448012
            AMD,  2025-10-06, 0, 2, 0.430497358, 0.001120237, 1.936220204, 0.024137470, 0.374404305, 8.955472, 8.845524
            NVDA, 2025-09-22, 0, 0, 0.039282278, 0.000983520, 1.626481560, 0.015966236, 0.030603787, 1.916782, 1.908444""")
    void shouldGiveThePublishedFiguresWhenMeasuringTheDeals(
            String symbol,
            LocalDate dayZero,
            int first,
            int last,
            double raw,
            double alpha,
            double beta,
            double sigma,
            double abnormal,
            double tNaive,
            double t) {
        Estimate model = fit(ModelKind.MARKET, symbol, dayZero);
        AbnormalReturn result = measure(model, symbol, dayZero, first, last);

        assertThat(model.alpha().orElseThrow()).isCloseTo(alpha, within(PUBLISHED));
        assertThat(model.beta().orElseThrow()).isCloseTo(beta, within(PUBLISHED));
        assertThat(model.sigma()).isCloseTo(sigma, within(PUBLISHED));
        assertThat(result.rawReturn()).isCloseTo(raw, within(PUBLISHED));
        assertThat(result.abnormalReturn()).isCloseTo(abnormal, within(PUBLISHED));
        assertThat(result.tStatisticNaive()).isCloseTo(tNaive, within(PUBLISHED_T));
        assertThat(result.tStatistic()).isCloseTo(t, within(PUBLISHED_T));
    }

    @ParameterizedTest
    @CsvSource({
        "AMD,  2025-10-06, 0, 0, 0.233493903, 0.233493903",
        "AMD,  2025-10-06, 0, 2, 0.424669591, 0.383234289",
        "NVDA, 2025-09-22, 0, 0, 0.034551225, 0.034551225"
    })
    void shouldGiveThePublishedFiguresWhenAdjustingByTheBenchmark(
            String symbol, LocalDate dayZero, int first, int last, double buyAndHold, double abnormal) {
        Estimate model = fit(ModelKind.BENCHMARK_ADJUSTED, symbol, dayZero);
        AbnormalReturn result = measure(model, symbol, dayZero, first, last);

        assertThat(result.rawReturn() - result.benchmarkReturn()).isCloseTo(buyAndHold, within(PUBLISHED));
        assertThat(result.abnormalReturn()).isCloseTo(abnormal, within(PUBLISHED));
    }

    @Test
    void shouldCallAmdSignificantAndNvidiaNotWhenTestedAtFivePercent() {
        LocalDate amdDay = LocalDate.of(2025, 10, 6);
        LocalDate nvidiaDay = LocalDate.of(2025, 9, 22);
        AbnormalReturn amd = measure(fit(ModelKind.MARKET, "AMD", amdDay), "AMD", amdDay, 0, 2);
        AbnormalReturn nvidia = measure(fit(ModelKind.MARKET, "NVDA", nvidiaDay), "NVDA", nvidiaDay, 0, 0);

        assertThat(amd.pValue()).isCloseTo(1.1e-14, within(0.05e-14));
        assertThat(amd.pEmpirical()).hasValue(1 / 119.0);
        assertThat(nvidia.pValue()).isCloseTo(0.0588, within(0.00005));
        assertThat(nvidia.pEmpirical()).hasValue(10 / 121.0);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldAgreeWithTheOracleWhenMeasuringAllWindows(Map<String, String> expected) {
        String symbol = expected.get("symbol");
        LocalDate dayZero = LocalDate.parse(expected.get("day0"));
        ModelKind kind = ModelKind.parse(expected.get("model"));
        Estimate model = fit(kind, symbol, dayZero);
        AbnormalReturn result = measure(model, symbol, dayZero, integer(expected, "first"), integer(expected, "last"));

        assertThat(model.kind()).isEqualTo(kind);
        assertThat(model.days()).isEqualTo(120);
        assertThat(model.from()).isEqualTo(expected.get("from"));
        assertThat(model.to()).isEqualTo(expected.get("to"));
        if (kind == ModelKind.MARKET) {
            assertThat(model.alpha().orElseThrow()).isCloseTo(number(expected, "alpha"), within(EXACT));
            assertThat(model.beta().orElseThrow()).isCloseTo(number(expected, "beta"), within(EXACT));
        }
        assertThat(model.sigma()).isCloseTo(number(expected, "sigma"), within(EXACT));
        assertThat(result.rawReturn()).isCloseTo(number(expected, "rawReturn"), within(EXACT));
        assertThat(result.benchmarkReturn()).isCloseTo(number(expected, "benchmarkReturn"), within(EXACT));
        assertThat(result.expectedReturn()).isCloseTo(number(expected, "expectedReturn"), within(EXACT));
        assertThat(result.abnormalReturn()).isCloseTo(number(expected, "abnormalReturn"), within(EXACT));
        assertThat(result.standardError()).isCloseTo(number(expected, "standardError"), within(EXACT));
        assertThat(result.standardErrorNaive()).isCloseTo(number(expected, "standardErrorNaive"), within(EXACT));
        assertThat(result.degreesOfFreedom()).isEqualTo(integer(expected, "degreesOfFreedom"));
        assertThat(result.tStatistic()).isCloseTo(number(expected, "tStatistic"), within(EXACT_T));
        assertThat(result.tStatisticNaive()).isCloseTo(number(expected, "tStatisticNaive"), within(EXACT_T));
        assertThat(result.pValue()).isCloseTo(number(expected, "pValue"), withinPercentage(P_PERCENT));
        assertThat(result.pEmpirical())
                .hasValue((1.0 + integer(expected, "asLarge")) / (1.0 + integer(expected, "runs")));
    }

    static Stream<Map<String, String>> vectors() {
        return Prices.table("/oracle/study/vectors.csv").stream();
    }

    @ParameterizedTest
    @CsvSource({"AMD, 0.25", "AMD, 1024", "SPY, 0.5", "SPY, 64"})
    void shouldGiveTheSameBitsWhenAllPricesAreMultipliedByAPowerOfTwo(String column, double factor) {
        LocalDate dayZero = LocalDate.of(2025, 10, 6);
        Prices scaled = prices.scaled(column, factor);

        assertThat(amdOverThreeSessions(scaled, dayZero)).isEqualTo(amdOverThreeSessions(prices, dayZero));
    }

    @ParameterizedTest
    @CsvSource({"AMD, 3.7", "SPY, 0.013"})
    void shouldKeepItsFiguresWhenAllPricesAreMultipliedByAnything(String column, double factor) {
        LocalDate dayZero = LocalDate.of(2025, 10, 6);
        AbnormalReturn expected = amdOverThreeSessions(prices, dayZero);
        AbnormalReturn result = amdOverThreeSessions(prices.scaled(column, factor), dayZero);

        assertThat(result.abnormalReturn()).isCloseTo(expected.abnormalReturn(), within(EXACT));
        assertThat(result.tStatistic()).isCloseTo(expected.tStatistic(), within(EXACT_T));
        assertThat(result.pEmpirical()).isEqualTo(expected.pEmpirical());
    }

    private static AbnormalReturn amdOverThreeSessions(Prices prices, LocalDate dayZero) {
        Estimate model = Samples.fit(ModelKind.MARKET, prices.returns("AMD", "SPY", dayZero, -130, -11));
        return AbnormalReturn.measure(model, prices.returns("AMD", "SPY", dayZero, 0, 2));
    }

    private Estimate fit(ModelKind kind, String symbol, LocalDate dayZero) {
        List<DailyReturn> window = prices.returns(symbol, "SPY", dayZero, -130, -11);
        return Samples.fitted(kind.model().estimate(window, 120));
    }

    private AbnormalReturn measure(Estimate model, String symbol, LocalDate dayZero, int first, int last) {
        return AbnormalReturn.measure(model, prices.returns(symbol, "SPY", dayZero, first, last));
    }

    private static double number(Map<String, String> row, String field) {
        return Double.parseDouble(row.get(field));
    }

    private static int integer(Map<String, String> row, String field) {
        return Integer.parseInt(row.get(field));
    }
}
