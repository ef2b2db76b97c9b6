package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.wire.ClockState;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeClockTest {
    private static final StreamSettings.Time SETTINGS = StreamSettings.Time.defaults();
    private static final Instant T0 = Instant.parse("2025-10-06T14:00:00Z");
    private static final Duration FUTURE = SETTINGS.future();
    private static final Duration ONE_MICRO = Duration.ofNanos(1000);

    private final TapeClock clock = new TapeClock(SETTINGS, Optional.empty());

    @Test
    void shouldHaveNoTimeBeforeTheFirstHeartbeat() {
        assertThat(clock.now()).isEmpty();
        assertThat(clock.completedTo()).isEmpty();
        assertThat(clock.isFuture(T0.plus(Duration.ofDays(20_000)))).isFalse();
        assertThat(clock.isTooLate(T0.minus(Duration.ofDays(10_000)))).isFalse();
        assertThat(clock.hasPassed(T0)).isFalse();
    }

    @Test
    void shouldTakeTheFirstHeartbeatWhereverItLies() {
        beat("a", T0);

        assertNow(T0);
        assertThat(clock.hasPassed(T0)).isTrue();
        assertThat(clock.hasPassed(T0.plus(ONE_MICRO))).isFalse();
    }

    @Test
    void shouldBeTheMinimumOverTheSources() {
        beat("a", T0);
        beat("b", T0.plusSeconds(3));
        assertNow(T0);

        beat("a", T0.plusSeconds(2));
        assertNow(T0.plusSeconds(2));

        beat("a", T0.plusSeconds(9));
        assertNow(T0.plusSeconds(3));
    }

    @Test
    void shouldNeverGoBack() {
        beat("a", T0);
        beat("a", T0.minusSeconds(60));
        assertNow(T0);

        beat("a", T0.plusSeconds(1));
        assertNow(T0.plusSeconds(1));
    }

    @Test
    void shouldWaitForANewSourceThatIsBehind() {
        beat("a", T0);
        beat("late", T0.minusSeconds(30));
        beat("a", T0.plusSeconds(10));
        assertNow(T0);

        beat("late", T0.plusSeconds(4));
        assertNow(T0.plusSeconds(4));
    }

    @Test
    void shouldGoOnWithoutASourceThatLeft() {
        beat("a", T0);
        beat("b", T0.plusSeconds(8));
        clock.leave("a");
        assertNow(T0.plusSeconds(8));

        clock.leave("b");
        clock.leave("nobody");
        assertNow(T0.plusSeconds(8));
        assertThat(clock.toState().sources()).isEmpty();
    }

    @Test
    void shouldStartAgainAheadWhenAllSourcesHaveLeft() {
        beat("a", T0);
        clock.leave("a");
        beat("b", T0.plus(Duration.ofDays(3)));

        assertNow(T0.plus(Duration.ofDays(3)));
    }

    @Test
    void shouldLetASingleSourceJump() {
        beat("a", T0);
        beat("a", T0.plus(Duration.ofDays(3)));

        assertNow(T0.plus(Duration.ofDays(3)));
    }

    @Test
    void shouldTakeADeclaredJumpAsTheTimeOfItsSource() {
        Instant monday = T0.plus(Duration.ofDays(3));
        beat("a", T0);
        beat("b", T0);
        clock.hear(new TapeRecord.Heartbeat("a", monday, Optional.of(T0), 0));

        assertThat(clock.toState().sources().get(0)).isEqualTo(new ClockState.Source("a", monday, Optional.empty()));
        assertNow(T0);

        beat("a", T0.plusSeconds(1));
        assertThat(clock.toState().sources().get(0).time()).isEqualTo(monday);
    }

    @Test
    void shouldHoldAJumpThatDeclaresAnotherHeartbeatThanTheLast() {
        Instant monday = T0.plus(Duration.ofDays(3));
        beat("a", T0);
        beat("b", T0);
        clock.hear(new TapeRecord.Heartbeat("a", monday, Optional.of(T0.minusSeconds(1)), 0));

        assertThat(clock.toState().sources().get(0)).isEqualTo(new ClockState.Source("a", T0, Optional.of(monday)));
    }

    @Test
    void shouldHoldAnUndeclaredJumpUntilTheOtherSourceHasComeAsFar() {
        Instant far = T0.plus(Duration.ofHours(1));
        beat("a", T0);
        beat("b", T0);
        beat("a", far);
        assertNow(T0);

        beat("b", T0.plusSeconds(1));
        assertNow(T0.plusSeconds(1));

        beat("b", far.plusSeconds(1));
        assertNow(far);
    }

    @Test
    void shouldForgetAnUndeclaredJumpWhenTheSourceComesBack() {
        beat("a", T0);
        beat("b", T0);
        beat("a", T0.plus(Duration.ofHours(1)));
        beat("a", T0.plusSeconds(5));
        beat("b", T0.plusSeconds(9));

        assertNow(T0.plusSeconds(5));
        assertThat(clock.toState().sources().get(0).held()).isEmpty();
    }

    @Test
    void shouldHoldTheFirstHeartbeatOfASourceThatIsFarAhead() {
        Instant far = T0.plus(Duration.ofDays(365));
        beat("a", T0);
        beat("faulty", far);
        beat("a", T0.plusSeconds(1));

        assertNow(T0.plusSeconds(1));
        assertThat(clock.toState().sources().get(1)).isEqualTo(new ClockState.Source("faulty", T0, Optional.of(far)));
    }

    @Test
    void shouldHoldAJumpFromJustBeyondTheAllowedFuture() {
        beat("a", T0);
        beat("b", T0);
        beat("a", T0.plus(FUTURE));
        assertThat(clock.toState().sources().get(0).held()).isEmpty();

        beat("b", T0.plus(FUTURE).plus(ONE_MICRO));
        assertThat(clock.toState().sources().get(1).held()).isPresent();
    }

    /** One that is slow, or silent, holds the clock; the trades of the others wait for it. */
    @Test
    void shouldNotCallFutureWhatASourceHasComeTo() {
        beat("slow", T0);
        Instant hour = T0.plus(Duration.ofHours(1));
        for (Instant time = T0; !time.isAfter(hour); time = time.plusSeconds(1)) {
            beat("quick", time);
        }

        assertNow(T0);
        assertThat(clock.isFuture(hour.plus(FUTURE))).isFalse();
        assertThat(clock.isFuture(hour.plus(FUTURE).plus(ONE_MICRO))).isTrue();
        clock.leave("slow");
        assertNow(hour);
    }

    @Test
    void shouldCallFutureWhatLiesBeyondTheAllowedTime() {
        beat("a", T0);

        assertThat(clock.isFuture(T0.plus(FUTURE))).isFalse();
        assertThat(clock.isFuture(T0.plus(FUTURE).plus(ONE_MICRO))).isTrue();
    }

    @Test
    void shouldCallTooLateWhatLiesBehindTheLateness() {
        beat("a", T0);

        assertThat(clock.isTooLate(T0.minus(SETTINGS.lateness()))).isFalse();
        assertThat(clock.isTooLate(T0.minus(SETTINGS.lateness()).minus(ONE_MICRO)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "14:00:00, 13:59:00",
        "14:00:01.999999, 13:59:00",
        "14:00:02, 14:00:00",
        "14:00:02.000001, 14:00:00",
        "14:01:01.999999, 14:00:00",
        "14:01:02, 14:01:00"
    })
    void shouldCompleteTheMinutesAtOrBeforeTheClockLessTheLateness(String now, String completedTo) {
        beat("a", Instant.parse("2025-10-06T" + now + "Z"));

        assertThat(clock.completedTo()).contains(Instant.parse("2025-10-06T" + completedTo + "Z"));
    }

    @Test
    void shouldGoOnFromItsStoredState() {
        beat("a", T0);
        beat("b", T0.plusSeconds(2));
        beat("b", T0.plus(Duration.ofHours(1)));

        TapeClock restored = new TapeClock(SETTINGS, Optional.of(clock.toState()));

        assertThat(restored.toState()).isEqualTo(clock.toState());
        for (TapeClock each : List.of(clock, restored)) {
            each.hear(new TapeRecord.Heartbeat("a", T0.plusSeconds(7), Optional.empty(), 0));
            each.hear(new TapeRecord.Heartbeat("b", T0.plusSeconds(5), Optional.empty(), 0));
        }
        assertThat(restored.now()).contains(T0.plusSeconds(7));
        assertThat(restored.toState()).isEqualTo(clock.toState());
    }

    private void beat(String source, Instant time) {
        clock.hear(new TapeRecord.Heartbeat(source, time, Optional.empty(), 0));
    }

    private void assertNow(Instant expected) {
        assertThat(clock.now()).contains(expected);
    }
}
