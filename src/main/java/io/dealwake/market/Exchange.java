package io.dealwake.market;

import de.focus_shift.jollyday.core.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The exchanges whose calendars are known: another one is another declaration here.
 *
 * @param holidays the calendar of full closings
 * @param alsoClosed full closings that it lacks
 * @param closesEarly which sessions end at {@code earlyClose}
 */
record Exchange(
        ZoneId zone,
        HolidayCalendar holidays,
        Set<LocalDate> alsoClosed,
        LocalTime extendedOpen,
        LocalTime open,
        LocalTime close,
        LocalTime extendedClose,
        Predicate<LocalDate> closesEarly,
        LocalTime earlyClose,
        LocalTime earlyExtendedClose) {
    private static final int EARLY_CLOSES_KNOWN_FROM = 2013;

    private static final Exchange NEW_YORK = new Exchange(
            ZoneId.of("America/New_York"),
            HolidayCalendar.NYSE,
            Set.of(),
            LocalTime.of(4, 0),
            LocalTime.of(9, 30),
            LocalTime.of(16, 0),
            LocalTime.of(20, 0),
            Exchange::newYorkClosesEarly,
            LocalTime.of(13, 0),
            LocalTime.of(17, 0));

    private static final Map<String, Exchange> BY_CODE = Map.of("XNYS", NEW_YORK, "XNAS", NEW_YORK);

    static Exchange of(String mic) {
        return Optional.ofNullable(mic)
                .map(BY_CODE::get)
                .orElseThrow(() -> new IllegalArgumentException("calendar is " + mic + ", expected one of "
                        + BY_CODE.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }

    /** Whether an exchange is closed all day. */
    boolean isClosed(LocalDate date, Set<LocalDate> holidaysOfYear) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY
                || date.getDayOfWeek() == DayOfWeek.SUNDAY
                || holidaysOfYear.contains(date)
                || alsoClosed.contains(date);
    }

    Session session(LocalDate date) {
        boolean early = closesEarly.test(date);
        return new Session(
                date,
                date.atTime(open).atZone(zone).toInstant(),
                date.atTime(early ? earlyClose : close).atZone(zone).toInstant(),
                date.atTime(extendedOpen).atZone(zone).toInstant(),
                date.atTime(early ? earlyExtendedClose : extendedClose)
                        .atZone(zone)
                        .toInstant());
    }

    /**
     * The day after Thanksgiving; December 24 and July 3, unless the holiday after them is no weekday or is a Monday.
     * Source: press releases of the NYSE Group on holidays and early closings, 2013 on; earlier years differ.
     */
    private static boolean newYorkClosesEarly(LocalDate date) {
        if (date.getYear() < EARLY_CLOSES_KNOWN_FROM) {
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
}
