package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;

/** Checks for compact constructors: each failure names the field, the value and what was expected. */
public final class Require {
    private Require() {}

    /** A text with at least one character that is not white space. */
    public static String text(String field, String value) {
        check(value != null && !value.isBlank(), field, value, "a text that is not empty");
        return value;
    }

    /** A ticker symbol: no white space, at most 32 characters. */
    public static String symbol(String field, String value) {
        boolean plain = value != null && !value.isEmpty() && value.length() <= 32 && isDense(value);
        check(plain, field, value, "a symbol of 1 to 32 characters without white space");
        return value;
    }

    private static boolean isDense(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** A name that is safe in keys and file names. */
    public static String name(String field, String value) {
        check(
                value != null && value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
                field,
                value,
                "1 to 100 letters, digits, dots, dashes or underscores");
        return value;
    }

    /** A finite amount above zero: at least 1e-9 and at most 1e15, so that ratios and products stay finite too. */
    public static double price(String field, double value) {
        check(value >= 1e-9 && value <= 1e15, field, value, "a finite number above zero (1e-9 to 1e15)");
        return value;
    }

    /** A finite number of either sign. */
    public static double finite(String field, double value) {
        check(Double.isFinite(value), field, value, "a finite number");
        return value;
    }

    /** A whole number of at least one. */
    public static long positive(String field, long value) {
        check(value > 0, field, value, "a whole number above zero");
        return value;
    }

    /** A whole number of at least zero. */
    public static long notNegative(String field, long value) {
        check(value >= 0, field, value, "zero or a whole number above it");
        return value;
    }

    /** A value that is there at all. */
    public static <T> T present(String field, T value) {
        check(value != null, field, value, "a value");
        return value;
    }

    /**
     * An instant of the supported era, from {@link Era#FIRST} inclusive to {@link Era#END} exclusive, in whole
     * microseconds: finer parts would be lost on the wire, so they are refused here.
     */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the part below a second is what is meant
    public static Instant instant(String field, Instant value) {
        check(
                value != null && !value.isBefore(Era.FIRST) && value.isBefore(Era.END),
                field,
                value,
                "a time from 1990 to 2100");
        check(value.getNano() % 1000 == 0, field, value, "a time in whole microseconds");
        return value;
    }

    /** A date of the supported era: from the start of 1990 to the end of 2099. */
    public static LocalDate date(String field, LocalDate value) {
        check(
                value != null && value.getYear() >= 1990 && value.getYear() < 2100,
                field,
                value,
                "a date from 1990 to 2099");
        return value;
    }

    /**
     * Refuses a field with more parts than it may have. What is said is made only for what is refused: trades are checked by the
     * million.
     *
     * @param parts what is counted, such as "characters long"
     */
    public static void atMost(int most, String field, int count, String parts) {
        if (count > most) {
            throw new IllegalArgumentException(field + " is " + count + " " + parts + ", expected at most " + most);
        }
    }

    /** Refuses the value of a field unless the condition holds. */
    public static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + ", expected " + expected);
        }
    }
}
