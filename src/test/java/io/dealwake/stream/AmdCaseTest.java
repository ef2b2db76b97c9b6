package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmdCaseTest {
    private static final StagesRun ONE = new StagesRun(1, 1, 0).run(AmdCase.events());

    @Test
    void shouldPrint() {
        ONE.finals().forEach((k, v) -> System.out.println(k + " " + v));
        ONE.alerts.forEach(System.out::println);
        ONE.rejected.forEach(System.out::println);
    }

    @ParameterizedTest
    @CsvSource({"1,0.05", "2,0", "3,0.01", "8,0", "8,0.05"})
    void shouldGiveTheSameFinalsAndAlertsForAnyPartitionsInterleavingAndRestarts(int partitions, double restarts) {
        for (long seed = 1; seed <= 3; seed++) {
            StagesRun run = new StagesRun(partitions, seed, restarts).run(AmdCase.events());

            assertThat(run.finals()).as("seed %d", seed).isEqualTo(ONE.finals());
            assertThat(sorted(run.alerts)).as("seed %d", seed).isEqualTo(sorted(ONE.alerts));
            assertThat(run.rejected).isEmpty();
        }
    }

    static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::firedAt).thenComparing(Alert::fingerprint))
                .toList();
    }

    static Reaction of(Map<String, Reaction> finals, String key) {
        return finals.get(key);
    }
}
