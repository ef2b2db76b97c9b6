package io.dealwake.market;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stretch over which a leg's reaction is measured, written as its {@link #code()}. */
public sealed interface Window {
    /** The name under which the window is published, such as {@code [0,+2]}, {@code PT30M} or {@code since}. */
    String code();

    /** From the base at the announcement to the end of the leg. */
    Window SINCE = new Since();

    /** From the base at the announcement to the close of the event day. */
    Window ANNOUNCEMENT_CLOSE = new AnnouncementClose();

    /** Whole sessions counted from the event day, both ends inclusive; the base is the close before the first. */
    record Sessions(int from, int to) implements Window {
        public Sessions {
            Require.check(from <= to && from >= -20 && to <= 60, "window", format(from, to), "-20 <= from <= to <= 60");
        }

        /** How many sessions the window holds. */
        public int length() {
            return to - from + 1;
        }

        @Override
        public String code() {
            return format(from, to);
        }

        private static String format(int from, int to) {
            return "[" + signed(from) + "," + signed(to) + "]";
        }

        private static String signed(int day) {
            return day > 0 ? "+" + day : Integer.toString(day);
        }
    }

    /** An amount of trading time from the base at the announcement: whole minutes, at least one. */
    record Elapsed(Duration amount) implements Window {
        public Elapsed {
            Require.check(
                    amount.toMinutes() >= 1
                            && Duration.ofMinutes(amount.toMinutes()).equals(amount),
                    "window",
                    amount,
                    "whole minutes, at least one");
        }

        @Override
        public String code() {
            return amount.toString();
        }
    }

    /** See {@link Window#SINCE}. */
    record Since() implements Window {
        @Override
        public String code() {
            return "since";
        }
    }

    /** See {@link Window#ANNOUNCEMENT_CLOSE}. */
    record AnnouncementClose() implements Window {
        @Override
        public String code() {
            return "announcement-close";
        }
    }

    /** Reads a window from its code; throws IllegalArgumentException that says what was expected. */
    static Window parse(String code) {
        Matcher sessions = Codes.SESSIONS.matcher(code);
        if (sessions.matches()) {
            return new Sessions(Integer.parseInt(sessions.group(1)), Integer.parseInt(sessions.group(2)));
        }
        if (code.equals(SINCE.code())) {
            return SINCE;
        }
        if (code.equals(ANNOUNCEMENT_CLOSE.code())) {
            return ANNOUNCEMENT_CLOSE;
        }
        try {
            return new Elapsed(Duration.parse(code));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "window is " + code + ", expected [from,to] in sessions, an ISO-8601 duration such as PT30M, "
                            + "since or announcement-close",
                    e);
        }
    }

    /** Patterns of the codes. */
    final class Codes {
        private static final Pattern SESSIONS = Pattern.compile("\\[([+-]?\\d{1,3}),([+-]?\\d{1,3})]");

        private Codes() {}
    }
}
