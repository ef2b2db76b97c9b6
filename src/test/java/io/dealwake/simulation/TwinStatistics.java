package io.dealwake.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;

/** The statistics of docs/method.md, written out once more. */
final class TwinStatistics {
    private TwinStatistics() {}

    /** A return that ends with a session and covers some. */
    record Return(int day, LocalDate date, double stock, double market, int sessions) {}

    /** A model fitted to returns. */
    record Fit(boolean market, double alpha, double beta, double sigma, List<Return> returns) {
        double expected(Return of) {
            return market ? alpha * of.sessions() + beta * of.market() : of.market();
        }

        int parameters() {
            return market ? 2 : 1;
        }

        int covered() {
            return returns.stream().mapToInt(Return::sessions).sum();
        }

        double residual(Return of) {
            return of.stock() - expected(of);
        }
    }

    /** Least squares of R/√d on √d and Rm/√d, d the sessions of a return. */
    static Fit fit(boolean market, List<Return> returns) {
        double sessions = 0;
        double stockSum = 0;
        double marketSum = 0;
        for (Return each : returns) {
            sessions += each.sessions();
            stockSum += each.stock();
            marketSum += each.market();
        }
        if (!market) {
            double mean = (stockSum - marketSum) / sessions;
            double squares = 0;
            for (Return each : returns) {
                squares += Math.pow(each.stock() - each.market() - mean * each.sessions(), 2) / each.sessions();
            }
            return new Fit(false, 0, 1, Math.sqrt(squares / (returns.size() - 1)), returns);
        }
        double mean = marketSum / sessions;
        double above = 0;
        double below = 0;
        for (Return each : returns) {
            double deviation = (each.market() - mean * each.sessions()) / Math.sqrt(each.sessions());
            above += deviation * each.stock() / Math.sqrt(each.sessions());
            below += deviation * deviation;
        }
        double beta = above / below;
        Fit line = new Fit(true, (stockSum - beta * marketSum) / sessions, beta, 0, returns);
        double squares = 0;
        for (Return each : returns) {
            squares += Math.pow(line.residual(each), 2) / each.sessions();
        }
        return new Fit(true, line.alpha(), beta, Math.sqrt(squares / (returns.size() - 2)), returns);
    }

    /** Adds what an event window comes to. */
    static void measure(Fit fit, List<Return> window, Map<String, Object> to) {
        int length = window.stream().mapToInt(Return::sessions).sum();
        double market = 1;
        double expected = 0;
        double abnormal = 0;
        double deviation = 0;
        double mean = fit.returns().stream().mapToDouble(Return::market).sum() / fit.covered();
        for (Return each : window) {
            market *= 1 + each.market();
            expected += fit.expected(each);
            abnormal += fit.residual(each);
            deviation += each.market() - mean * each.sessions();
        }
        double factor = length;
        if (fit.market()) {
            double squares = 0;
            for (Return each : fit.returns()) {
                squares += Math.pow(each.market() - mean * each.sessions(), 2) / each.sessions();
            }
            factor += (double) length * length / fit.covered() + deviation * deviation / squares;
        }
        double error = fit.sigma() * Math.sqrt(factor);
        double naive = fit.sigma() * Math.sqrt(length);
        int freedom = fit.returns().size() - fit.parameters();
        to.put("benchmarkReturn", market - 1);
        to.put("expectedReturn", expected);
        to.put("abnormalReturn", abnormal);
        to.put("standardError", error);
        to.put("standardErrorNaive", naive);
        to.put("degreesOfFreedom", freedom);
        to.put("tStatistic", abnormal / error);
        to.put("tStatisticNaive", abnormal / naive);
        to.put("pValue", 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(abnormal / error)));
        rank(fit, length, Math.abs(abnormal), to);
        if (fit.market()) {
            to.put("alpha", fit.alpha());
            to.put("beta", fit.beta());
        }
        to.put("sigma", fit.sigma());
        describe(fit, to);
    }

    static void describe(Fit fit, Map<String, Object> to) {
        to.put("estimationDays", fit.returns().size());
        to.put("estimationFrom", fit.returns().get(0).date());
        to.put("estimationTo", fit.returns().get(fit.returns().size() - 1).date());
    }

    private static void rank(Fit fit, int length, double size, Map<String, Object> to) {
        List<Double> sums = new ArrayList<>();
        for (Return first : fit.returns()) {
            for (Return last : fit.returns()) {
                List<Return> run = fit.returns().stream()
                        .filter(each -> each.day() >= first.day() && each.day() <= last.day())
                        .toList();
                int from = first.day() - first.sessions() + 1;
                boolean without = run.stream().mapToInt(Return::sessions).sum() != last.day() - from + 1;
                if (last.day() - from + 1 == length && !without) {
                    sums.add(run.stream().mapToDouble(fit::residual).sum());
                }
            }
        }
        if (!sums.isEmpty()) {
            long larger = sums.stream().filter(sum -> Math.abs(sum) >= size).count();
            to.put("pEmpirical", (1.0 + larger) / (sums.size() + 1.0));
        }
    }
}
