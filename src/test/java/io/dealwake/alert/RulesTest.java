package io.dealwake.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Extreme;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.MeasureSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final Instant NEWS = Instant.parse("2025-10-06T10:50:00Z");
    private static final Leg LEG =
            new Leg(new LegId("deal", "S"), "Stock", "supplier", "A deal", NEWS, NEWS.plusSeconds(60), false);
    private static final Rules RULES = Rules.defaults(MeasureSettings.defaults().windows());
    private static final PricePoint BASE = new PricePoint(100, NEWS, PricePoint.Kind.MARK);

    @ParameterizedTest
    @CsvSource({"105,true", "104.99,false", "95,true", "95.01,false", "100,false", "200,true"})
    void shouldFireOnARawMoveOfFivePerCentOrMore(double price, boolean fires) {
        assertThat(new TradeJudge(RULES)
                        .judge(LEG, BASE, new Extreme(price, NEWS.plusSeconds(90)))
                        .isPresent())
                .isEqualTo(fires);
    }

    @Test
    void shouldFireOnEveryExactMoveOfFivePerCentInCents() {
        TradeJudge judge = new TradeJudge(RULES);
        for (int cents = 20; cents <= 100_000; cents += 20) {
            PricePoint base = new PricePoint(cents / 100.0, NEWS, PricePoint.Kind.MARK);
            for (int move : List.of(cents / 20, -cents / 20)) {
                Extreme exact = new Extreme((cents + move) / 100.0, NEWS.plusSeconds(90));
                Extreme short1 = new Extreme((cents + move - Integer.signum(move)) / 100.0, NEWS.plusSeconds(90));
                assertThat(judge.judge(LEG, base, exact))
                        .as("%d by %d", cents, move)
                        .isPresent();
                assertThat(judge.judge(LEG, base, short1))
                        .as("%d short of %d", cents, move)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldNeverFireBeforeTheDealWasObserved() {
        TradeJudge judge = new TradeJudge(RULES);

        assertThat(judge.judge(LEG, BASE, new Extreme(110, NEWS.plusSeconds(59)))
                        .orElseThrow()
                        .firedAt())
                .isEqualTo(NEWS.plusSeconds(60));
        assertThat(judge.judge(LEG, BASE, new Extreme(110, NEWS.plusSeconds(61)))
                        .orElseThrow()
                        .firedAt())
                .isEqualTo(NEWS.plusSeconds(61));
    }

    @ParameterizedTest
    @CsvSource({
        "market-value,1.0e11,true",
        "market-value,0.99999e11,false",
        "market-value,-1.0e11,true",
        "significance,0.00999,true",
        "significance,0.01,false"
    })
    void shouldHoldAtTheirThresholds(String name, double value, boolean holds) {
        Rule rule = RULES.atMarks().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(rule.holds(value)).isEqualTo(holds);
    }

    @Test
    void shouldLookAtTheWindowsOfTheContract() {
        assertThat(RULES.rawMove().orElseThrow().windows()).containsExactly(Window.SINCE);
        assertThat(RULES.atMarks().get(0).windows())
                .containsExactlyInAnyOrder(new Window.Sessions(0, 0), new Window.Sessions(0, 2));
        assertThat(RULES.atMarks().get(1).windows())
                .containsExactlyInAnyOrder(
                        new Window.Sessions(0, 0), new Window.Sessions(0, 2), new Window.Sessions(-1, 1));
        assertThat(RULES.atMarks().get(1).finalOnly()).isTrue();
        assertThat(RULES.atMarks().get(0).finalOnly()).isFalse();
    }

    @Test
    void shouldNameTheSameThingTheSameWhateverItsNumbers() {
        TradeJudge judge = new TradeJudge(RULES);
        Alert one =
                judge.judge(LEG, BASE, new Extreme(110, NEWS.plusSeconds(90))).orElseThrow();
        Alert other = judge.judge(
                        LEG, new PricePoint(50, NEWS, PricePoint.Kind.MARK), new Extreme(99, NEWS.plusSeconds(95)))
                .orElseThrow();

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint()).hasSize(16);
        assertThat(one.headline()).isEqualTo(other.headline());
        assertThat(List.of(one.sequence(), one.withdrawn(NEWS).sequence())).containsExactly(1, 2);
        assertThat(one.withdrawn(NEWS).status()).isEqualTo(Alert.Status.WITHDRAWN);
    }
}
