package io.dealwake.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;

/** The command: worlds at random through the real stages and through the twin. */
@CommandLine.Command(
        name = "bin/simulate",
        mixinStandardHelpOptions = true,
        description = "Runs worlds made from a seed through the stages, and holds what comes out against a naive twin.")
final class Simulate implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MOST_EVENTS = 200;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "the first world's seed")
    private long seed;

    @CommandLine.Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "40",
            description = "how many runs; each world has four: over 1, 3, 8 and 3 partitions")
    private int runs;

    @CommandLine.Option(names = "--faults", description = "list the deliberate faults, one a line")
    private boolean faults;

    @CommandLine.Option(names = "--inject", paramLabel = "NAME", description = "switch a fault on: it must be found")
    private String inject;

    @CommandLine.Option(
            names = "--shrink",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long to look for a smaller world that fails")
    private int shrinkSeconds;

    /** Runs and exits. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (faults) {
            for (Fault fault : Fault.values()) {
                out.println(fault.code() + "  " + fault.says());
            }
            return 0;
        }
        Optional<Fault> fault = Optional.ofNullable(inject).flatMap(Fault::of);
        if (inject != null && fault.isEmpty()) {
            spec.commandLine().getErr().println("--inject is " + inject + ", expected a name that --faults lists");
            return USAGE;
        }
        if (runs < 1) {
            spec.commandLine().getErr().println("--runs is " + runs + ", expected 1 or more");
            return USAGE;
        }
        return report(run(fault), fault, out);
    }

    private List<Simulation.Result> run(Optional<Fault> fault) throws InterruptedException {
        int each = Simulation.PARTITIONS.size();
        List<Callable<Simulation.Result>> worlds = new ArrayList<>();
        for (int done = 0; done < runs; done += each) {
            int here = Math.min(each, runs - done);
            long world = seed + worlds.size();
            worlds.add(() -> Simulation.run(
                    fault.map(wrong -> WorldMaker.of(world, wrong.needs())).orElseGet(() -> Simulation.world(world)),
                    here,
                    fault.map(Fault::seams).orElse(Seams.UNTOUCHED)));
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Simulation.Result> results = new ArrayList<>();
            for (Future<Simulation.Result> result : threads.invokeAll(worlds)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a world could not be run", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private int report(List<Simulation.Result> results, Optional<Fault> fault, PrintWriter out) {
        List<Simulation.Result> failed =
                results.stream().filter(result -> !result.wrong().isEmpty()).toList();
        for (Simulation.Result result : failed) {
            out.println("seed " + result.world().seed() + ":");
            result.wrong().forEach(wrong -> out.println("  " + wrong));
        }
        failed.stream()
                .min(java.util.Comparator.comparingInt(
                        result -> result.world().tape().size()))
                .ifPresent(result -> printSmallest(result, fault, out));
        out.println("{\"runs\":"
                + results.stream().mapToInt(Simulation.Result::runs).sum()
                + ",\"worlds\":" + results.size()
                + ",\"reactions\":"
                + results.stream().mapToLong(Simulation.Result::reactions).sum()
                + ",\"alerts\":"
                + results.stream().mapToLong(Simulation.Result::alerts).sum()
                + ",\"mismatches\":"
                + results.stream().mapToInt(result -> result.wrong().size()).sum() + "}");
        out.flush();
        return failed.isEmpty() ? 0 : FAILED;
    }

    private void printSmallest(Simulation.Result result, Optional<Fault> fault, PrintWriter out) {
        Seams seams = fault.map(Fault::seams).orElse(Seams.UNTOUCHED);
        Plan plan = result.failed().get(0);
        Plan other = Simulation.plan(result.world(), 0);
        World smallest = Shrinker.shrink(result.world(), plan, other, seams, Duration.ofSeconds(shrinkSeconds));
        out.println(
                "the smallest world found that fails, of seed " + result.world().seed() + ", "
                        + smallest.tape().size() + " records, with " + plan + " and " + smallest.measure() + ":");
        smallest.tape().stream().limit(MOST_EVENTS).forEach(record -> out.println("  " + record));
        if (smallest.tape().size() > MOST_EVENTS) {
            out.println("  and " + (smallest.tape().size() - MOST_EVENTS) + " more");
        }
        Check.differences(smallest, plan, other, seams).forEach(wrong -> out.println("  differs: " + wrong.says()));
        out.println("again: bin/simulate --seed " + result.world().seed() + " --runs " + result.runs()
                + fault.map(wrong -> " --inject " + wrong.code()).orElse(""));
    }
}
