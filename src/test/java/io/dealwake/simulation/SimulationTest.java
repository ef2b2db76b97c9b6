package io.dealwake.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.reaction.LegId;
import io.dealwake.wire.TapeRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of what bin/simulate does at length. Another seed: -Dseed=N. */
class SimulationTest {
    private static final long SEED = Long.getLong("seed", 20251006);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldAgreeWithTheTwinWhenAnythingHappens(int number) {
        World world = WorldMaker.any(SEED + number, WorldMaker.Size.SMALL);

        Simulation.Result result = Simulation.run(world, 3, Seams.UNTOUCHED);

        assertThat(result.wrong()).as("bin/simulate --seed " + world.seed()).isEmpty();
        assertThat(result.reactions()).isPositive();
    }

    /**
     * Worlds that once showed what was wrong. 241: a partition waited for the clock of one that had a benchmark no more, and
     * forgot nothing from then on. 23: a task that was started again took up legs twice that had waited for a clock.
     */
    @ParameterizedTest
    @ValueSource(longs = {23, 241})
    void shouldAgreeWithTheTwinInWorldsThatOnceShowedAFault(long seed) {
        World world = WorldMaker.any(seed, WorldMaker.Size.SMALL);

        assertThat(Simulation.run(world, 4, Seams.UNTOUCHED).wrong()).isEmpty();
    }

    @Test
    void shouldHoldEveryEventWhenSomeWorldsAreMade() {
        Set<Event> events = EnumSet.noneOf(Event.class);
        LongStream.range(SEED, SEED + 5)
                .forEach(seed -> events.addAll(
                        WorldMaker.any(seed, WorldMaker.Size.SMALL).events()));

        assertThat(events).containsExactlyInAnyOrder(Event.values());
    }

    @Test
    void shouldHoldDozensOfSymbolsAndHundredsOfDealsWhenAWorldIsLarge() {
        World world = WorldMaker.any(SEED, WorldMaker.Size.LARGE);

        List<LegId> legs = world.tape().stream()
                .filter(TapeRecord.OneLeg.class::isInstance)
                .map(record -> ((TapeRecord.OneLeg) record).leg().id())
                .toList();
        assertThat(legs.stream().map(LegId::dealId).collect(Collectors.toSet())).hasSizeGreaterThan(100);
        assertThat(legs.stream().map(LegId::symbol).collect(Collectors.toSet())).hasSizeGreaterThan(23);
    }

    @Test
    void shouldMakeTheSameWorldAgainWhenTheSeedIsTheSame() {
        assertThat(Simulation.world(SEED)).isEqualTo(Simulation.world(SEED));
    }
}
