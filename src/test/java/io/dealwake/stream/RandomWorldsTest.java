package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Small worlds made from a seed, each run over one, three and eight partitions, with other interleavings and restarts: finals
 * and alerts must be the same. Another seed: -Dseed=N.
 */
class RandomWorldsTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final int WORLDS = 5;

    @ParameterizedTest
    @EnumSource(World.Kind.class)
    void shouldGiveTheSameFinalsAndAlertsForAnyPartitionsInterleavingAndRestarts(World.Kind kind) {
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            check(seed, kind);
        }
    }

    private static void check(long seed, World.Kind kind) {
        World world = new World(seed, kind);
        StagesRun one = run(world, 1, seed, 0);
        for (int partitions : List.of(1, 3, 8)) {
            SplittableRandom random = new SplittableRandom(seed + partitions);
            double restarts = random.nextBoolean() ? 0 : random.nextDouble(0.05);
            StagesRun other = run(world, partitions, random.nextLong(), restarts);
            String what = kind + ", -Dseed=" + seed + ", partitions " + partitions + ", restarts " + restarts;

            assertThat(finals(other)).as(what).containsExactlyEntriesOf(finals(one));
            assertThat(alerts(other)).as(what).isEqualTo(alerts(one));
            assertThat(other.rejected).as(what).hasSameSizeAs(one.rejected);
        }
    }

    private static StagesRun run(World world, int partitions, long seed, double restarts) {
        return new StagesRun(World.settings(partitions), seed, restarts).runRecords(world.tape(partitions));
    }

    /** As the contract compares them: without the restatement. */
    private static Map<String, String> finals(StagesRun run) {
        Map<String, String> finals = new TreeMap<>();
        run.finals().forEach((key, reaction) -> finals.put(key, withoutRestatement(reaction)));
        return finals;
    }

    private static String withoutRestatement(Reaction reaction) {
        String text = reaction.toString();
        return text.substring(0, text.lastIndexOf(", restatement="));
    }

    private static List<String> alerts(StagesRun run) {
        return AmdCaseTest.sorted(run.alerts).stream().map(Alert::toString).toList();
    }
}
