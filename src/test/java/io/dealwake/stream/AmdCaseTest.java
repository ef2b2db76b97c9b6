package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two deals of the README: each figure as it was worked out apart from this program, from official closes. */
class AmdCaseTest {
    /** The reference figures are given to nine decimals, t statistics to six. */
    private static final Offset<Double> NINE_DECIMALS = within(1e-9);

    private static final Offset<Double> SIX_DECIMALS = within(1e-6);

    private static final String AMD = "openai-amd-2025/AMD/";
    private static final String NVIDIA = "nvidia-openai-2025/NVDA/";
    private static final int AMD_DAYS = 120;

    private static final StagesRun ONE = new StagesRun(1, 1, 0).run(AmdCase.events());

    @ParameterizedTest
    @CsvSource({
        "'openai-amd-2025/AMD/[0,0]', 0.237080221, 0.229016082, 9.487990, 9.448012",
        "'openai-amd-2025/AMD/[0,+2]', 0.430497358, 0.374404305, 8.955472, 8.845524",
        "'nvidia-openai-2025/NVDA/[0,0]', 0.039282278, 0.030603787, 1.916782, 1.908444"
    })
    void shouldMeasureTheReturnsOfTheReference(
            String key, double raw, double abnormal, double tStatisticNaive, double tStatistic) {
        Reaction reaction = of(key);

        assertThat(reaction.status()).isEqualTo(Reaction.Status.FINAL);
        assertThat(reaction.move().orElseThrow().rawReturn()).isCloseTo(raw, NINE_DECIMALS);
        assertThat(reaction.abnormal().orElseThrow().abnormalReturn()).isCloseTo(abnormal, NINE_DECIMALS);
        Reaction.Significance significance = reaction.significance().orElseThrow();
        assertThat(significance.tStatisticNaive()).isCloseTo(tStatisticNaive, SIX_DECIMALS);
        assertThat(significance.tStatistic()).isCloseTo(tStatistic, SIX_DECIMALS);
        assertThat(significance.degreesOfFreedom()).isEqualTo(118);
    }

    @ParameterizedTest
    @CsvSource({
        "'openai-amd-2025/AMD/[0,0]', 0.001120237, 1.936220204, 0.024137470, 2025-03-31, 2025-09-19",
        "'openai-amd-2025/AMD/[0,+2]', 0.001120237, 1.936220204, 0.024137470, 2025-03-31, 2025-09-19",
        "'nvidia-openai-2025/NVDA/[0,0]', 0.000983520, 1.626481560, 0.015966236, 2025-03-17, 2025-09-05"
    })
    void shouldFitTheModelOfTheReference(
            String key, double alpha, double beta, double sigma, LocalDate from, LocalDate to) {
        Reaction.Estimation estimation = of(key).estimation().orElseThrow();

        assertThat(estimation.alpha().orElseThrow()).isCloseTo(alpha, NINE_DECIMALS);
        assertThat(estimation.beta().orElseThrow()).isCloseTo(beta, NINE_DECIMALS);
        assertThat(estimation.sigma().orElseThrow()).isCloseTo(sigma, NINE_DECIMALS);
        assertThat(estimation.days()).isEqualTo(AMD_DAYS);
        assertThat(estimation.from()).isEqualTo(from);
        assertThat(estimation.to()).isEqualTo(to);
    }

    @Test
    void shouldSayHowLikelyTheMovesAreByChance() {
        Reaction.Significance amdDay = of(AMD + "[0,0]").significance().orElseThrow();
        Reaction.Significance amdThreeDays = of(AMD + "[0,+2]").significance().orElseThrow();
        Reaction.Significance nvidia = of(NVIDIA + "[0,0]").significance().orElseThrow();

        assertThat(amdDay.pEmpirical().orElseThrow()).isCloseTo(1.0 / 121, NINE_DECIMALS);
        assertThat(amdThreeDays.pEmpirical().orElseThrow()).isCloseTo(1.0 / 119, NINE_DECIMALS);
        assertThat(amdThreeDays.pValue()).isCloseTo(1.1e-14, within(0.05e-14));
        assertThat(nvidia.pEmpirical().orElseThrow()).isCloseTo(10.0 / 121, NINE_DECIMALS);
        assertThat(nvidia.pValue()).isCloseTo(0.0588, within(0.00005));
    }

    @Test
    void shouldValueTheMovesAtTheClose() {
        assertThat(valueChange(AMD + "[0,+2]")).isCloseTo(1.1505447e11, within(1e3));
        assertThat(valueChange(NVIDIA + "[0,0]")).isCloseTo(1.68642e11, within(1e3));
    }

    @Test
    void shouldMeasureNvidiaFromTheNewsToTheClose() {
        Reaction reaction = of(NVIDIA + "announcement-close");

        Reaction.Move move = reaction.move().orElseThrow();
        assertThat(move.basePrice()).isEqualTo(175.58);
        assertThat(move.baseTime()).isEqualTo("2025-09-22T16:01:00Z");
        assertThat(move.lastPrice()).isEqualTo(183.61);
        assertThat(move.lastTime()).isEqualTo("2025-09-22T20:00:00Z");
        assertThat(move.rawReturn()).isCloseTo(0.045734138, NINE_DECIMALS);
        assertThat(reaction.benchmarkReturn().orElseThrow()).isCloseTo(666.84 / 664.745 - 1, NINE_DECIMALS);
        assertThat(reaction.significance()).isEmpty();
    }

    @Test
    void shouldRaiseExactlyTheseAlerts() {
        assertThat(sorted(ONE.alerts))
                .extracting(alert -> String.join(
                        " ",
                        alert.firedAt().toString(),
                        alert.rule(),
                        alert.leg().symbol(),
                        alert.window(),
                        alert.status().code(),
                        Integer.toString(alert.sequence())))
                .containsExactlyInAnyOrder(
                        "2025-09-22T16:56:30Z raw-move NVDA since firing 1",
                        "2025-09-22T16:57:00Z market-value NVDA [0,0] firing 1",
                        "2025-09-22T16:57:00Z market-value NVDA [0,+2] firing 1",
                        "2025-10-06T10:52:20Z raw-move AMD since firing 1",
                        "2025-10-06T13:31:00Z market-value AMD [0,0] firing 1",
                        "2025-10-06T13:31:00Z market-value AMD [0,+2] firing 1",
                        "2025-10-06T20:00:00Z significance AMD [0,0] firing 1",
                        "2025-10-07T20:00:00Z significance AMD [-1,+1] firing 1",
                        "2025-10-08T20:00:00Z significance AMD [0,+2] firing 1");
    }

    @Test
    void shouldGiveAResultForEachWindowOfEachLeg() {
        assertThat(ONE.finals())
                .hasSize(18)
                .allSatisfy((key, reaction) -> assertThat(reaction.ended()).isTrue());
        assertThat(ONE.rejected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,0.05", "2,0", "3,0.01", "8,0", "8,0.05"})
    void shouldGiveTheSameFinalsAndAlertsForAnyPartitionsInterleavingAndRestarts(int partitions, double restarts) {
        for (long seed = 1; seed <= 3; seed++) {
            StagesRun run = new StagesRun(partitions, seed, restarts).run(AmdCase.events());

            assertThat(run.finals()).as("seed %d", seed).isEqualTo(ONE.finals());
            assertThat(sorted(run.alerts)).as("seed %d", seed).isEqualTo(sorted(ONE.alerts));
            assertThat(run.rejected).isEmpty();
        }
    }

    private static double valueChange(String key) {
        return of(key).marketValue().orElseThrow().capChange();
    }

    private static Reaction of(String key) {
        assertThat(ONE.finals()).containsKey(key);
        return ONE.finals().get(key);
    }

    static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::firedAt)
                        .thenComparing(Alert::fingerprint)
                        .thenComparing(Alert::sequence))
                .toList();
    }
}
