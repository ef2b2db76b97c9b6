package io.dealwake.simulation;

import java.util.SplittableRandom;

/**
 * How a world is run.
 *
 * @param seed of the scheduler
 * @param crashes how often a task crashes after a burst of records, a share
 * @param lag whether some tasks go far more seldom than others
 */
record Plan(int partitions, long seed, double crashes, boolean lag) {
    static Plan of(World world, int partitions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean crashes = world.events().contains(Event.CRASHES);
        return new Plan(
                partitions,
                random.nextLong(),
                crashes ? random.nextDouble(0.02, 0.3) : 0,
                world.events().contains(Event.LAGGING_PARTITIONS));
    }
}
