package io.dealwake.wire.file;

import io.dealwake.market.Require;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Single values from their text, read alike on every machine. What cannot be read is refused with the field, the text as
 * it stands in the file, and what was expected.
 */
public final class Scalars {
    /** What a time looks like, for messages. */
    public static final String TIME = "an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00";

    private static final String DIGITS = "0123456789";
    private static final String DIGITS_AND_SIGNS = DIGITS + ".+-eE";

    private Scalars() {}

    static String text(String field, String text) {
        if (text.isBlank()) {
            throw refusal(field, text, "a text that is not empty");
        }
        return text;
    }

    static boolean flag(String field, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(field, text, "true or false");
        }
        return text.equals("true");
    }

    static double price(String field, String text) {
        try {
            return Require.price(field, decimal(text));
        } catch (IllegalArgumentException e) {
            throw refusal(field, text, BadFile.expectedOf(e));
        }
    }

    static long whole(String field, String text) {
        if (text.isEmpty() || !hasOnly(DIGITS, text)) {
            throw refusal(field, text, "a whole number");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refusal(field, text, "a whole number of at most " + Long.MAX_VALUE);
        }
    }

    /** A date of a calendar, such as that of a session. */
    public static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw refusal(field, text, "a date such as 2025-10-06");
        }
    }

    /** A time with its offset, in whole microseconds and within the years that are supported. */
    public static Instant instant(String field, String text) {
        try {
            Optional<Instant> common = CommonTime.parse(text);
            return Require.instant(
                    field, common.orElseGet(() -> OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            throw refusal(field, text, hasNoOffset(text) ? TIME + ": this one has no offset" : TIME);
        } catch (IllegalArgumentException e) {
            throw refusal(field, text, BadFile.expectedOf(e));
        }
    }

    static IllegalArgumentException refusal(String field, String text, String expected) {
        String shown = text.isBlank() ? "empty" : text;
        return new IllegalArgumentException(field + " is " + shown + ", expected " + expected);
    }

    private static boolean hasNoOffset(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** {@link Double#parseDouble} alone would take hexadecimal, NaN, Infinity and Java's suffixes too. */
    private static double decimal(String text) {
        OptionalDouble common = CommonDecimal.parse(text);
        if (common.isPresent()) {
            return common.getAsDouble();
        }
        try {
            return hasOnly(DIGITS_AND_SIGNS, text) ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean hasOnly(String allowed, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
