package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * New York and London side by side, in UTC: they change to summer time three weeks apart and back one week apart. In 2025
 * New York changed on March 9 and November 2, London on March 30 and October 26.
 */
class TwoExchangesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    XNYS, 2025-03-07, 2025-03-07T09:00Z, 2025-03-07T14:30Z, 2025-03-07T21:00Z, 2025-03-08T01:00Z
                    XNYS, 2025-03-10, 2025-03-10T08:00Z, 2025-03-10T13:30Z, 2025-03-10T20:00Z, 2025-03-11T00:00Z
                    XNYS, 2025-10-31, 2025-10-31T08:00Z, 2025-10-31T13:30Z, 2025-10-31T20:00Z, 2025-11-01T00:00Z
                    XNYS, 2025-11-03, 2025-11-03T09:00Z, 2025-11-03T14:30Z, 2025-11-03T21:00Z, 2025-11-04T01:00Z
                    XNAS, 2025-11-28, 2025-11-28T09:00Z, 2025-11-28T14:30Z, 2025-11-28T18:00Z, 2025-11-28T22:00Z
                    XNAS, 2025-07-03, 2025-07-03T08:00Z, 2025-07-03T13:30Z, 2025-07-03T17:00Z, 2025-07-03T21:00Z
                    XLON, 2025-03-10, 2025-03-10T08:00Z, 2025-03-10T08:00Z, 2025-03-10T16:30Z, 2025-03-10T16:30Z
                    XLON, 2025-03-28, 2025-03-28T08:00Z, 2025-03-28T08:00Z, 2025-03-28T16:30Z, 2025-03-28T16:30Z
                    XLON, 2025-03-31, 2025-03-31T07:00Z, 2025-03-31T07:00Z, 2025-03-31T15:30Z, 2025-03-31T15:30Z
                    XLON, 2025-10-24, 2025-10-24T07:00Z, 2025-10-24T07:00Z, 2025-10-24T15:30Z, 2025-10-24T15:30Z
                    XLON, 2025-10-27, 2025-10-27T08:00Z, 2025-10-27T08:00Z, 2025-10-27T16:30Z, 2025-10-27T16:30Z
                    XLON, 2025-12-24, 2025-12-24T08:00Z, 2025-12-24T08:00Z, 2025-12-24T12:30Z, 2025-12-24T12:30Z
                    """)
    void shouldFollowItsOwnSummerTime(
            String mic, LocalDate date, String extendedOpen, String open, String close, String extendedClose) {
        assertThat(TradingCalendar.of(mic).session(date))
                .contains(new Session(
                        date,
                        Instant.parse(utc(open)),
                        Instant.parse(utc(close)),
                        Instant.parse(utc(extendedOpen)),
                        Instant.parse(utc(extendedClose))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    XNYS, 2025-03-07T21:00:00Z, 2025-03-07, 2025-03-10
                    XNYS, 2025-03-10T20:00:00Z, 2025-03-10, 2025-03-11
                    XNYS, 2025-10-31T20:00:00Z, 2025-10-31, 2025-11-03
                    XNYS, 2025-11-03T21:00:00Z, 2025-11-03, 2025-11-04
                    XNAS, 2025-07-03T17:00:00Z, 2025-07-03, 2025-07-07
                    XNAS, 2025-11-28T18:00:00Z, 2025-11-28, 2025-12-01
                    XNYS, 2025-12-24T18:00:00Z, 2025-12-24, 2025-12-26
                    XNYS, 2018-12-04T21:00:00Z, 2018-12-04, 2018-12-06
                    XNYS, 2012-10-26T20:00:00Z, 2012-10-26, 2012-10-31
                    XNYS, 2001-09-10T20:00:00Z, 2001-09-10, 2001-09-17
                    XLON, 2025-03-28T16:30:00Z, 2025-03-28, 2025-03-31
                    XLON, 2025-03-31T15:30:00Z, 2025-03-31, 2025-04-01
                    XLON, 2025-10-24T15:30:00Z, 2025-10-24, 2025-10-27
                    XLON, 2025-10-27T16:30:00Z, 2025-10-27, 2025-10-28
                    XLON, 2025-12-24T12:30:00Z, 2025-12-24, 2025-12-29
                    XLON, 2025-12-31T12:30:00Z, 2025-12-31, 2026-01-02
                    XLON, 2022-09-16T15:30:00Z, 2022-09-16, 2022-09-20
                    """)
    void shouldGiveNewsAtTheClosingInstantToTheNextSession(String mic, Instant close, LocalDate day, LocalDate next) {
        TradingCalendar calendar = TradingCalendar.of(mic);

        assertThat(calendar.session(day).orElseThrow().close()).isEqualTo(close);
        assertThat(calendar.eventDay(close.minusNanos(1_000)).date()).isEqualTo(day);
        assertThat(calendar.eventDay(close).date()).isEqualTo(next);
        assertThat(calendar.eventDay(close.plusNanos(1_000)).date()).isEqualTo(next);
        assertThat(calendar.closingAtOrBefore(close.minusNanos(1_000)).date())
                .isEqualTo(calendar.shift(day, -1).date());
        assertThat(calendar.closingAtOrBefore(close).date()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    2025-03-10T16:30:00Z, 2025-03-10, 2025-03-11
                    2025-10-06T10:50:00Z, 2025-10-06, 2025-10-06
                    2025-10-27T15:30:00Z, 2025-10-27, 2025-10-27
                    2025-11-27T12:00:00Z, 2025-11-28, 2025-11-27
                    2025-05-05T12:00:00Z, 2025-05-05, 2025-05-06
                    2025-06-15T23:30:00Z, 2025-06-16, 2025-06-16
                    2025-12-31T20:00:00Z, 2025-12-31, 2026-01-02
                    """)
    void shouldGiveEachExchangeItsOwnEventDay(Instant announced, LocalDate newYork, LocalDate london) {
        assertThat(TradingCalendar.of("XNAS").eventDay(announced).date()).isEqualTo(newYork);
        assertThat(TradingCalendar.of("XLON").eventDay(announced).date()).isEqualTo(london);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    XNYS, REGULAR,  2025-03-07T20:45:00Z, 2025-03-10T13:45:00Z, PT30M
                    XNYS, EXTENDED, 2025-03-07T20:45:00Z, 2025-03-10T13:45:00Z, PT10H
                    XNYS, REGULAR,  2025-10-31T19:45:00Z, 2025-11-03T14:45:00Z, PT30M
                    XNYS, EXTENDED, 2025-10-31T19:45:00Z, 2025-11-03T14:45:00Z, PT10H
                    XNYS, REGULAR,  2025-03-03T14:30:00Z, 2025-03-14T20:00:00Z, PT65H
                    XNYS, EXTENDED, 2025-03-03T09:00:00Z, 2025-03-15T00:00:00Z, PT160H
                    XNAS, EXTENDED, 2025-11-28T21:45:00Z, 2025-12-01T09:15:00Z, PT30M
                    XLON, REGULAR,  2025-03-28T16:15:00Z, 2025-03-31T07:15:00Z, PT30M
                    XLON, EXTENDED, 2025-03-28T16:15:00Z, 2025-03-31T07:15:00Z, PT30M
                    XLON, REGULAR,  2025-10-24T15:15:00Z, 2025-10-27T08:15:00Z, PT30M
                    XLON, REGULAR,  2025-03-07T16:15:00Z, 2025-03-10T08:15:00Z, PT30M
                    XLON, REGULAR,  2025-03-24T08:00:00Z, 2025-04-04T15:30:00Z, PT85H
                    XLON, REGULAR,  2025-12-24T12:15:00Z, 2025-12-29T08:15:00Z, PT30M
                    """)
    void shouldCountTradingTimeAcrossTheChanges(
            String mic, Hours hours, Instant from, Instant to, Duration tradingTime) {
        TradingCalendar calendar = TradingCalendar.of(mic);

        assertThat(calendar.tradingTime(from, to, hours)).isEqualTo(tradingTime);
        assertThat(calendar.plusTradingTime(from, tradingTime, hours)).isEqualTo(to);
        assertThat(calendar.plusTradingTime(from, tradingTime.plusNanos(1_000), hours))
                .isAfter(to);
    }

    @Test
    void shouldComeBackToTheAmountThatWasAdded() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 400; i++) {
            Instant from = Instant.parse("2006-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(11_000_000)));
            Duration amount = Duration.ofMinutes(random.nextInt(1, 6_000));
            Hours hours = random.nextBoolean() ? Hours.REGULAR : Hours.EXTENDED;
            for (String mic : new String[] {"XNYS", "XLON"}) {
                TradingCalendar calendar = TradingCalendar.of(mic);
                assertThat(calendar.tradingTime(from, calendar.plusTradingTime(from, amount, hours), hours))
                        .as("seed 11, %s %s %s %s", mic, hours, from, amount)
                        .isEqualTo(amount);
            }
        }
    }

    private static String utc(String minute) {
        return minute.replace("Z", ":00Z");
    }
}
