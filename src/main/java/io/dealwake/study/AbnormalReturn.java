package io.dealwake.study;

import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What a stock earned beyond the expected over an event window, and whether that is more than noise. Returns and standard
 * errors are fractions; up is positive.
 *
 * <p>Sources: abnormal and cumulative abnormal return, A. C. MacKinlay, Event Studies in Economics and Finance, Journal of
 * Economic Literature 35 (1997), sections 5.A and 5.C; the standard error of the window as said at the model. The empirical
 * p is the sample-quantile test for one firm of J. B. Gelbach, E. Helland and J. Klick, Valid Inference in Single-Firm,
 * Single-Event Studies, American Law and Economics Review 15 (2013), which ranks an abnormal return among the estimation
 * residuals. We deviate: two-sided by absolute value; (1 + #) / (m + 1), which is never zero; for several sessions, sums
 * over as many consecutive residuals. Such sums overlap and residuals fit better than forecasts, so it stays approximate.
 *
 * @param sessions number of sessions in the window, L
 * @param rawReturn return of the stock, compounded over the window
 * @param benchmarkReturn return of the benchmark, compounded over the window
 * @param expectedReturn sum of the daily expected returns
 * @param abnormalReturn sum of the daily abnormal returns (CAR); over several sessions not raw minus expected, which
 *     compounds one and sums the other
 * @param standardError of the sum, with the forecast error of the whole window
 * @param standardErrorNaive sigma·√L, as if the model were known
 * @param degreesOfFreedom of both t statistics
 * @param tStatistic abnormal return over standard error
 * @param tStatisticNaive abnormal return over naive standard error
 * @param pValue two-sided, Student t, of {@code tStatistic}
 * @param pEmpirical (1 + #) / (m + 1): of m sums of L residuals from consecutive sessions of the estimation window, # are
 *     at least as large in size as the abnormal return; absent when no L such sessions follow each other
 */
public record AbnormalReturn(
        int sessions,
        double rawReturn,
        double benchmarkReturn,
        double expectedReturn,
        double abnormalReturn,
        double standardError,
        double standardErrorNaive,
        int degreesOfFreedom,
        double tStatistic,
        double tStatisticNaive,
        double pValue,
        OptionalDouble pEmpirical) {

    /**
     * Measures an event window.
     *
     * @param eventWindow the returns of sessions that follow each other without a hole, at least one, in any order, none
     *     from the estimation window
     * @throws IllegalArgumentException for any other window
     */
    public static AbnormalReturn measure(Estimate model, List<DailyReturn> eventWindow) {
        ReturnSeries window = ReturnSeries.of(eventWindow);
        check(model, window.sessions());
        double abnormal = window.sum(r -> r.stock() - model.expected(r));
        double standardError = model.sigma() * Math.sqrt(model.forecastVarianceFactor(window.sessions()));
        double naive = model.sigma() * Math.sqrt(window.covered());
        double t = abnormal / standardError;
        return new AbnormalReturn(
                window.covered(),
                window.compounded(DailyReturn::stock),
                window.compounded(DailyReturn::benchmark),
                window.sum(model::expected),
                abnormal,
                standardError,
                naive,
                model.degreesOfFreedom(),
                t,
                abnormal / naive,
                twoSided(t, model.degreesOfFreedom()),
                rankAmongRuns(model.residuals(), window.covered(), Math.abs(abnormal)));
    }

    private static void check(Estimate model, List<DailyReturn> window) {
        if (window.isEmpty()) {
            throw new IllegalArgumentException("eventWindow is empty, expected at least one session");
        }
        int first = window.get(0).firstDay();
        int last = window.get(window.size() - 1).day();
        int covered = window.stream().mapToInt(DailyReturn::sessions).sum();
        if ((long) last - first != covered - 1) {
            throw new IllegalArgumentException("eventWindow is " + covered + " sessions from " + first + " to " + last
                    + ", expected consecutive days");
        }
        if (model.residuals().stream().anyMatch(r -> r.day() >= first && r.firstDay() <= last)) {
            throw new IllegalArgumentException("eventWindow is " + first + " to " + last
                    + ", expected no session of the estimation window, " + model.from() + " to " + model.to());
        }
    }

    /** Twice the lower tail: one minus the upper end would lose all digits of a small p. */
    private static double twoSided(double t, int degreesOfFreedom) {
        return 2 * new TDistribution(degreesOfFreedom).cumulativeProbability(-Math.abs(t));
    }

    private static OptionalDouble rankAmongRuns(List<Estimate.Residual> residuals, int length, double size) {
        int runs = 0;
        int asLarge = 0;
        for (int start = 0; start < residuals.size(); start++) {
            OptionalDouble run = sumOfRun(residuals, start, length);
            if (run.isPresent()) {
                runs++;
                asLarge += Math.abs(run.getAsDouble()) >= size ? 1 : 0;
            }
        }
        return runs == 0 ? OptionalDouble.empty() : OptionalDouble.of((1.0 + asLarge) / (runs + 1.0));
    }

    /** The sum of the residuals from one on that follow each other and cover so many sessions, no more and no less. */
    private static OptionalDouble sumOfRun(List<Estimate.Residual> residuals, int start, int length) {
        double sum = 0;
        int covered = 0;
        for (int i = start; i < residuals.size() && covered < length; i++) {
            Estimate.Residual next = residuals.get(i);
            if (i > start && residuals.get(i - 1).day() + 1 != next.firstDay()) {
                return OptionalDouble.empty();
            }
            sum += next.value();
            covered += next.sessions();
        }
        return covered == length ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
