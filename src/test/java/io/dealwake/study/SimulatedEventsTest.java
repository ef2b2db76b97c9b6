package io.dealwake.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eighty simulated events, against what other programs make of them. */
class SimulatedEventsTest {
    private static final String FOLDER = "/oracle/study/sim40/";
    /** Figures near zero are sums of returns known to 1e-16; the files hold fifteen digits or more. */
    private static final double ABSOLUTE = 1e-14;
    /** Relative: t and p are quotients and tails of such sums. */
    private static final double PERCENT = 1e-10;

    private final Prices prices = Prices.read(FOLDER + "prices.csv");

    @ParameterizedTest
    @CsvSource({
        "dispersed, mm, MARKET, 1760",
        "clustered, mm, MARKET, 920",
        "dispersed, mam, BENCHMARK_ADJUSTED, 760",
        "clustered, mam, BENCHMARK_ADJUSTED, 360"
    })
    void shouldAgreeWithOtherProgramsWhenMeasuringSimulatedEvents(
            String events, String model, ModelKind kind, int figures) {
        Map<String, List<Map<String, String>>> byEvent = Prices.table(FOLDER + "expected.csv").stream()
                .filter(row ->
                        row.get("events").equals(events) && row.get("model").equals(model))
                .collect(Collectors.groupingBy(row -> row.get("event")));
        int compared = 0;
        for (Map<String, String> event : Prices.table(FOLDER + "events-" + events + ".csv")) {
            compared += compare(kind, event, byEvent.get(event.get("event_id")));
        }

        assertThat(compared).isEqualTo(figures);
    }

    private int compare(ModelKind kind, Map<String, String> event, List<Map<String, String>> expected) {
        LocalDate dayZero = LocalDate.parse(event.get("event_date"));
        Estimate estimate = Samples.fit(kind, prices.returns(event.get("firm"), "INDEX", dayZero, -130, -11));
        Map<String, AbnormalReturn> measured = new HashMap<>();
        for (Map<String, String> row : expected) {
            double actual = row.get("window").isEmpty()
                    ? ofModel(estimate, row.get("quantity"))
                    : ofWindow(
                            measured.computeIfAbsent(
                                    row.get("window"), window -> measure(estimate, event, dayZero, window)),
                            row.get("quantity"));
            double value = Double.parseDouble(row.get("value"));
            if (Math.abs(actual - value) > ABSOLUTE) {
                assertThat(actual).as(row.toString()).isCloseTo(value, withinPercentage(PERCENT));
            }
        }
        return expected.size();
    }

    private AbnormalReturn measure(Estimate estimate, Map<String, String> event, LocalDate dayZero, String window) {
        String[] ends = window.split(":", -1);
        return AbnormalReturn.measure(
                estimate,
                prices.returns(
                        event.get("firm"), "INDEX", dayZero, Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }

    private static double ofModel(Estimate estimate, String quantity) {
        return switch (quantity) {
            case "alpha" -> estimate.alpha().orElseThrow();
            case "beta" -> estimate.beta().orElseThrow();
            case "sigma" -> estimate.sigma();
            default -> throw new IllegalArgumentException(quantity);
        };
    }

    private static double ofWindow(AbnormalReturn result, String quantity) {
        return switch (quantity) {
            case "CAR" -> result.abnormalReturn();
            case "s.e." -> result.standardError();
            case "t" -> result.tStatistic();
            case "t naive" -> result.tStatisticNaive();
            case "p" -> result.pValue();
            default -> throw new IllegalArgumentException(quantity);
        };
    }
}
