package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"[0,0]", "[0,+2]", "[-1,+1]", "[-5,-2]", "PT30M", "PT1M", "PT2H", "since", "announcement-close"})
    void shouldComeBackWhenItsCodeIsParsed(String code) {
        assertThat(Window.parse(code).code()).isEqualTo(code);
    }

    @Test
    void shouldReadWhatPeopleWrite() {
        assertThat(Window.parse("[0,2]")).isEqualTo(new Window.Sessions(0, 2));
        assertThat(Window.parse("PT120M")).isEqualTo(new Window.Elapsed(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,0]", "[-21,0]", "[0,61]", "PT0M", "PT30S", "-PT5M", "PT1.5M", "[0]", "until", "", "[0,0", "[a,b]"
            })
    void shouldRefuseWhatIsNoWindow(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(code))
                .withMessageStartingWith("window is ")
                .withMessageContaining(", expected ");
    }
}
