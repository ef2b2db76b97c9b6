package io.dealwake.feed;

import static io.dealwake.deal.Told.at;
import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.CircularDeals;
import io.dealwake.deal.Told;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DealBookTest {
    private final DealBook book = new DealBook();

    @Test
    void shouldWriteOneSetOfLegsWhenADealIsToldTwice() {
        assertThat(enter(Told.of("news", 10, "AMD", "NVDA")).legs())
                .extracting(leg -> leg.id().symbol())
                .containsExactly("AMD", "NVDA");

        DealBook.Entry filing = enter(Told.of("filing", 20, "AMD").sameAs("news"));

        assertThat(filing.news()).isTrue();
        assertThat(filing.deal()).isEqualTo("news");
        assertThat(filing.legs()).isEmpty();
        assertThat(filing.merged()).isEmpty();
    }

    @Test
    void shouldWriteOnlyTheLegThatASecondTellingAdds() {
        enter(Told.of("news", 10, "AMD"));

        DealBook.Entry filing = enter(Told.of("filing", 20, "AMD", "NVDA").sameAs("news"));

        assertThat(filing.legs())
                .extracting(Leg::id, Leg::role, Leg::headline, Leg::observedAt)
                .containsExactly(tuple(new LegId("news", "NVDA"), "by-filing", "news as seen at 10", at(20)));
        assertThat(filing.merged()).hasSize(1);
    }

    @Test
    void shouldMoveAllLegsWhenASecondTellingSaysThatItWasAnnouncedEarlier() {
        enter(Told.of("news", 10, "AMD", "NVDA"));

        assertThat(enter(Told.of("filing", 20, "AMD").announced(-60).sameAs("news"))
                        .legs())
                .extracting(leg -> leg.id().symbol(), Leg::announcedAt, Leg::observedAt)
                .containsExactly(tuple("AMD", at(-60), at(20)), tuple("NVDA", at(-60), at(20)));
    }

    @Test
    void shouldWriteAHigherVersionWhenWhatChangesTheLegsWasObservedBeforeThem() {
        enter(Told.of("filing", 20, "AMD").sameAs("news"));

        assertThat(enter(Told.of("news", 10, "AMD")).legs())
                .extracting(Leg::role, Leg::observedAt)
                .containsExactly(tuple("by-news", at(20).plus(1, MICROS)));
    }

    @Test
    void shouldWithdrawTheLegsOfADealThatTurnsOutToBeAnother() {
        enter(Told.of("news", 10, "AMD"));
        enter(Told.of("rumour", 15, "AMD"));

        DealBook.Entry entry = enter(Told.of("rumour", 20, "AMD").sameAs("news"));

        assertThat(entry.legs())
                .extracting(Leg::id, Leg::withdrawn, Leg::observedAt)
                .containsExactly(tuple(new LegId("rumour", "AMD"), true, at(20)));
        assertThat(enter(Told.of("rumour", 30, "AMD")).legs())
                .extracting(Leg::id, Leg::withdrawn, Leg::observedAt)
                .containsExactly(tuple(new LegId("rumour", "AMD"), false, at(30)));
    }

    @Test
    void shouldWithdrawAllLegsOnceAllWhoTellADealRetractIt() {
        enter(Told.of("news", 10, "AMD"));
        enter(Told.of("filing", 20, "AMD", "NVDA").sameAs("news"));
        assertThat(enter(Told.of("filing", 30, "AMD", "NVDA").sameAs("news").taken())
                        .legs())
                .extracting(Leg::id, Leg::withdrawn)
                .containsExactly(tuple(new LegId("news", "NVDA"), true));

        assertThat(enter(Told.of("news", 40, "AMD").taken()).legs())
                .extracting(Leg::id, Leg::withdrawn, Leg::observedAt)
                .contains(tuple(new LegId("news", "AMD"), true, at(40)))
                .allMatch(leg -> leg.toList().get(1).equals(true));
    }

    @Test
    void shouldWithdrawAPartyThatAnAmendmentDropsAndWriteNothingOfTheOthers() {
        enter(Told.of("news", 10, "AMD", "NVDA"));
        Announcement amended = Told.of("news", 10, "AMD").announcement().withObservedAt(at(20));

        assertThat(book.enter(amended).legs())
                .extracting(leg -> leg.id().symbol(), Leg::withdrawn, Leg::observedAt)
                .containsExactly(tuple("NVDA", true, at(20)));
    }

    @Test
    void shouldRefuseACircle() {
        enter(Told.of("a", 10, "AMD").sameAs("b"));

        assertThatThrownBy(() -> enter(Told.of("b", 20, "AMD").sameAs("a")))
                .isInstanceOf(CircularDeals.class)
                .hasMessageEndingWith("b is the same as a is the same as b");
    }

    @Test
    void shouldChangeNothingWhenAnAnnouncementComesAgain() {
        enter(Told.of("filing", 20, "AMD", "NVDA").sameAs("news"));
        enter(Told.of("news", 10, "AMD"));

        DealBook.Entry again = enter(Told.of("news", 10, "AMD"));

        assertThat(again.news()).isFalse();
        assertThat(again.legs()).isEmpty();
    }

    @Test
    void shouldPutTheLegsRightWhenTwoWritersHaveNotHeardOfEachOther() {
        DealBook one = new DealBook();
        DealBook other = new DealBook();
        Announcement news = Told.of("news", 10, "AMD").announcement();
        Announcement filing =
                Told.of("filing", 20, "AMD", "NVDA").sameAs("news").announcement();
        List<DealBook.Entry> written = List.of(one.enter(news), other.enter(filing));
        written.forEach(entry -> note(entry, book));

        List<Leg> legs = new ArrayList<>(book.enter(news).legs());
        legs.addAll(book.enter(filing).legs());

        assertThat(legs)
                .extracting(leg -> leg.id().symbol(), Leg::role, Leg::headline, Leg::observedAt)
                .containsExactly(
                        tuple("AMD", "by-news", "news as seen at 10", at(20).plus(1, MICROS)),
                        tuple("NVDA", "by-filing", "news as seen at 10", at(20).plus(1, MICROS)));
    }

    /** A root, one that says sameAs it, one that says sameAs that, an amendment and a retraction: in all 120 orders. */
    @Test
    void shouldEndWithTheSameLegsInWhateverOrderAnnouncementsBecomeKnown() {
        List<Announcement> announcements = List.of(
                Told.of("news", 10, "AMD", "NVDA").announcement(),
                Told.of("news", 40, "AMD", "INTC").announced(-5).announcement(),
                Told.of("filing", 20, "AMD", "QCOM")
                        .announced(-60)
                        .sameAs("news")
                        .announcement(),
                Told.of("filing", 50, "AMD", "QCOM")
                        .announced(-60)
                        .sameAs("news")
                        .taken()
                        .announcement(),
                Told.of("wire", 30, "MSFT", "QCOM")
                        .announced(-30)
                        .sameAs("filing")
                        .announcement());
        Map<LegId, Leg> expected = effective(written(announcements));
        assertThat(expected.values())
                .extracting(Leg::id, Leg::role, Leg::headline, Leg::announcedAt)
                .containsExactly(
                        tuple(new LegId("news", "AMD"), "by-news", "news as seen at 40", at(-30)),
                        tuple(new LegId("news", "INTC"), "by-news", "news as seen at 40", at(-30)),
                        tuple(new LegId("news", "MSFT"), "by-wire", "news as seen at 40", at(-30)),
                        tuple(new LegId("news", "QCOM"), "by-wire", "news as seen at 40", at(-30)));

        List<List<Announcement>> orders = ordersOf(announcements);
        assertThat(orders).hasSize(120);
        for (List<Announcement> order : orders) {
            assertThat(effective(written(order))).as(order.toString()).isEqualTo(expected);
        }
    }

    @Test
    void shouldEndWithTheSameLegsWhenADealChangesWhatItIsTheSameAs() {
        List<Announcement> announcements = List.of(
                Told.of("a", 10, "AMD").announcement(),
                Told.of("b", 20, "NVDA").announcement(),
                Told.of("c", 30, "INTC").sameAs("a").announcement(),
                Told.of("c", 40, "INTC").sameAs("b").announcement(),
                Told.of("b", 50, "NVDA").sameAs("d").announcement());
        Map<LegId, Leg> expected = effective(written(announcements));
        assertThat(expected.keySet())
                .containsExactlyInAnyOrder(new LegId("a", "AMD"), new LegId("d", "NVDA"), new LegId("d", "INTC"));

        for (List<Announcement> order : ordersOf(announcements)) {
            assertThat(effective(written(order))).as(order.toString()).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteTheSameWhetherOrNotItWasRestartedInBetween() {
        List<Announcement> announcements = List.of(
                Told.of("filing", 20, "AMD", "QCOM")
                        .announced(-60)
                        .sameAs("news")
                        .announcement(),
                Told.of("news", 10, "AMD", "NVDA").announcement(),
                Told.of("filing", 50, "AMD", "QCOM")
                        .announced(-60)
                        .sameAs("news")
                        .taken()
                        .announcement(),
                Told.of("news", 40, "AMD", "INTC").announced(-5).announcement());
        List<Leg> restarted = new ArrayList<>();
        List<DealBook.Entry> noted = new ArrayList<>();
        for (Announcement announcement : announcements) {
            DealBook fresh = new DealBook();
            noted.forEach(entry -> note(entry, fresh));
            DealBook.Entry entry = fresh.enter(announcement);
            restarted.addAll(entry.legs());
            noted.add(entry);
        }

        assertThat(restarted).isEqualTo(written(announcements));
    }

    private DealBook.Entry enter(Told told) {
        return book.enter(told.announcement());
    }

    /** As a later run reads it. */
    private static void note(DealBook.Entry entry, DealBook reader) {
        entry.merged().forEach(deal -> reader.restore(deal, true));
        reader.restore(entry.announcement(), false);
    }

    /** All legs that a book asks for; each version of one must be above those before it. */
    private static List<Leg> written(List<Announcement> order) {
        DealBook book = new DealBook();
        List<Leg> legs = new ArrayList<>();
        order.forEach(announcement -> legs.addAll(book.enter(announcement).legs()));
        Map<LegId, Leg> last = new HashMap<>();
        for (Leg leg : legs) {
            Leg before = last.put(leg.id(), leg);
            if (before != null) {
                assertThat(leg.version()).isGreaterThan(before.version());
            }
        }
        return legs;
    }

    /** The highest version of each leg that is not withdrawn, apart from when it was observed. */
    private static Map<LegId, Leg> effective(List<Leg> written) {
        Map<LegId, Leg> highest = new TreeMap<>();
        written.stream().sorted(Comparator.comparing(Leg::version)).forEach(leg -> highest.put(leg.id(), leg));
        highest.values().removeIf(Leg::withdrawn);
        highest.replaceAll(
                (id, leg) -> new Leg(id, leg.entity(), leg.role(), leg.headline(), leg.announcedAt(), at(1000), false));
        return highest;
    }

    private static <T> List<List<T>> ordersOf(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> others = new ArrayList<>(items);
            T first = others.remove(i);
            ordersOf(others).forEach(rest -> {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            });
        }
        return orders;
    }
}
