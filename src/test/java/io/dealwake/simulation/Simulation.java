package io.dealwake.simulation;

import java.util.ArrayList;
import java.util.List;

/** Runs worlds and says what came out. */
final class Simulation {
    /** The runs of a world: how many partitions each. */
    static final List<Integer> PARTITIONS = List.of(1, 3, 8, 3);

    private Simulation() {}

    /**
     * What a world came to.
     *
     * @param wrong what differs, in words, by run
     */
    record Result(World world, int runs, long reactions, long alerts, List<String> wrong, List<Plan> failed) {}

    /** A world of a seed: most are small, a few large. */
    static World world(long seed) {
        long kind = Math.floorMod((seed * 0x9E3779B97F4A7C15L) >>> 40, 100);
        WorldMaker.Size size =
                kind < 3 ? WorldMaker.Size.LARGE : kind < 20 ? WorldMaker.Size.MIDDLE : WorldMaker.Size.SMALL;
        return WorldMaker.any(seed, size);
    }

    /** Whether some runs of a world show what is wrong with them. */
    static boolean finds(World world, int runs, Seams seams) {
        Check check = new Check(world);
        for (int run = 0; run < runs; run++) {
            try {
                if (!check.of(Stages.run(world, plan(world, run), seams)).isEmpty()) {
                    return true;
                }
            } catch (RuntimeException e) {
                return true;
            }
        }
        return false;
    }

    /** How a run of a world goes. */
    static Plan plan(World world, int run) {
        return Plan.of(world, PARTITIONS.get(run % PARTITIONS.size()), world.seed() * 31 + run);
    }

    /** Runs a world some times, over other partitions and in another order each time. */
    static Result run(World world, int runs, Seams seams) {
        Check check = new Check(world);
        long reactions = 0;
        long alerts = 0;
        List<String> wrong = new ArrayList<>();
        List<Plan> failed = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Plan plan = plan(world, run);
            List<Check.Difference> differences;
            try {
                Outcome outcome = Stages.run(world, plan, seams);
                reactions += outcome.reactions();
                alerts += outcome.alerts().size();
                differences = check.of(outcome);
            } catch (RuntimeException e) {
                differences = List.of(Check.Difference.thrown(e));
                if (Boolean.getBoolean("simulation.trace")) {
                    e.printStackTrace();
                }
            }
            if (!differences.isEmpty()) {
                failed.add(plan);
                differences.forEach(difference -> wrong.add(plan + ": " + difference.says()));
            }
        }
        return new Result(world, runs, reactions, alerts, wrong, failed);
    }
}
