package io.dealwake.deal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Announcements, each in its newest version, and which of them tell the same deal. Who says {@code sameAs} belongs to
 * the deal that it names, or to that which this one names in turn, whether that one is known yet or not.
 */
public final class Tellings {
    private final Map<String, Announcement> newest = new HashMap<>();
    private final Map<String, Set<String>> repeating = new HashMap<>();

    /** Announcements in the order in which they became known; at one instant, by id. */
    public static List<Announcement> inOrder(Collection<Announcement> tellings) {
        return tellings.stream().sorted(SameDeal.ORDER).toList();
    }

    /** The newest version of an announcement. */
    public Optional<Announcement> of(String id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** Whether an announcement is new, or was observed later than the version that is known. */
    public boolean isNews(Announcement telling) {
        return of(telling.id())
                .map(before -> before.observedAt().isBefore(telling.observedAt()))
                .orElse(true);
    }

    /** Whether another version was observed at the same instant: nobody could tell which of them holds. */
    public boolean contradicts(Announcement telling) {
        return of(telling.id())
                .filter(before -> before.observedAt().equals(telling.observedAt()) && !before.equals(telling))
                .isPresent();
    }

    /** Throws CircularDeals for an announcement whose {@code sameAs} leads back to itself. */
    public void requireNoCircle(Announcement telling) {
        telling.sameAs().ifPresent(named -> {
            List<String> path = pathFrom(named);
            int back = path.indexOf(telling.id());
            if (back >= 0) {
                List<String> circle = new ArrayList<>(List.of(telling.id()));
                circle.addAll(path.subList(0, back + 1));
                throw new CircularDeals(named, circle);
            }
        });
    }

    /** Remembers an announcement, unless a later version is known. */
    public void take(Announcement telling) {
        if (isNews(telling)) {
            of(telling.id())
                    .flatMap(Announcement::sameAs)
                    .ifPresent(named -> repeating.get(named).remove(telling.id()));
            newest.put(telling.id(), telling);
            telling.sameAs()
                    .ifPresent(named -> repeating
                            .computeIfAbsent(named, none -> new TreeSet<>())
                            .add(telling.id()));
        }
    }

    /** The id of the deal that an announcement tells: its own, or the one that its {@code sameAs} leads to. */
    public String dealOf(String id) {
        List<String> path = pathFrom(id);
        String last = path.get(path.size() - 1);
        Optional<String> back = of(last).flatMap(Announcement::sameAs);
        // Two writers at a time can close a circle: its least id stands for all of it.
        return back.map(start -> path.subList(path.indexOf(start), path.size()).stream()
                        .min(String::compareTo)
                        .orElseThrow())
                .orElse(last);
    }

    /** From an id along {@code sameAs}, each once. */
    private List<String> pathFrom(String id) {
        Set<String> path = new LinkedHashSet<>();
        Optional<String> next = Optional.of(id);
        while (next.isPresent() && path.add(next.get())) {
            next = of(next.get()).flatMap(Announcement::sameAs);
        }
        return List.copyOf(path);
    }

    /** All that tell a deal, each in its newest version. */
    public List<Announcement> membersOf(String dealId) {
        Set<String> found = new LinkedHashSet<>(List.of(dealId));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String id : repeating.getOrDefault(open.remove(), Set.of())) {
                if (found.add(id)) {
                    open.add(id);
                }
            }
        }
        List<Announcement> members = new ArrayList<>();
        found.forEach(id -> of(id).ifPresent(members::add));
        return members;
    }

    /** What all members of a deal say together; absent when nobody tells it, or it is told as another. */
    public Optional<Announcement> together(String dealId) {
        List<Announcement> members = dealOf(dealId).equals(dealId) ? membersOf(dealId) : List.of();
        return members.isEmpty() ? Optional.empty() : Optional.of(SameDeal.of(dealId, members));
    }
}
