package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Party;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegsTest {
    private static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");
    private static final Party AMD = new Party("AMD", "supplier", Optional.of("AMD"));
    private static final Party OPENAI = new Party("OpenAI", "customer", Optional.empty());
    private static final Party NVIDIA = new Party("Nvidia", "rival", Optional.of("NVDA"));

    @Test
    void shouldGiveOneLegForEachListedPartyAndRival() {
        assertThat(Legs.of(deal(T0, false, AMD, OPENAI, NVIDIA)))
                .extracting(leg -> leg.id().symbol(), Leg::role, Leg::withdrawn)
                .containsExactly(tuple("AMD", "supplier", false), tuple("NVDA", "rival", false));
    }

    @Test
    void shouldWithdrawAllLegsOfARetractedDeal() {
        assertThat(Legs.of(deal(T0, true, AMD, NVIDIA)))
                .allMatch(Leg::withdrawn)
                .hasSize(2);
    }

    @Test
    void shouldWithdrawThePartyThatAnAmendmentDrops() {
        Announcement before = deal(T0, false, AMD, NVIDIA);
        Announcement amended = deal(T0.plusSeconds(3600), false, AMD);

        assertThat(Legs.changed(amended, Optional.of(before)))
                .extracting(leg -> leg.id().symbol(), Leg::withdrawn, Leg::observedAt)
                .containsExactly(tuple("NVDA", true, T0.plusSeconds(3600)));
    }

    @Test
    void shouldGiveADroppedPartyAHigherVersionThanItHad() {
        Announcement before = deal(T0, false, AMD, NVIDIA);
        Leg dropped = Legs.changed(deal(T0.plusSeconds(1), false, AMD), Optional.of(before))
                .get(0);

        assertThat(dropped.version()).isGreaterThan(Legs.of(before).get(1).version());
    }

    @Test
    void shouldGiveNoLegOfWhichNothingIsNew() {
        Announcement before = deal(T0, false, AMD);

        assertThat(Legs.changed(deal(T0.plusSeconds(1), false, AMD, NVIDIA), Optional.of(before)))
                .extracting(leg -> leg.id().symbol())
                .containsExactly("NVDA");
        assertThat(Legs.changed(before, Optional.empty())).hasSize(1);
    }

    @Test
    void shouldWithdrawADroppedPartyOnlyOnce() {
        Announcement retracted = deal(T0, true, AMD, NVIDIA);

        assertThat(Legs.changed(deal(T0.plusSeconds(1), true, AMD), Optional.of(retracted)))
                .isEmpty();
    }

    private static Announcement deal(Instant observedAt, boolean retracted, Party... parties) {
        return new Announcement(
                "openai-amd-2025",
                T0,
                observedAt,
                Optional.empty(),
                "A deal",
                List.of(),
                List.of(),
                Arrays.asList(parties),
                List.of(),
                Optional.empty(),
                retracted);
    }
}
