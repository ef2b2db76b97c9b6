package io.dealwake.market;

import de.focus_shift.jollyday.core.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The exchanges whose calendars are known: another one is another declaration here. Hours are those of today in all years.
 */
final class Exchanges {
    private static final int NEW_YORK_HALF_DAYS_KNOWN_FROM = 2013;
    private static final int LONDON_HALF_DAYS_KNOWN_FROM = 2007;
    private static final int NEW_YORK_KEEPS_KING_DAY_FROM = 1998;

    /** NYSE and Nasdaq. Half days have late hours too, to 17:00. */
    private static final Exchange NEW_YORK = new Exchange(
            ZoneId.of("America/New_York"),
            HolidayCalendar.NYSE,
            List.of(),
            dates(
                    "1980-11-04",
                    "1985-09-27",
                    "1994-04-27"), // a presidential election, Hurricane Gloria, Nixon's funeral
            Exchanges::isKingDayBeforeItWasKept,
            Exchange.Opening.of("04:00", "09:30", "16:00", "20:00"),
            Exchange.Opening.of("04:00", "09:30", "13:00", "17:00"),
            Exchanges::closesEarlyInNewYork);

    /**
     * The London Stock Exchange's order book SETS, on the bank holidays of England. Its close is the end of continuous
     * trading; the closing auction prints some five minutes later. It has no hours around the session in which prices are
     * made, so its extended hours are the regular ones.
     */
    private static final Exchange LONDON = new Exchange(
            ZoneId.of("Europe/London"),
            HolidayCalendar.UNITED_KINGDOM,
            List.of("eng"),
            // a royal wedding, the eve of 2000, and in 2002 a jubilee, to which the spring holiday was moved
            dates("1981-07-29", "1999-12-31", "2002-06-03", "2002-06-04"),
            dates("2002-05-27")::contains,
            Exchange.Opening.of("08:00", "16:30"),
            Exchange.Opening.of("08:00", "12:30"),
            Exchanges::closesEarlyInLondon);

    private static final Map<String, Exchange> BY_CODE = Map.of("XNYS", NEW_YORK, "XNAS", NEW_YORK, "XLON", LONDON);

    private Exchanges() {}

    /** The exchange of a market identifier code; throws IllegalArgumentException that lists the known ones for another. */
    static Exchange of(String mic) {
        return Optional.ofNullable(mic)
                .map(BY_CODE::get)
                .orElseThrow(() -> new IllegalArgumentException("calendar is " + mic + ", expected one of "
                        + BY_CODE.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }

    /** The library has Martin Luther King's day in all years. */
    private static boolean isKingDayBeforeItWasKept(LocalDate date) {
        return date.getYear() < NEW_YORK_KEEPS_KING_DAY_FROM
                && date.getMonth() == Month.JANUARY
                && date.getDayOfWeek() == DayOfWeek.MONDAY
                && date.getDayOfMonth() > 14;
    }

    /**
     * The day after Thanksgiving; December 24 and July 3, unless the holiday after them is no weekday or is a Monday.
     * Source: press releases of the NYSE Group on holidays and early closings, 2013 on; earlier years differ.
     */
    private static boolean closesEarlyInNewYork(LocalDate date) {
        if (date.getYear() < NEW_YORK_HALF_DAYS_KNOWN_FROM) {
            return false;
        }
        if (date.getMonth() == Month.NOVEMBER) {
            LocalDate thanksgiving = date.with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
            return date.equals(thanksgiving.plusDays(1));
        }
        boolean isEve = (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() == 24)
                || (date.getMonth() == Month.JULY && date.getDayOfMonth() == 3);
        DayOfWeek next = date.plusDays(1).getDayOfWeek();
        return isEve
                && !EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY)
                        .contains(next);
    }

    /**
     * The last sessions before Christmas Day and before New Year's Day. Source: the exchange's notices of Christmas
     * arrangements and of business days, 2007 on.
     */
    private static boolean closesEarlyInLondon(LocalDate date) {
        return date.getYear() >= LONDON_HALF_DAYS_KNOWN_FROM
                && date.getMonth() == Month.DECEMBER
                && (date.equals(weekdayAtOrBefore(date.withDayOfMonth(24)))
                        || date.equals(weekdayAtOrBefore(date.withDayOfMonth(31))));
    }

    private static LocalDate weekdayAtOrBefore(LocalDate date) {
        LocalDate day = date;
        while (Exchange.isWeekend(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    private static Set<LocalDate> dates(String... dates) {
        return Arrays.stream(dates).map(LocalDate::parse).collect(Collectors.toUnmodifiableSet());
    }
}
