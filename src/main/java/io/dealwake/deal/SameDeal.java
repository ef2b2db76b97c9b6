package io.dealwake.deal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One announcement of what several say of a deal. It depends on what they say, not on who was heard first. */
final class SameDeal {
    /** The order in which tellings became known. */
    static final Comparator<Announcement> ORDER =
            Comparator.comparing(Announcement::observedAt).thenComparing(Announcement::id);

    private final String id;
    private final List<Announcement> tellings;
    private final boolean retracted;
    private final List<Party> parties = new ArrayList<>();
    private final Set<Announcement> heard = new LinkedHashSet<>();

    private SameDeal(String id, Collection<Announcement> members) {
        this.id = id;
        this.retracted = members.stream().allMatch(Announcement::retracted);
        this.tellings = members.stream()
                .filter(member -> retracted || !member.retracted())
                .sorted(Comparator.<Announcement, Boolean>comparing(
                                member -> !member.id().equals(id))
                        .thenComparing(ORDER))
                .toList();
        tellings.forEach(this::addParties);
    }

    /**
     * What the members of a deal say together. Its time is when the market could first know; its parties are those of
     * the deal itself, then what others add, by symbol or, of the unlisted, by entity; headline and flows are those of
     * the deal itself, or of who told it first. A retracted member is left out, unless all are: then the deal is. It is
     * observed when the last of those that count was.
     *
     * @param id the deal's own, which a member has or all members lead to
     * @param members each in its newest version, at least one
     */
    static Announcement of(String id, Collection<Announcement> members) {
        return new SameDeal(id, members).together();
    }

    private void addParties(Announcement telling) {
        for (Party party : telling.parties()) {
            if (parties.stream().noneMatch(known -> isSame(known, party))) {
                parties.add(party);
                heard.add(telling);
            }
        }
    }

    private static boolean isSame(Party known, Party party) {
        return party.symbol().isPresent()
                ? known.symbol().equals(party.symbol())
                : known.entity().equals(party.entity());
    }

    private Announcement together() {
        Announcement lead = tellings.get(0);
        Announcement first = tellings.stream()
                .min(Comparator.comparing(Announcement::announcedAt).thenComparing(ORDER))
                .orElseThrow();
        heard.add(lead);
        heard.add(first);
        return new Announcement(
                id,
                first.announcedAt(),
                observedAt(),
                tellings.stream().flatMap(telling -> telling.filedAt().stream()).min(Comparator.naturalOrder()),
                lead.headline(),
                union(Announcement::sources),
                union(Announcement::kinds),
                parties,
                lead.flows(),
                Optional.empty(),
                retracted);
    }

    /** A deal is retracted when the last one says so. */
    private Instant observedAt() {
        return (retracted ? tellings : heard)
                .stream()
                        .map(Announcement::observedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
    }

    private List<String> union(Function<Announcement, List<String>> texts) {
        return tellings.stream()
                .flatMap(telling -> texts.apply(telling).stream())
                .distinct()
                .toList();
    }
}
