package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final List<String> told = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5; // a nano clock may begin anywhere and wrap around
    private final Outage outage = new Outage("Kafka at k:1", Duration.ofMinutes(2), told::add, () -> now);

    @Test
    void shouldTellOnceOfItsBeginAndOnceOfItsEnd() {
        outage.end();
        assertThat(told).isEmpty();
        outage.begin();
        pass(Duration.ofSeconds(31));
        outage.begin();
        assertThat(outage.isOn()).isTrue();
        outage.end();
        outage.end();
        assertThat(outage.isOn()).isFalse();
        assertThat(told)
                .containsExactly(
                        "Kafka at k:1 does not answer; waiting for it, 120 s at most",
                        "Kafka at k:1 answers again, after 31 s");
    }

    @Test
    void shouldEndTheCommandWhenItHasLastedAsLongAsItIsBorneAndNotBefore() {
        outage.check();
        outage.begin();
        pass(Duration.ofMinutes(2).minusNanos(1));
        assertThatCode(outage::check).doesNotThrowAnyException();
        pass(Duration.ofNanos(1));
        assertThatThrownBy(outage::check)
                .isInstanceOf(Failure.class)
                .hasMessage("Kafka at k:1 has not answered for 120 s: see that it runs, and start again")
                .satisfies(e -> assertThat(((Failure) e).exitCode()).isEqualTo(ExitCode.OUT_OF_REACH));
    }

    @Test
    void shouldCountEachOutageAnew() {
        outage.begin();
        pass(Duration.ofMinutes(1));
        outage.end();
        outage.begin();
        pass(Duration.ofMinutes(1).plusSeconds(59));
        assertThatCode(outage::check).doesNotThrowAnyException();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
