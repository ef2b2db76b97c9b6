package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up returns, and short ways to a fitted model. */
final class Samples {
    static final LocalDate DAY_ZERO = LocalDate.of(2024, 6, 3);
    /** The smallest minimum that both models take: for tests that are about something else. */
    static final int ANY_NUMBER = 3;

    private Samples() {}

    static DailyReturn on(int day, double stock, double benchmark) {
        return new DailyReturn(DAY_ZERO.plusDays(day), day, stock, benchmark);
    }

    /** Seeded returns of consecutive sessions, both ends inclusive. */
    static List<DailyReturn> random(long seed, int first, int last) {
        Random random = new Random(seed);
        List<DailyReturn> returns = new ArrayList<>();
        for (int day = first; day <= last; day++) {
            double benchmark = 0.0004 + 0.011 * random.nextGaussian();
            returns.add(on(day, 0.001 + 1.4 * benchmark + 0.02 * random.nextGaussian(), benchmark));
        }
        return returns;
    }

    static Estimate fit(ModelKind kind, List<DailyReturn> window) {
        return fitted(kind.model().estimate(window, ANY_NUMBER));
    }

    static Estimate fitted(Estimate.Result result) {
        assertThat(result).isInstanceOf(Estimate.Result.Fitted.class);
        return ((Estimate.Result.Fitted) result).estimate();
    }

    static Estimate.Result none(Estimate.Reason reason) {
        return new Estimate.Result.NotComputable(reason);
    }
}
