package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.market.Close;
import io.dealwake.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final Instant T0 = Instant.parse("2025-10-06T13:30:00Z");

    private long nanos = 5_000_000_000L;
    private final Pace twofold = new Pace(Optional.of(2.0), () -> nanos);

    @Test
    void shouldLetTheStretchBetweenTwoTradesPassAtItsSpeed() {
        assertThat(twofold.untilDue(tradeAt(T0))).isZero();
        assertThat(twofold.untilDue(tradeAt(T0.plusSeconds(10)))).isEqualTo(Duration.ofSeconds(5));

        nanos += Duration.ofSeconds(3).toNanos();
        assertThat(twofold.untilDue(tradeAt(T0.plusSeconds(12)))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldCatchUpWhenItIsBehind() {
        twofold.untilDue(tradeAt(T0));
        nanos += Duration.ofSeconds(20).toNanos();

        assertThat(twofold.untilDue(tradeAt(T0.plusSeconds(10)))).isEqualTo(Duration.ofSeconds(-15));
    }

    @Test
    void shouldPassStretchesOfAnHourOrMoreAtOnce() {
        twofold.untilDue(tradeAt(T0));

        assertThat(twofold.untilDue(tradeAt(T0.plus(Duration.ofHours(1))))).isZero();
        assertThat(twofold.untilDue(tradeAt(T0.plus(Duration.ofHours(18))))).isZero();
        assertThat(twofold.untilDue(tradeAt(T0.plus(Duration.ofHours(19)).minusSeconds(2))))
                .isEqualTo(Duration.ofSeconds(1799));
    }

    @Test
    void shouldNotCountATradeThatComesAfterALaterOne() {
        twofold.untilDue(tradeAt(T0.plusSeconds(4)));

        assertThat(twofold.untilDue(tradeAt(T0))).isZero();
    }

    @Test
    void shouldNeverLetFactsWait() {
        twofold.untilDue(tradeAt(T0));
        Close close = new Close(
                "AMD", LocalDate.parse("2025-10-06"), 203.71, OptionalLong.empty(), T0.plus(Duration.ofMinutes(30)));

        assertThat(twofold.untilDue(new TapeEvent.OfClose(close))).isZero();
    }

    @Test
    void shouldNotWaitAtAllWithoutASpeed() {
        Pace unbound = new Pace(Pace.parseSpeed("max"), () -> nanos);

        assertThat(unbound.untilDue(tradeAt(T0))).isZero();
        assertThat(unbound.untilDue(tradeAt(T0.plusSeconds(100)))).isZero();
    }

    @Test
    void shouldReadSpeeds() {
        assertThat(Pace.parseSpeed("60")).contains(60.0);
        assertThat(Pace.parseSpeed("0.5")).contains(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "fast", ""})
    void shouldRefuseOtherSpeeds(String text) {
        assertThatThrownBy(() -> Pace.parseSpeed(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("speed is " + text + ", expected a number above zero, or max");
    }

    private static TapeEvent tradeAt(Instant time) {
        return new TapeEvent.OfTrade(Trade.of("AMD", time, 166.69, 100));
    }
}
