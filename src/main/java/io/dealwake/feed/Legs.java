package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Party;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The legs of a deal: one for each listed party and named rival. */
public final class Legs {
    private Legs() {}

    /** The legs of a deal, withdrawn when it was retracted. */
    public static List<Leg> of(Announcement deal) {
        return deal.listedParties().stream()
                .map(party -> leg(deal, party, deal.retracted()))
                .toList();
    }

    /**
     * The legs that change when a deal replaces another version: a party that was dropped gets a withdrawn leg, and of one
     * for which nothing is new there is none.
     */
    public static List<Leg> changed(Announcement deal, Optional<Announcement> before) {
        List<Leg> legs = new ArrayList<>(of(deal));
        Set<String> symbols = new HashSet<>();
        legs.forEach(leg -> symbols.add(leg.id().symbol()));
        before.filter(standing -> !standing.retracted()).map(Announcement::listedParties).orElse(List.of()).stream()
                .filter(party -> !symbols.contains(party.symbol().orElseThrow()))
                .map(party -> leg(deal, party, true))
                .forEach(legs::add);
        Set<List<Object>> standing = before.map(Legs::of).orElse(List.of()).stream()
                .map(Legs::content)
                .collect(Collectors.toSet());
        legs.removeIf(leg -> standing.contains(content(leg)));
        return legs;
    }

    /** What a leg says, whenever it was observed. */
    private static List<Object> content(Leg leg) {
        return List.of(leg.id(), leg.entity(), leg.role(), leg.headline(), leg.announcedAt(), leg.withdrawn());
    }

    private static Leg leg(Announcement deal, Party party, boolean withdrawn) {
        return new Leg(
                new LegId(deal.id(), party.symbol().orElseThrow()),
                party.entity(),
                party.role(),
                deal.headline(),
                deal.announcedAt(),
                deal.observedAt(),
                withdrawn);
    }
}
