package io.dealwake.simulation;

import io.dealwake.stream.Emission;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Where a run can be tampered with: nothing of the product knows of it.
 *
 * @param world the tape and the settings as the stages get them
 * @param route a message between the stages as one partition gets it; absent when it does not
 * @param tells whether a result is written
 * @param crash what a crash does
 */
record Seams(UnaryOperator<World> world, Route route, Predicate<Emission> tells, Crash crash) {
    static final Seams UNTOUCHED =
            new Seams(world -> world, (message, target) -> Optional.of(message), emission -> true, Crash.HARMLESS);

    /** A message on its way to a partition. */
    interface Route {
        Optional<Emission.ToMeasure> to(Emission.ToMeasure message, int partition);
    }

    /** What is left of the time since the last commit. */
    enum Crash {
        /** Nothing: stores, outputs and the place in the input are one transaction. */
        HARMLESS,
        /** The stores fall back by one commit more than the place in the input. */
        STORES_FALL_FURTHER,
        /** The outputs. */
        OUTPUTS_STAY,
        /** The place in the input. */
        PLACE_STAYS
    }
}
