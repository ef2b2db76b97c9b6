package io.dealwake.deal;

import io.dealwake.market.Require;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A deal as it was told to the world.
 *
 * @param id the deal's name in every topic, such as openai-amd-2025
 * @param announcedAt when the market could first know: windows start here
 * @param observedAt when we came to know: nothing is published before; not before {@code announcedAt}
 * @param filedAt when a regulator received it, if it was filed
 * @param headline one sentence
 * @param sources where it was read
 * @param kinds what sort of deal it is, in kebab-case
 * @param parties at least one of them listed; each symbol once
 * @param flows who gives what to whom
 * @param sameAs the id of the deal that this one tells again, from another source: one deal, under that id
 * @param retracted true when the deal was called off or never was; of a deal told by several, when this source says so
 */
public record Announcement(
        String id,
        Instant announcedAt,
        Instant observedAt,
        Optional<Instant> filedAt,
        String headline,
        List<String> sources,
        List<String> kinds,
        List<Party> parties,
        List<Flow> flows,
        Optional<String> sameAs,
        boolean retracted) {
    public Announcement {
        Require.name("id", id);
        Require.instant("announcedAt", announcedAt);
        Require.instant("observedAt", observedAt);
        Require.check(!observedAt.isBefore(announcedAt), "observedAt", observedAt, "a time not before announcedAt");
        filedAt.ifPresent(time -> Require.instant("filedAt", time));
        Require.text("headline", headline);
        sources = List.copyOf(sources);
        kinds = List.copyOf(kinds);
        parties = List.copyOf(parties);
        flows = List.copyOf(flows);
        sameAs.ifPresent(other -> {
            Require.name("sameAs", other);
            Require.check(!other.equals(id), "sameAs", other, "the id of another deal");
        });
        requireListedParties(parties);
        requireKnownEntities(parties, flows);
    }

    /** The parties that have a symbol, in the order of the announcement. */
    public List<Party> listedParties() {
        return parties.stream().filter(party -> party.symbol().isPresent()).toList();
    }

    /** The same, observed at another time. */
    public Announcement withObservedAt(Instant time) {
        return new Announcement(
                id, announcedAt, time, filedAt, headline, sources, kinds, parties, flows, sameAs, retracted);
    }

    /** The same, retracted at a time. */
    public Announcement retractedAt(Instant time) {
        return new Announcement(id, announcedAt, time, filedAt, headline, sources, kinds, parties, flows, sameAs, true);
    }

    private static void requireListedParties(List<Party> parties) {
        Set<String> symbols = new HashSet<>();
        for (Party party : parties) {
            party.symbol()
                    .ifPresent(symbol -> Require.check(
                            symbols.add(symbol), "parties", symbol, "each symbol at most once in a deal"));
        }
        Require.check(!symbols.isEmpty(), "parties", parties, "at least one listed party (one with a symbol)");
    }

    private static void requireKnownEntities(List<Party> parties, List<Flow> flows) {
        Set<String> entities = new HashSet<>();
        parties.forEach(party -> entities.add(party.entity()));
        for (Flow flow : flows) {
            Require.check(entities.contains(flow.from()), "flows.from", flow.from(), "one of the parties " + entities);
            Require.check(entities.contains(flow.to()), "flows.to", flow.to(), "one of the parties " + entities);
        }
    }
}
