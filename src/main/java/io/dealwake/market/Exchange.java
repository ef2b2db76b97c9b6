package io.dealwake.market;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * When an exchange trades, from Monday to Friday; {@link Exchanges} declares those that are known.
 *
 * @param holidays the holiday library's calendar of full closings
 * @param regions the parts of it that apply beside what its whole country has; empty for all there is
 * @param alsoClosed full closings that the library lacks
 * @param openAfterAll days that the library has as full closings, but on which there was a session
 * @param closesEarly which sessions keep the hours of {@code halfDay}
 */
record Exchange(
        ZoneId zone,
        HolidayCalendar holidays,
        List<String> regions,
        Set<LocalDate> alsoClosed,
        Predicate<LocalDate> openAfterAll,
        Opening wholeDay,
        Opening halfDay,
        Predicate<LocalDate> closesEarly) {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The hours of a day in the exchange's own time; without hours around it, a session has equal times twice. */
    record Opening(LocalTime extendedOpen, LocalTime open, LocalTime close, LocalTime extendedClose) {
        static Opening of(String open, String close) {
            return of(open, open, close, close);
        }

        static Opening of(String extendedOpen, String open, String close, String extendedClose) {
            return new Opening(
                    LocalTime.parse(extendedOpen),
                    LocalTime.parse(open),
                    LocalTime.parse(close),
                    LocalTime.parse(extendedClose));
        }
    }

    /** The sessions of a year, in order. */
    List<Session> sessions(int year) {
        Set<LocalDate> closed = closings(year);
        return Year.of(year)
                .atDay(1)
                .datesUntil(Year.of(year + 1).atDay(1))
                .filter(date -> !isWeekend(date) && !closed.contains(date))
                .map(this::session)
                .toList();
    }

    static boolean isWeekend(LocalDate date) {
        return WEEKEND.contains(date.getDayOfWeek());
    }

    private Set<LocalDate> closings(int year) {
        Set<LocalDate> closed = HolidayManager.getInstance(ManagerParameters.create(holidays))
                .getHolidays(Year.of(year), regions.toArray(new String[0]))
                .stream()
                .map(Holiday::getDate)
                .filter(openAfterAll.negate())
                .collect(Collectors.toSet());
        closed.addAll(alsoClosed);
        return closed;
    }

    private Session session(LocalDate date) {
        Opening day = closesEarly.test(date) ? halfDay : wholeDay;
        return new Session(
                date,
                date.atTime(day.open()).atZone(zone).toInstant(),
                date.atTime(day.close()).atZone(zone).toInstant(),
                date.atTime(day.extendedOpen()).atZone(zone).toInstant(),
                date.atTime(day.extendedClose()).atZone(zone).toInstant());
    }
}
