package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendars against lists of closings and half days that were written down by hand, from what was published. */
class ExchangesTest {
    /** New York: the holiday lists of the NYSE (2021 on: NYSE Group's press releases) and its unscheduled closings. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1994 | 02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26
                    1997 | 01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25
                    1998 | 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
                    2001 | 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
                    2004 | 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
                    2007 | 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
                    2012 | 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
                    2018 | 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
                    2021 | 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
                    2022 | 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
                    2023 | 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25
                    2024 | 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25
                    2025 | 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25
                    2026 | 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25
                    2027 | 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24
                    2028 | 01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25
                    """)
    void shouldBeClosedInNewYorkOnTheDaysThatWerePublished(int year, String closings) {
        assertThat(weekdaysWithoutSession("XNYS", year)).isEqualTo(days(closings));
        assertThat(weekdaysWithoutSession("XNAS", year)).isEqualTo(days(closings));
    }

    /** London: the bank holidays of England, with those that were moved or held once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1995 | 01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26
                    1999 | 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31
                    2000 | 01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26
                    2002 | 01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26
                    2011 | 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27
                    2012 | 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26
                    2015 | 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
                    2016 | 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
                    2020 | 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
                    2021 | 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
                    2022 | 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
                    2023 | 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
                    2024 | 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
                    2025 | 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
                    2026 | 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
                    """)
    void shouldBeClosedInLondonOnTheDaysThatWerePublished(int year, String closings) {
        assertThat(weekdaysWithoutSession("XLON", year)).isEqualTo(days(closings));
    }

    /** New York, to 13:00, with late hours to 17:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2013 | 07-03 11-29 12-24
                    2014 | 07-03 11-28 12-24
                    2015 | 11-27 12-24
                    2016 | 11-25
                    2017 | 07-03 11-24
                    2018 | 07-03 11-23 12-24
                    2019 | 07-03 11-29 12-24
                    2020 | 11-27 12-24
                    2021 | 11-26
                    2022 | 11-25
                    2023 | 07-03 11-24
                    2024 | 07-03 11-29 12-24
                    2025 | 07-03 11-28 12-24
                    2026 | 11-27 12-24
                    2027 | 11-26
                    2028 | 07-03 11-24
                    """)
    void shouldCloseEarlyInNewYorkOnTheDaysThatWerePublished(int year, String halfDays) {
        for (String mic : List.of("XNYS", "XNAS")) {
            assertThat(sessions(mic, year, hours(mic, "04:00 09:30 13:00 17:00")))
                    .isEqualTo(days(halfDays));
            assertThat(sessions(mic, year, hours(mic, "04:00 09:30 16:00 20:00")))
                    .hasSize(TradingCalendar.of(mic)
                                    .sessions(first(year), last(year))
                                    .size()
                            - days(halfDays).size());
        }
    }

    /** London, to 12:30. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2007 | 12-24 12-31
                    2011 | 12-23 12-30
                    2012 | 12-24 12-31
                    2016 | 12-23 12-30
                    2017 | 12-22 12-29
                    2018 | 12-24 12-31
                    2021 | 12-24 12-31
                    2022 | 12-23 12-30
                    2023 | 12-22 12-29
                    2024 | 12-24 12-31
                    2025 | 12-24 12-31
                    2026 | 12-24 12-31
                    """)
    void shouldCloseEarlyInLondonOnTheDaysThatWerePublished(int year, String halfDays) {
        assertThat(sessions("XLON", year, hours("XLON", "08:00 08:00 12:30 12:30")))
                .isEqualTo(days(halfDays));
        assertThat(sessions("XLON", year, hours("XLON", "08:00 08:00 16:30 16:30")))
                .hasSize(TradingCalendar.of("XLON")
                                .sessions(first(year), last(year))
                                .size()
                        - days(halfDays).size());
    }

    @ParameterizedTest
    @CsvSource({"XNYS,1990,2012", "XNAS,1990,2012", "XLON,1990,2006"})
    void shouldClaimNoHalfDayWhereNoneIsKnown(String mic, int from, int to) {
        String hours = mic.equals("XLON") ? "08:00 08:00 16:30 16:30" : "04:00 09:30 16:00 20:00";
        for (int year = from; year <= to; year++) {
            assertThat(sessions(mic, year, hours(mic, hours).negate()))
                    .as("%d", year)
                    .isEmpty();
        }
    }

    private static List<MonthDay> weekdaysWithoutSession(String mic, int year) {
        return first(year)
                .datesUntil(last(year).plusDays(1))
                .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .filter(date -> !TradingCalendar.of(mic).isSession(date))
                .map(MonthDay::from)
                .toList();
    }

    private static List<MonthDay> sessions(String mic, int year, Predicate<Session> which) {
        return TradingCalendar.of(mic).sessions(first(year), last(year)).stream()
                .filter(which)
                .map(session -> MonthDay.from(session.date()))
                .toList();
    }

    private static Predicate<Session> hours(String mic, String hours) {
        List<LocalTime> times =
                Arrays.stream(hours.split(" ", -1)).map(LocalTime::parse).toList();
        return session -> times.equals(List.of(
                local(mic, session.extendedOpen()),
                local(mic, session.open()),
                local(mic, session.close()),
                local(mic, session.extendedClose())));
    }

    private static LocalTime local(String mic, Instant time) {
        return time.atZone(TradingCalendar.of(mic).zone()).toLocalTime();
    }

    private static List<MonthDay> days(String days) {
        return Arrays.stream(days.split(" ", -1))
                .map(day -> MonthDay.parse("--" + day))
                .toList();
    }

    private static LocalDate first(int year) {
        return Year.of(year).atDay(1);
    }

    private static LocalDate last(int year) {
        return Year.of(year + 1).atDay(1).minusDays(1);
    }
}
