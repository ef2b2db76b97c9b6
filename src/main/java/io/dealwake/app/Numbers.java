package io.dealwake.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them, the same on every machine. */
final class Numbers {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter LOCAL_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Numbers() {}

    /** A fraction as per cent with sign: +43.05%. */
    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%+.2f%%", fraction * 100);
    }

    /** Money with sign in billions or millions: +$115.1B. */
    static String money(double amount) {
        String sign = amount < 0 ? "-" : "+";
        double size = Math.abs(amount);
        return size >= 1e9
                ? String.format(Locale.ROOT, "%s$%.1fB", sign, size / 1e9)
                : String.format(Locale.ROOT, "%s$%.1fM", sign, size / 1e6);
    }

    /** A probability: 0.0588, 1.1e-14. */
    static String probability(double p) {
        return p >= 0.0001 ? String.format(Locale.ROOT, "%.4f", p) : String.format(Locale.ROOT, "%.1e", p);
    }

    /** A statistic with two digits. */
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A time of a zone, to the second. */
    static String time(Instant time, ZoneId zone) {
        return LOCAL.format(time.atZone(zone));
    }

    /** A time of a zone, to the minute. */
    static String minute(Instant time, ZoneId zone) {
        return LOCAL_MINUTE.format(time.atZone(zone));
    }

    /** A time in UTC, to the second. */
    static String utc(Instant time) {
        return LOCAL.format(time.atZone(ZoneOffset.UTC));
    }

    /** A text cut to a width, with a mark where it was cut. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
