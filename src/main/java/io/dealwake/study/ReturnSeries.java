package io.dealwake.study;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Daily returns in order of session: the fixed order of all sums. */
final class ReturnSeries {
    /**
     * A simple return is a quotient near one, less one, so it is known to about 1e-16 however small it is. Spreads up to
     * this are rounding; what stocks do is at least a million times larger.
     */
    private static final double ROUNDING = 1e-14;

    private final List<DailyReturn> sessions;

    private ReturnSeries(List<DailyReturn> sessions) {
        this.sessions = sessions;
    }

    /** Sorts by day; refuses sessions that occur twice and a later day without a later date. */
    static ReturnSeries of(List<DailyReturn> anyOrder) {
        List<DailyReturn> sessions = anyOrder.stream()
                .sorted(Comparator.comparingInt(DailyReturn::day))
                .toList();
        for (int i = 1; i < sessions.size(); i++) {
            DailyReturn before = sessions.get(i - 1);
            DailyReturn next = sessions.get(i);
            if (before.day() >= next.firstDay() || !before.date().isBefore(next.date())) {
                throw new IllegalArgumentException("session " + next.day() + " (" + next.date() + ") follows session "
                        + before.day() + " (" + before.date() + "), expected a later day and date");
            }
        }
        return new ReturnSeries(sessions);
    }

    List<DailyReturn> sessions() {
        return sessions;
    }

    int size() {
        return sessions.size();
    }

    double sum(ToDoubleFunction<DailyReturn> value) {
        double sum = 0;
        for (DailyReturn session : sessions) {
            sum += value.applyAsDouble(session);
        }
        return sum;
    }

    /** How many sessions the returns cover. */
    int covered() {
        return sessions.stream().mapToInt(DailyReturn::sessions).sum();
    }

    /** Mean of a session. */
    double mean(ToDoubleFunction<DailyReturn> value) {
        return sum(value) / covered();
    }

    /** Return over all sessions together, each on what the one before left. */
    double compounded(ToDoubleFunction<DailyReturn> value) {
        double growth = 1;
        for (DailyReturn session : sessions) {
            growth *= 1 + value.applyAsDouble(session);
        }
        return growth - 1;
    }

    List<Estimate.Residual> residuals(ToDoubleFunction<DailyReturn> expected) {
        return sessions.stream()
                .map(session -> new Estimate.Residual(
                        session.date(),
                        session.day(),
                        session.stock() - expected.applyAsDouble(session),
                        session.sessions()))
                .toList();
    }

    /** The spread up to which differences between these returns are rounding, a fraction. */
    double resolution() {
        double largest = 0;
        for (DailyReturn session : sessions) {
            largest = Math.max(largest, Math.max(Math.abs(session.stock()), Math.abs(session.benchmark())));
        }
        return ROUNDING * (1 + largest);
    }

    /** Refuses a minimum that would leave a model of so many parameters without a degree of freedom. */
    boolean isShorterThan(int minimumReturns, int parameters) {
        if (minimumReturns <= parameters) {
            throw new IllegalArgumentException("minimumReturns is " + minimumReturns
                    + ", expected more than the model's " + parameters + " parameters");
        }
        return size() < minimumReturns;
    }
}
