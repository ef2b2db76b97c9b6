package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.market.Ending;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.Reaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AMD is measured against another symbol from an instant on, whose home may be ahead or behind. */
class ChangeOfBenchmarkTest {
    /** AMD, NVDA and SPY live apart. */
    private static final int APART = 4;

    /** The change is applied before the minute that ended just before it can be complete; other partitions hear it still. */
    @ParameterizedTest
    @CsvSource({"1,0", "3,0.2"})
    void shouldMeasureAgainstTheBenchmarkThatWasNamedAtEachInstant(int partitions, double restarts) {
        Instant change = Instant.parse("2025-10-07T15:00:01Z");
        Security ofAmd = against(amd(), Optional.of("NVDA"), change);
        Security ofNvda = against(nvda(), Optional.empty(), change);
        StagesRun run = new AmdTape()
                .tell("2025-10-07T14:55:00Z", tape -> tape.security(ofAmd))
                .tell("2025-10-07T14:55:00Z", tape -> tape.security(ofNvda))
                .trade(Trade.of("SPY", Instant.parse("2025-10-07T14:59:20Z"), 668, 100))
                .trade(Trade.of("AMD", Instant.parse("2025-10-07T14:59:30Z"), 213, 100))
                .tell("2025-10-07T15:00:01.500Z", tape -> {})
                .trade(Trade.of("AMD", Instant.parse("2025-10-07T15:00:45Z"), 214, 100))
                .trade(Trade.of("NVDA", Instant.parse("2025-10-07T15:00:50Z"), 184, 100))
                .trade(Trade.of("AMD", Instant.parse("2025-10-07T15:30:00Z"), 215, 100))
                .run(partitions, 5, restarts);

        Map<Instant, Map<String, Double>> returns = new TreeMap<>();
        run.reactions.stream()
                .filter(reaction -> reaction.leg().equals(AmdCase.AMD.id())
                        && reaction.window().code().equals("[0,+2]"))
                .forEach(reaction -> reaction.move()
                        .ifPresent(move -> returns.computeIfAbsent(move.lastTime(), key -> new TreeMap<>())
                                .put(
                                        reaction.benchmark().orElseThrow(),
                                        reaction.benchmarkReturn().orElse(Double.NaN))));
        assertThat(returns.get(Instant.parse("2025-10-06T20:00:00Z"))).containsOnlyKeys("SPY");
        // As of the change the newest price is still that of 15:00: it is measured again.
        assertThat(returns.get(Instant.parse("2025-10-07T15:00:00Z"))).containsOnlyKeys("SPY", "NVDA");
        assertThat(returns.get(Instant.parse("2025-10-07T15:00:00Z")).get("SPY"))
                .isEqualTo(668 / 669.21 - 1, within(1e-14));
        assertThat(returns.get(Instant.parse("2025-10-07T15:01:00Z"))).containsOnlyKeys("NVDA");
        assertThat(AmdTape.amd(run, "[0,0]").benchmark()).contains("NVDA");
        assertThat(AmdTape.amd(run, "[0,0]").restatement()).contains(new Reaction.Restatement(1, "security"));
        assertThat(run.watchers)
                .allSatisfy(watcher -> assertThat(watcher.sizes()).containsEntry("watch-benchmarks", 2L));
    }

    /** The end of a halt is told to all even when nobody names the symbol: it is the benchmark again later. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void shouldKnowThatAHaltOfAFormerBenchmarkHasEndedWhenItIsOneAgain(int partitions) {
        AmdTape tape = new AmdTape().halt("SPY", "2025-08-01T14:00:00Z", true);
        for (Security security : AmdCase.securities().subList(0, 2)) {
            tape.security(against(security, Optional.empty(), Instant.parse("2025-08-01T14:05:00Z")))
                    .security(against(security, Optional.of("SPY"), Instant.parse("2025-09-15T14:00:00Z")));
        }
        StagesRun run = tape.halt("SPY", "2025-08-01T14:10:00Z", false).run(partitions, 1, 0);

        assertThat(AmdTape.amd(run, "PT30M").gaps()).isEmpty();
        assertThat(AmdTape.amd(run, "since").gaps()).isEmpty();
    }

    private static Security against(Security security, Optional<String> benchmark, Instant knownAt) {
        return new Security(
                security.symbol(),
                security.name(),
                benchmark,
                security.calendar(),
                security.currency(),
                security.shares(),
                knownAt);
    }

    /** The leg waits for the former benchmark; the new one is far ahead, and prices are forgotten up to where it has come. */
    @Test
    void shouldForgetNothingThatAWaitingLegStillNeeds() {
        AmdTape tape = new AmdTape()
                .tell("2025-10-06T12:00:00Z", writer -> writer.leg(version("2025-10-06T12:00:00Z", true)))
                .tell("2025-10-06T14:00:00Z", writer -> writer.leg(version("2025-10-06T14:00:00Z", false)))
                .security(against(amd(), Optional.of("NVDA"), Instant.parse("2025-10-22T14:00:00Z")))
                .security(against(nvda(), Optional.empty(), Instant.parse("2025-10-22T14:00:00Z")));
        for (int day = 23; day <= 31; day++) {
            tape.tell("2025-10-" + day + "T14:00:00Z", writer -> {});
        }

        assertThat(tape.runWithALateHome(APART, "SPY", Instant.parse("2025-10-06T13:00:00Z"))
                        .finals())
                .isEqualTo(tape.run(1, 1, 0).finals());
    }

    /** An end of the symbol is taken back together with the change, between two heartbeats. */
    @Test
    void shouldMeasureAtTheSameInstantsWhenTheNewBenchmarkIsBehind() {
        Ending ending = new Ending(
                Ending.Kind.SYMBOL_CHANGED,
                LocalDate.parse("2025-10-08"),
                Instant.parse("2025-10-07T12:00:00Z"),
                Optional.empty());
        Security ended = new Security(
                "AMD",
                "AMD",
                Optional.of("SPY"),
                "XNYS",
                "USD",
                amd().shares(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(ending),
                Instant.parse("2025-10-07T12:00:00Z"));
        Security again = against(amd(), Optional.of("NVDA"), Instant.parse("2025-10-08T09:00:00Z"));
        AmdTape tape = new AmdTape()
                .security(ended)
                .tell("2025-10-07T22:00:02Z", writer -> writer.security(again))
                .tell("2025-10-08T12:00:02Z", writer -> {})
                .trade(Trade.of("AMD", Instant.parse("2025-10-08T14:00:00Z"), 213, 100));

        StagesRun one = tape.run(1, 1, 0);
        StagesRun behind = tape.runWithALateHome(APART, "NVDA", Era.FIRST);
        assertThat(behind.finals()).isEqualTo(one.finals());
        assertThat(behind.alerts).containsExactlyInAnyOrderElementsOf(one.alerts);
    }

    /** Both are known between the same two heartbeats: what the second says may arrive before or after the first is applied. */
    @Test
    void shouldNameTheSameBenchmarkWhereverALegIsWithdrawn() {
        AmdTape tape = new AmdTape()
                .tell("2025-10-07T15:00:10Z", writer -> {
                    writer.leg(version("2025-10-07T15:00:05Z", true));
                    writer.security(against(amd(), Optional.of("NVDA"), Instant.parse("2025-10-07T15:00:07Z")));
                })
                .tell("2025-10-07T15:30:10Z", writer -> {});
        Set<Optional<String>> named = new HashSet<>();
        for (int partitions : new int[] {1, 3, APART, 8}) {
            for (int seed = 0; seed < 6; seed++) {
                Reaction withdrawn = AmdTape.amd(tape.run(partitions, seed, 0), "[0,+2]");
                assertThat(withdrawn.reason()).isPresent();
                named.add(withdrawn.benchmark());
            }
        }
        assertThat(named).containsExactly(Optional.of("SPY"));
    }

    private static Leg version(String observedAt, boolean withdrawn) {
        Leg leg = AmdCase.AMD;
        return new Leg(
                leg.id(),
                leg.entity(),
                leg.role(),
                leg.headline(),
                leg.announcedAt(),
                Instant.parse(observedAt),
                withdrawn);
    }

    private static Security amd() {
        return AmdCase.securities().get(0);
    }

    private static Security nvda() {
        return AmdCase.securities().get(1);
    }
}
