package io.dealwake.wire.file;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times in the form that nearly all have, {@code YYYY-MM-DDThh:mm:ss[.fraction]} and {@code Z} or {@code ±hh:mm}, read in a
 * tenth of the time that Java's parser takes. Whatever has another form is left to that.
 */
final class CommonTime {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final String OFFSET = "00:00";
    private static final int LONGEST_FRACTION = 9;

    private CommonTime() {}

    /**
     * What {@link OffsetDateTime#parse} gives, as an instant; absent where that has to be asked.
     *
     * @throws java.time.DateTimeException where that refuses too: there is no such day or time of day
     */
    static Optional<Instant> parse(String text) {
        int point = FORM.length();
        int digits = text.startsWith(".", point) ? digits(text, point + 1) : 0;
        int offset = digits == 0 ? point : point + 1 + digits;
        if (digits > LONGEST_FRACTION || !hasForm(text, 0, FORM) || !hasOffset(text, offset)) {
            return Optional.empty();
        }
        LocalDateTime local = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 2),
                number(text, 8, 2),
                number(text, 11, 2),
                number(text, 14, 2),
                number(text, 17, 2));
        long second = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds(text, offset);
        return Optional.of(Instant.ofEpochSecond(second, nanos(text, point + 1, digits)));
    }

    /** A zero of a form stands for any digit, all else for itself. */
    private static boolean hasForm(String text, int from, String form) {
        if (text.length() < from + form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(from + i);
            if (form.charAt(i) == '0' ? !isDigit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text ends in an offset there, which is far from those that are too large. */
    private static boolean hasOffset(String text, int from) {
        if (text.length() == from + 1) {
            return text.charAt(from) == 'Z';
        }
        return text.length() == from + 1 + OFFSET.length()
                && (text.charAt(from) == '+' || text.charAt(from) == '-')
                && hasForm(text, from + 1, OFFSET)
                && number(text, from + 1, 2) < 18
                && number(text, from + 4, 2) < 60;
    }

    private static int offsetSeconds(String text, int from) {
        if (text.charAt(from) == 'Z') {
            return 0;
        }
        int seconds = number(text, from + 1, 2) * 3600 + number(text, from + 4, 2) * 60;
        return text.charAt(from) == '-' ? -seconds : seconds;
    }

    private static int nanos(String text, int from, int digits) {
        int nanos = number(text, from, digits);
        for (int digit = digits; digit < LONGEST_FRACTION; digit++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
