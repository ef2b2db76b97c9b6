package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealwake.deal.Announcement;
import io.dealwake.feed.TapeEvent;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
    private static final Instant NEWS = Instant.parse("2025-10-06T10:50:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldReplayOneSetOfLegsOfADealThatTwoSourcesTell() throws IOException {
        AmdFiles.writeTo(folder);
        Files.writeString(folder.resolve("deals.yaml"), """
                - id: filing
                  announcedAt: 2025-10-06T06:51:00-04:00
                  observedAt: 2025-10-06T09:00:00-04:00
                  headline: A filing
                  sameAs: news
                  parties:
                    - {entity: Advanced Micro Devices, symbol: AMD, role: supplier}
                    - {entity: S&P 500, symbol: SPY, role: rival}
                - id: news
                  announcedAt: 2025-10-06T06:50:00-04:00
                  headline: The news
                  parties: [{entity: AMD, symbol: AMD, role: supplier}]
                """);
        Files.delete(folder.resolve("ticks.csv"));
        Sample sample = Sample.read(folder, 1);

        assertThat(sample.events().stream()
                        .filter(TapeEvent.OfLeg.class::isInstance)
                        .map(event -> ((TapeEvent.OfLeg) event).leg()))
                .extracting(Leg::id, Leg::entity, Leg::headline, Leg::announcedAt, Leg::observedAt)
                .containsExactly(
                        tuple(new LegId("news", "AMD"), "AMD", "The news", NEWS, NEWS),
                        tuple(
                                new LegId("news", "SPY"),
                                "S&P 500",
                                "The news",
                                NEWS,
                                Instant.parse("2025-10-06T13:00:00Z")));
        assertThat(sample.announcements()).extracting(Announcement::id).containsExactly("filing", "news");
        assertThat(sample.deals()).extracting(Announcement::id).isEqualTo(List.of("news"));
        assertThat(sample.legs()).isEqualTo(2);
    }
}
