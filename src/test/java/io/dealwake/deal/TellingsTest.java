package io.dealwake.deal;

import static io.dealwake.deal.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellingsTest {
    private final Tellings tellings = new Tellings();

    @Test
    void shouldSayOfADealToldOnceWhatItsAnnouncementSays() {
        Announcement alone = take(Told.of("a", 10, "AMD", "NVDA"));

        assertThat(tellings.together("a")).contains(alone);
        assertThat(tellings.together("b")).isEmpty();
    }

    @Test
    void shouldFollowAChainWhetherItsDealIsKnownOrNot() {
        take(Told.of("c", 30, "INTC").sameAs("b"));
        take(Told.of("b", 20, "NVDA").sameAs("a"));
        assertThat(List.of(tellings.dealOf("a"), tellings.dealOf("b"), tellings.dealOf("c")))
                .containsOnly("a");
        assertThat(symbols("a")).containsExactly("NVDA", "INTC");

        take(Told.of("a", 40, "AMD"));

        assertThat(symbols("a")).containsExactly("AMD", "NVDA", "INTC");
        assertThat(tellings.together("b")).isEmpty();
    }

    @Test
    void shouldTakeTheEarliestTimeAndWhatTheDealItselfSaysFirst() {
        take(Told.of("b", 20, "AMD", "NVDA").announced(-60).sameAs("a"));
        take(Told.of("a", 10, "AMD"));

        Announcement deal = tellings.together("a").orElseThrow();

        assertThat(deal.announcedAt()).isEqualTo(at(-60));
        assertThat(deal.headline()).isEqualTo("a as seen at 10");
        assertThat(deal.parties()).extracting(Party::role).containsExactly("by-a", "by-b");
        assertThat(deal.sources()).containsExactly("a", "b");
        assertThat(deal.kinds()).containsExactly("told", "by-a", "by-b");
        assertThat(deal.observedAt()).isEqualTo(at(20));
    }

    @Test
    void shouldTakeTheHeadlineOfWhoToldItFirstWhenTheDealItselfIsNotKnown() {
        take(Told.of("c", 20, "AMD").sameAs("a"));
        take(Told.of("d", 10, "AMD").sameAs("a"));
        take(Told.of("b", 10, "AMD").sameAs("a"));

        assertThat(tellings.together("a"))
                .hasValueSatisfying(deal -> assertThat(deal.headline()).isEqualTo("b as seen at 10"));
    }

    @Test
    void shouldTellListedPartiesBySymbolAndOthersByEntity() {
        Party amd = new Party("AMD", "supplier", Optional.of("AMD"));
        Party openAi = new Party("OpenAI", "customer", Optional.empty());
        take(Told.of("a", 10).with(amd, openAi));
        take(Told.of("b", 20)
                .with(
                        new Party("Advanced Micro Devices", "maker", Optional.of("AMD")),
                        new Party("OpenAI", "buyer", Optional.empty()),
                        new Party("Oracle", "host", Optional.empty()),
                        new Party("Nvidia", "rival", Optional.of("NVDA")))
                .sameAs("a"));

        assertThat(tellings.together("a").orElseThrow().parties())
                .extracting(Party::entity)
                .containsExactly("AMD", "OpenAI", "Oracle", "Nvidia");
    }

    @Test
    void shouldNotCountWhoAddsNothing() {
        take(Told.of("a", 10, "AMD"));
        take(Told.of("b", 20, "AMD").sameAs("a"));

        assertThat(tellings.together("a").map(Announcement::observedAt)).contains(at(10));
    }

    @Test
    void shouldLeaveOutWhoRetractsUnlessAllDo() {
        take(Told.of("a", 10, "AMD"));
        take(Told.of("b", 20, "NVDA").sameAs("a"));
        take(Told.of("a", 30, "AMD").taken());
        assertThat(symbols("a")).containsExactly("NVDA");
        assertThat(tellings.together("a").map(Announcement::retracted)).contains(false);

        take(Told.of("b", 40, "NVDA").sameAs("a").taken());

        assertThat(tellings.together("a")).hasValueSatisfying(deal -> {
            assertThat(deal.retracted()).isTrue();
            assertThat(deal.observedAt()).isEqualTo(at(40));
            assertThat(deal.listedParties()).hasSize(2);
        });
    }

    @Test
    void shouldLetGoOfADealThatIsNoLongerSaidToBeTheSame() {
        take(Told.of("a", 10, "AMD"));
        take(Told.of("b", 20, "NVDA").sameAs("a"));
        take(Told.of("b", 30, "NVDA"));

        assertThat(symbols("a")).containsExactly("AMD");
        assertThat(symbols("b")).containsExactly("NVDA");
    }

    @Test
    void shouldKeepTheNewestVersionWhicheverComesFirst() {
        Announcement newer = take(Told.of("a", 20, "NVDA"));
        Announcement older = take(Told.of("a", 10, "AMD"));

        assertThat(tellings.of("a")).contains(newer);
        assertThat(tellings.isNews(older)).isFalse();
        assertThat(tellings.contradicts(older)).isFalse();
        assertThat(tellings.contradicts(newer)).isFalse();
        assertThat(tellings.contradicts(Told.of("a", 20, "AMD").announcement())).isTrue();
    }

    @Test
    void shouldRefuseACircleAndNameItsDeals() {
        take(Told.of("a", 10, "AMD").sameAs("b"));
        take(Told.of("b", 20, "AMD").sameAs("c"));

        assertThatThrownBy(() -> tellings.requireNoCircle(
                        Told.of("c", 30, "AMD").sameAs("a").announcement()))
                .isInstanceOf(CircularDeals.class)
                .hasMessage(
                        "sameAs is a, expected a deal that does not lead back: c is the same as a is the same as b is"
                                + " the same as c");
    }

    @Test
    void shouldRefuseAnAnnouncementThatNamesItself() {
        assertThatThrownBy(() -> Told.of("a", 10, "AMD").sameAs("a").announcement())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sameAs is a, expected the id of another deal");
    }

    /** Nobody refuses what two writers say at the same time. */
    @Test
    void shouldStillAnswerWhenTwoWritersHaveClosedACircle() {
        take(Told.of("z", 10, "AMD").sameAs("c"));
        take(Told.of("c", 20, "NVDA").sameAs("b"));
        take(Told.of("b", 30, "INTC").sameAs("c"));

        assertThat(List.of(tellings.dealOf("z"), tellings.dealOf("b"), tellings.dealOf("c")))
                .containsOnly("b");
        assertThat(symbols("b")).containsExactly("INTC", "AMD", "NVDA");
    }

    @Test
    void shouldSortByTimeThenById() {
        Announcement first = Told.of("b", 10, "AMD").announcement();
        Announcement second = Told.of("c", 10, "AMD").announcement();
        Announcement third = Told.of("a", 11, "AMD").announcement();

        assertThat(Tellings.inOrder(List.of(third, second, first))).containsExactly(first, second, third);
    }

    private Announcement take(Told told) {
        Announcement announcement = told.announcement();
        tellings.take(announcement);
        return announcement;
    }

    private List<String> symbols(String deal) {
        return tellings.together(deal).orElseThrow().listedParties().stream()
                .map(party -> party.symbol().orElseThrow())
                .toList();
    }
}
