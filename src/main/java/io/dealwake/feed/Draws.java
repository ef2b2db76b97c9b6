package io.dealwake.feed;

import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * Seeded random numbers of one symbol and session, independent of those of any other. Made of plain sums and products of
 * the generator's 64-bit numbers, so that they are the same on every machine and Java version.
 */
final class Draws {
    private static final double UNIT = 0x1.0p-53;

    private final SplittableRandom random;

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    static Draws of(long seed, String symbol, LocalDate date) {
        long state = next(seed);
        for (int i = 0; i < symbol.length(); i++) {
            state = next(state ^ symbol.charAt(i));
        }
        return new Draws(new SplittableRandom(next(state ^ date.toEpochDay())));
    }

    /** Uniform from 0 (inclusive) to 1 (exclusive). */
    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    /** A whole number from 0 (inclusive) to the bound (exclusive). */
    long below(long bound) {
        return (long) (unit() * bound);
    }

    /** Mean 0, variance 1, never beyond 6: the sum of twelve uniform numbers, near enough to normal for noise. */
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += unit();
        }
        return sum;
    }

    private static long next(long state) {
        return new SplittableRandom(state).nextLong();
    }
}
