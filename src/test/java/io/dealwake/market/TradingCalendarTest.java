package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private static final TradingCalendar NYSE = TradingCalendar.of("XNYS");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2012-10-29", "2012-10-30", "2018-12-05",
                "2025-01-09", "2025-01-01", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26", "2025-06-19",
                "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25", "2021-12-24", "2026-07-03", "2024-03-29",
                "2025-10-04", "2025-10-05"
            })
    void shouldHaveNoSessionWhenTheExchangeIsClosed(LocalDate date) {
        assertThat(NYSE.isSession(date)).isFalse();
        assertThat(NYSE.session(date)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06,16:00,20:00", "2025-07-03,13:00,17:00", "2025-11-28,13:00,17:00", "2025-12-24,13:00,17:00",
        "2024-07-03,13:00,17:00", "2020-07-02,16:00,20:00", "2026-07-02,16:00,20:00", "2022-12-23,16:00,20:00",
        "2012-11-23,16:00,20:00", "2021-06-18,16:00,20:00", "2001-09-10,16:00,20:00", "2001-09-17,16:00,20:00",
        "2025-12-26,16:00,20:00", "2025-07-02,16:00,20:00"
    })
    void shouldCloseEarlyOnlyOnTheEvesAndAfterThanksgiving(LocalDate date, String close, String extendedClose) {
        Session session = NYSE.session(date).orElseThrow();

        assertThat(session.open()).isEqualTo(newYork(date + "T09:30"));
        assertThat(session.close()).isEqualTo(newYork(date + "T" + close));
        assertThat(session.extendedOpen()).isEqualTo(newYork(date + "T04:00"));
        assertThat(session.extendedClose()).isEqualTo(newYork(date + "T" + extendedClose));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-07,2025-03-07T21:00:00Z", "2025-03-10,2025-03-10T20:00:00Z",
        "2025-10-31,2025-10-31T20:00:00Z", "2025-11-03,2025-11-03T21:00:00Z"
    })
    void shouldFollowDaylightSaving(LocalDate date, Instant close) {
        assertThat(NYSE.session(date).orElseThrow().close()).isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06T06:50,2025-10-06", "2025-09-22T12:01,2025-09-22", "2025-10-06T15:59:59.999999,2025-10-06",
        "2025-10-06T16:00,2025-10-07", "2025-10-06T16:00:00.000001,2025-10-07", "2025-10-06T23:59,2025-10-07",
        "2025-10-04T12:00,2025-10-06", "2025-10-03T16:00,2025-10-06", "2025-07-04T10:00,2025-07-07",
        "2025-07-03T12:59:59.999999,2025-07-03", "2025-07-03T13:00,2025-07-07", "2025-12-31T17:00,2026-01-02"
    })
    void shouldTakeTheFirstSessionThatClosesAfterTheNews(String announced, LocalDate eventDay) {
        assertThat(NYSE.eventDay(newYork(announced)).date()).isEqualTo(eventDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06T15:59:59.999999,2025-10-03",
        "2025-10-06T16:00,2025-10-06",
        "2025-10-05T12:00,2025-10-03",
        "2026-01-01T12:00,2025-12-31"
    })
    void shouldFindTheLastSessionThatHasClosed(String time, LocalDate closed) {
        assertThat(NYSE.closingAtOrBefore(newYork(time)).date()).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06,-130,2025-03-31",
        "2025-10-06,-11,2025-09-19",
        "2025-09-22,-130,2025-03-17",
        "2025-09-22,-11,2025-09-05",
        "2025-10-06,10,2025-10-20",
        "2025-10-06,0,2025-10-06",
        "2025-12-31,1,2026-01-02",
        "2026-01-02,-1,2025-12-31"
    })
    void shouldCountSessions(LocalDate from, int sessions, LocalDate to) {
        assertThat(NYSE.shift(from, sessions).date()).isEqualTo(to);
        assertThat(NYSE.between(from, to)).isEqualTo(sessions);
    }

    @Test
    void shouldComeBackWhenShiftedThereAndBack() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            Instant some = Instant.parse("1995-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(11_000)));
            LocalDate date = NYSE.eventDay(some).date();
            int sessions = random.nextInt(-300, 300);
            assertThat(NYSE.shift(NYSE.shift(date, sessions).date(), -sessions).date())
                    .as("seed 7, %s by %d", date, sessions)
                    .isEqualTo(date);
        }
    }

    @Test
    void shouldHaveTheSessionsOf2025() {
        assertThat(NYSE.sessions(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31")))
                .hasSize(250);
        assertThat(NYSE.sessions(LocalDate.parse("2025-01-02"), LocalDate.parse("2025-10-31")))
                .hasSize(209);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06T10:00,2025-10-06T10:30,REGULAR,PT30M", "2025-10-03T15:45,2025-10-06T09:45,REGULAR,PT30M",
        "2025-10-03T16:00,2025-10-06T09:30,REGULAR,PT0S", "2025-10-03T16:00,2025-10-06T06:50,REGULAR,PT0S",
        "2025-10-03T16:00,2025-10-06T06:50,EXTENDED,PT6H50M", "2025-07-03T12:00,2025-07-07T09:31,REGULAR,PT1H1M",
        "2025-10-06T12:00,2025-10-06T12:00,REGULAR,PT0S", "2025-10-06T12:00,2025-10-06T11:00,REGULAR,PT0S"
    })
    void shouldMeasureTradingTime(String from, String to, Hours hours, Duration expected) {
        assertThat(NYSE.tradingTime(newYork(from), newYork(to), hours)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-06T06:50,PT30M,EXTENDED,2025-10-06T07:20", "2025-10-06T06:50,PT30M,REGULAR,2025-10-06T10:00",
        "2025-10-06T15:45,PT30M,REGULAR,2025-10-07T09:45", "2025-10-06T15:30,PT30M,REGULAR,2025-10-06T16:00",
        "2025-10-06T15:30,PT31M,REGULAR,2025-10-07T09:31", "2025-10-06T16:00,PT1M,REGULAR,2025-10-07T09:31",
        "2025-10-03T20:00,PT30M,EXTENDED,2025-10-06T04:30", "2025-07-03T12:50,PT30M,REGULAR,2025-07-07T09:50",
        "2025-07-03T16:50,PT30M,EXTENDED,2025-07-07T04:20", "2025-10-04T12:00,PT30M,REGULAR,2025-10-06T10:00"
    })
    void shouldPassTradingTime(String from, Duration amount, Hours hours, String expected) {
        assertThat(NYSE.plusTradingTime(newYork(from), amount, hours)).isEqualTo(newYork(expected));
    }

    @Test
    void shouldSayWhatItKnowsWhenAskedForMore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradingCalendar.of("XXXX"))
                .withMessage("calendar is XXXX, expected one of XLON, XNAS, XNYS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NYSE.session(LocalDate.parse("1979-12-31")))
                .withMessage("year is 1979, expected a year from 1980 to 2110");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NYSE.shift(LocalDate.parse("2025-10-05"), 1))
                .withMessage("2025-10-05 is no session of XNYS");
        assertThat(TradingCalendar.of("XNAS").session(LocalDate.parse("2025-10-06")))
                .isEqualTo(NYSE.session(LocalDate.parse("2025-10-06")));
    }

    private static Instant newYork(String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), NYSE.zone()).toInstant();
    }
}
