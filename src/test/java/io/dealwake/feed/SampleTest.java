package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Close;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void shouldHaveShareCountsAndBenchmarksWhenItIsRead() {
        assertThat(Sample.SECURITIES).containsOnlyKeys("AMD", "NVDA", "SPY");
        assertThat(Sample.SECURITIES.get("AMD").benchmark()).contains("SPY");
        assertThat(Sample.SECURITIES.get("NVDA").benchmark()).contains("SPY");
        assertThat(Sample.SECURITIES.get("SPY").benchmark()).isEmpty();
        assertThat(Sample.SECURITIES.get("AMD").shares()).singleElement().satisfies(shares -> {
            assertThat(shares.count()).isEqualTo(1_623_000_000);
            assertThat(shares.knownAt()).isEqualTo(Instant.parse("2025-10-01T04:00:00Z"));
        });
        assertThat(Sample.SECURITIES.get("NVDA").shares())
                .singleElement()
                .satisfies(shares -> assertThat(shares.count()).isEqualTo(24_300_000_000L));
    }

    @Test
    void shouldReachFromTheEstimationWindowToTenSessionsAfterTheSecondDealWhenClosesAreRead() {
        assertThat(Sample.CLOSES).hasSize(3 * 154);
        assertThat(Sample.CLOSES.get(0).date()).isEqualTo(LocalDate.of(2025, 3, 13));
        assertThat(Sample.CLOSES.get(Sample.CLOSES.size() - 1).date()).isEqualTo(LocalDate.of(2025, 10, 21));
    }

    @Test
    void shouldAgreeOnTheCloseWhenTwoFilesHaveIt() {
        assertThat(Sample.DAYS)
                .allSatisfy(day -> assertThat(Sample.CLOSES)
                        .filteredOn(close -> close.symbol().equals(day.symbol())
                                && close.date().equals(day.date()))
                        .extracting(Close::price)
                        .containsExactly(day.close()));
    }
}
