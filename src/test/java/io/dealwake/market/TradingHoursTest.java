package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Around each bound of three weeks with a holiday and a half day, in any order. Another seed: -Dseed=N. */
class TradingHoursTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final TradingCalendar NEW_YORK = TradingCalendar.of("XNYS");
    private static final List<Session> SESSIONS =
            NEW_YORK.sessions(LocalDate.parse("2025-11-20"), LocalDate.parse("2025-12-10"));

    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @EnumSource(Hours.class)
    void shouldSayWhatTheSessionsSay(Hours hours) {
        TradingHours trading = new TradingHours(NEW_YORK, hours);
        List<Instant> times = times();
        for (int i = 0; i < 20_000; i++) {
            Instant time = times.get(random.nextInt(times.size()));
            boolean expected = SESSIONS.stream()
                    .anyMatch(session -> !time.isBefore(hours.from(session)) && time.isBefore(hours.to(session)));
            assertThat(trading.hold(time)).as("%s, seed %d", time, SEED).isEqualTo(expected);
        }
    }

    private List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        for (Session session : SESSIONS.subList(1, SESSIONS.size() - 1)) {
            for (Instant bound :
                    List.of(session.extendedOpen(), session.open(), session.close(), session.extendedClose())) {
                times.addAll(List.of(bound.minusNanos(1000), bound, bound.plusNanos(1000)));
            }
            times.add(session.open().plus(Duration.ofMinutes(random.nextInt(24 * 60))));
        }
        return times;
    }
}
