package io.dealwake.study;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a stock and its benchmark earned over one session, close to close; or, where sessions before it have no price, over
 * those too: from trade to trade (Maynes and Rumsey 1993).
 *
 * @param date the last session's date
 * @param day the last session's number relative to the event day, which is 0; sessions count, not calendar days
 * @param stock simple return of the stock, a fraction above -1
 * @param benchmark simple return of the benchmark between the same two closes, a fraction above -1
 * @param sessions how many sessions it covers, at least one
 */
public record DailyReturn(LocalDate date, int day, double stock, double benchmark, int sessions) {
    /**
     * The largest return taken. A price that rises ten thousand times in a session is a fault in the prices; with this
     * bound no sum or square can overflow, nor the compounded return of as many sessions as an event window has.
     */
    public static final double LARGEST = 1e4;

    /** @throws IllegalArgumentException for a return that is not {@linkplain #isPossible possible} */
    public DailyReturn {
        Objects.requireNonNull(date, "date");
        check("stock", stock);
        check("benchmark", benchmark);
        if (sessions < 1) {
            throw new IllegalArgumentException("sessions is " + sessions + ", expected at least one");
        }
    }

    /** The return of one session. */
    public DailyReturn(LocalDate date, int day, double stock, double benchmark) {
        this(date, day, stock, benchmark, 1);
    }

    /** The number of the first session that it covers. */
    public int firstDay() {
        return day - sessions + 1;
    }

    /**
     * Whether a number can be a return: above -1 and at most {@link #LARGEST}. A stock cannot lose everything between two
     * prices above zero, but a quotient of absurd prices can round to that.
     */
    public static boolean isPossible(double simpleReturn) {
        return simpleReturn > -1 && simpleReturn <= LARGEST;
    }

    private static void check(String field, double value) {
        if (!isPossible(value)) {
            throw new IllegalArgumentException(
                    field + " is " + value + ", expected a return above -1, at most " + LARGEST);
        }
    }
}
