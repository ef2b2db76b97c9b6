package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKindTest {
    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void shouldFindTheKindWhenGivenItsCode(ModelKind kind) {
        assertThat(ModelKind.parse(kind.code())).isSameAs(kind);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Market", "market ", "capm"})
    void shouldListTheCodesWhenNoneFits(String code) {
        assertThatThrownBy(() -> ModelKind.parse(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model is " + code + ", expected one of market, benchmark-adjusted");
    }

    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void shouldFitItsOwnKindWhenAskedForTheModel(ModelKind kind) {
        assertThat(Samples.fit(kind, Samples.random(1, -130, -11)).kind()).isSameAs(kind);
    }

    @Test
    void shouldPublishReasonsInKebabCaseWhenAModelCannotBeFitted() {
        assertThat(Stream.of(Estimate.Reason.values()).map(Estimate.Reason::code))
                .containsExactly("too-few-returns", "flat-benchmark", "no-residual-variance");
    }
}
