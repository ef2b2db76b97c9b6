package io.dealwake.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The simulation must see every deliberate fault: one that it cannot see is one that the product may have. */
class FaultsTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final int RUNS = 4;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldFindAFaultInFewRunsWhenItIsInjected(Fault fault) {
        for (long seed : new long[] {SEED, SEED + 1000}) {
            World world = WorldMaker.of(seed, fault.needs());

            assertThat(Simulation.finds(world, RUNS, fault.seams()))
                    .as(fault.code() + ", -Dseed=" + seed)
                    .isTrue();
        }
    }

    @Test
    void shouldListWhatTheDocumentationListsWhenAskedForTheFaults() throws IOException {
        String page = Files.readString(Path.of("docs/event-time.md"));
        String chapter = page.substring(page.indexOf("## How the promise is tested"));
        List<String> documented = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                .matcher(chapter)
                .results()
                .map(found -> found.group(1))
                .toList();

        List<String> listed = run(0, "--faults")
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(listed).isEqualTo(documented).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void shouldFailWithASmallWorldAndCountWhenAFaultIsInjected() {
        List<String> lines = run(1, "--seed", "7", "--runs", "1", "--shrink", "2", "--inject", "correction-ignored")
                .lines()
                .toList();

        assertThat(lines.get(lines.size() - 1))
                .matches("\\{\"runs\":1,\"worlds\":1,\"reactions\":\\d+,\"alerts\":\\d+,\"mismatches\":[1-9]\\d*}");
        assertThat(lines).anyMatch(line -> line.startsWith("the smallest world found that fails, of seed 7"));
    }

    @Test
    void shouldRefuseANameThatIsNoFaultWhenOneIsToBeInjected() {
        run(2, "--inject", "no-such-fault");
    }

    @Test
    void shouldLeaveLittleOfAWorldWhenItIsShrunk() {
        Fault fault = Fault.CORRECTION_IGNORED;
        World world = WorldMaker.of(SEED, fault.needs());
        Plan plan = Plan.of(world, 1, SEED);

        World smallest = Shrinker.shrink(world, plan, plan, fault.seams(), Duration.ofSeconds(20));

        assertThat(smallest.tape()).hasSizeLessThan(world.tape().size() / 2);
    }

    private static String run(int expected, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Simulate())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()));
        assertThat(command.execute(arguments))
                .as(Stream.of(arguments).toList().toString())
                .isEqualTo(expected);
        return out.toString();
    }
}
