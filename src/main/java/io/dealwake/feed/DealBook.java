package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Tellings;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of deals, and which legs of them stand in the tape. Whoever writes legs asks it which: announcements that
 * tell the same deal have one set of legs, under that deal's id. The newest legs are the same in whatever order the
 * announcements are entered, but for when they were observed. In memory: as many as there are announcements.
 */
public final class DealBook {
    private final Tellings told = new Tellings();
    private final Map<String, Announcement> standing = new HashMap<>();

    /**
     * What an announcement changes.
     *
     * @param deal the id of the deal that it tells, its own unless it repeats another
     * @param news whether this version was not known
     * @param legs to be written; those that stay as they are not among them
     * @param merged deals as their legs stand in the tape from now on, where no announcement says the same
     */
    public record Entry(
            Announcement announcement, String deal, boolean news, List<Leg> legs, List<Announcement> merged) {
        public Entry {
            legs = List.copyOf(legs);
            merged = List.copyOf(merged);
        }
    }

    /**
     * Takes over a record of {@code sequenced}.
     *
     * @param merged whether it tells as what the legs of a deal stand in the tape, not what was announced
     */
    public void restore(Announcement deal, boolean merged) {
        if (merged) {
            standing.merge(deal.id(), deal, (a, b) -> a.observedAt().isBefore(b.observedAt()) ? b : a);
        } else {
            told.take(deal);
        }
    }

    /** The announcements that are known. */
    public Tellings told() {
        return told;
    }

    /** Enters announcements in the order in which they became known. */
    public List<Entry> enterAll(Collection<Announcement> announcements) {
        return Tellings.inOrder(announcements).stream().map(this::enter).toList();
    }

    /**
     * Enters an announcement. One that is known changes nothing, unless another writer has not heard of it: then the legs
     * are put right. Throws CircularDeals for one that leads back to itself.
     */
    public Entry enter(Announcement announcement) {
        told.requireNoCircle(announcement);
        boolean news = told.isNews(announcement);
        Set<String> deals = new TreeSet<>(Set.of(told.dealOf(announcement.id())));
        if (news) {
            deals.add(announcement.sameAs().map(told::dealOf).orElse(announcement.id()));
        }
        Map<String, Optional<Announcement>> before = new HashMap<>();
        deals.forEach(deal -> before.put(deal, standing(deal)));
        told.take(announcement);
        List<Leg> legs = new ArrayList<>();
        List<Announcement> merged = new ArrayList<>();
        for (String deal : deals) {
            now(deal, before.get(deal), announcement, news).ifPresent(now -> {
                List<Leg> changed = Legs.changed(now, before.get(deal));
                legs.addAll(changed);
                if (!changed.isEmpty() && noteStanding(now)) {
                    merged.add(now);
                }
            });
        }
        return new Entry(announcement, told.dealOf(announcement.id()), news, legs, merged);
    }

    /** The deal whose legs stand in the tape, in the version in which they do. */
    private Optional<Announcement> standing(String deal) {
        return Optional.ofNullable(standing.get(deal))
                .or(() -> told.of(deal).filter(alone -> alone.sameAs().isEmpty()));
    }

    private boolean noteStanding(Announcement now) {
        boolean alone = told.of(now.id()).equals(Optional.of(now)) && !standing.containsKey(now.id());
        if (!alone) {
            standing.put(now.id(), now);
        }
        return !alone;
    }

    /** A deal as it is told now, in a version above the one that stands; retracted when it is told as another one. */
    private Optional<Announcement> now(
            String deal, Optional<Announcement> before, Announcement announcement, boolean news) {
        Optional<Announcement> now = told.together(deal);
        Stream<Instant> after = before.map(Announcement::observedAt).stream();
        Stream<Instant> notBefore =
                Stream.concat(now.map(Announcement::observedAt).stream(), Stream.of(announcement.observedAt()));
        if (!news) {
            // What the other writer has written is known in part: at most as new as the newest of its announcements.
            after = Stream.concat(after, told.membersOf(deal).stream().map(Announcement::observedAt));
        }
        Instant time = Stream.concat(notBefore, after.map(instant -> instant.plus(1, ChronoUnit.MICROS)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return now.map(together -> together.withObservedAt(time)).or(() -> before.map(gone -> gone.retractedAt(time)));
    }
}
