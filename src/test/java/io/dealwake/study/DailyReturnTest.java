package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyReturnTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -1.5, 10000.000000000002})
    void shouldRefuseWhenANumberCannotBeAReturn(double value) {
        assertThat(DailyReturn.isPossible(value)).isFalse();
        assertThatThrownBy(() -> Samples.on(0, value, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stock is " + value);
        assertThatThrownBy(() -> Samples.on(0, 0, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("benchmark is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.9999999999999999, 0, -0.0, 0.5, DailyReturn.LARGEST})
    void shouldTakeWhenANumberIsJustPossible(double value) {
        assertThat(DailyReturn.isPossible(value)).isTrue();
        assertThat(Samples.on(0, value, value).stock()).isEqualTo(value);
    }

    @Test
    void shouldRefuseWhenTheDateIsMissing() {
        assertThatThrownBy(() -> new DailyReturn(null, 0, 0, 0)).hasMessageContaining("date");
    }
}
