package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Correction;
import io.dealwake.market.Trade;
import io.dealwake.market.UnknownCondition;
import io.dealwake.wire.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prints with sale conditions between the trades of the AMD case. */
class SaleConditionsInTheTapeTest {
    private static Trade print(String time, double price, String... conditions) {
        return new Trade("AMD", Instant.parse(time), price, 100, "", "", List.of(conditions));
    }

    private static AmdTape unknown(UnknownCondition policy) {
        return new AmdTape()
                .settings(settings -> new StreamSettings(
                        settings.topics(),
                        settings.partitions(),
                        settings.time(),
                        policy,
                        settings.measure(),
                        settings.rules()));
    }

    @ParameterizedTest
    @CsvSource({"T,true", "@,true", "I,false", "@FTI,false", "Z,false", "W,false", "M,false"})
    void shouldFireByPrintsThatMaySetAPriceAlone(String condition, boolean fires) {
        StagesRun run = new AmdTape()
                .trade(print("2025-10-06T10:50:30Z", 190, condition))
                .run();

        assertThat(AmdTape.told(run, "raw-move", "since"))
                .containsExactly("FIRING " + (fires ? "2025-10-06T10:50:30Z" : "2025-10-06T10:52:20Z"));
        assertThat(run.rejected).isEmpty();
    }

    @Test
    void shouldTakeNoPeakFromAnOddLot() {
        StagesRun run =
                new AmdTape().trade(print("2025-10-06T14:00:00Z", 500, "I")).run();

        assertThat(AmdTape.amd(run, "[0,0]")).isEqualTo(AmdTape.amd(new AmdTape().run(), "[0,0]"));
    }

    @ParameterizedTest
    @CsvSource({"COUNT,1,0", "VOLUME_ONLY,0,0", "REJECT,0,1"})
    void shouldDoWithUnknownConditionsAsIsSet(UnknownCondition policy, int fired, int rejected) {
        StagesRun run =
                unknown(policy).trade(print("2025-10-06T10:50:30Z", 190, "37")).run();

        assertThat(AmdTape.told(run, "raw-move", "since"))
                .filteredOn(told -> told.endsWith("10:50:30Z"))
                .hasSize(fired);
        assertThat(run.rejected).hasSize(rejected);
        assertThat(run.rejected).allSatisfy(SaleConditionsInTheTapeTest::checkRejected);
    }

    private static void checkRejected(Rejected refused) {
        assertThat(refused.reason()).isEqualTo("bad-value");
        assertThat(refused.message()).startsWith("condition is 37, expected one of CTA, the plan of XNYS: ");
    }

    @Test
    void shouldTakeAPriceFromAPrintWhoseConditionsWereCorrected() {
        StagesRun run = new AmdTape()
                .trade(print("2025-10-06T14:00:00Z", 230, "I"))
                .tell(
                        "2025-10-06T15:00:00Z",
                        tape -> tape.correction(new Correction(
                                "AMD",
                                Instant.parse("2025-10-06T15:00:00Z"),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.parse("2025-10-06T14:00:00Z"),
                                230,
                                100,
                                Optional.of(new Correction.Corrected(230, 100, List.of("@"))))))
                .run();

        assertThat(AmdTape.amd(run, "[0,0]").marketValue().orElseThrow().peakTime())
                .isEqualTo(Instant.parse("2025-10-06T14:00:00Z"));
    }
}
