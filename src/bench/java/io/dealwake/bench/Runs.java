package io.dealwake.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What stands for several runs of a row. */
final class Runs {
    private Runs() {}

    /** The run of which a figure is the middle one. */
    static <T> T median(List<T> runs, ToDoubleFunction<T> figure) {
        return runs.stream().sorted(Comparator.comparingDouble(figure)).toList().get(runs.size() / 2);
    }

    /** The lowest and the highest of a figure, with so many decimals. */
    static <T> String spread(List<T> runs, ToDoubleFunction<T> figure, int decimals) {
        return String.format(
                Locale.ROOT,
                "(%." + decimals + "f, %." + decimals + "f)",
                runs.stream().mapToDouble(figure).min().orElseThrow(),
                runs.stream().mapToDouble(figure).max().orElseThrow());
    }
}
