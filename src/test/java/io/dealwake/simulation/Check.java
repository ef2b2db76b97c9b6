package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.market.Era;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds what runs of a world gave against each other and against the twin. Says what differs, in words. */
final class Check {
    private static final double TOLERANCE = 1e-12;
    private static final int MOST_SAID = 12;

    private final Twin twin;
    private final Map<String, Subject> subjects;
    private final boolean tapeEnds;
    private Optional<Outcome> first = Optional.empty();

    Check(World world) {
        twin = new Twin(world);
        subjects = Subject.in(world);
        tapeEnds = world.tape().stream()
                        .anyMatch(record -> record instanceof TapeRecord.Heartbeat beat
                                && twin.completed.isAfter(beat.time().minus(Duration.ofMinutes(2))))
                && lastFact(world).isBefore(twin.completed.minus(Duration.ofDays(100)));
    }

    private static Instant lastFact(World world) {
        return world.tape().stream()
                .filter(record -> record instanceof TapeRecord.OneClose)
                .map(record -> ((TapeRecord.OneClose) record).close().knownAt())
                .max(Comparator.naturalOrder())
                .orElse(Era.FIRST);
    }

    /**
     * Something that is wrong with a run.
     *
     * @param of what it is said of: the same in a smaller world that fails for the same reason
     * @param says the difference in words
     */
    record Difference(String of, String says) {
        /** What a stage threw. */
        static Difference thrown(RuntimeException by) {
            return new Difference("a stage threw", "a stage threw " + by);
        }
    }

    /** What is wrong with one run of a world as planned; when nothing is, how another run differs from it. */
    static List<Difference> differences(World world, Plan plan, Plan other, Seams seams) {
        try {
            Check check = new Check(world);
            List<Difference> wrong = check.of(Stages.run(world, plan, seams));
            return wrong.isEmpty() ? check.of(Stages.run(world, other, seams)) : wrong;
        } catch (RuntimeException e) {
            return List.of(Difference.thrown(e));
        }
    }

    /** What is wrong with a run; empty when nothing is. */
    List<Difference> of(Outcome run) {
        List<Difference> wrong = new ArrayList<>();
        compareFinals(run, wrong);
        compareAlerts(run, wrong);
        checkFingerprints(run.alerts(), wrong);
        compareRejections(run, wrong);
        if (tapeEnds && !run.left().isEmpty()) {
            wrong.add(new Difference("stores", "left in stores: " + run.left()));
        }
        if (first.isEmpty()) {
            first = Optional.of(run);
        } else {
            compareRuns(first.get(), run, wrong);
        }
        return wrong.size() > MOST_SAID ? wrong.subList(0, MOST_SAID) : wrong;
    }

    private void compareFinals(Outcome run, List<Difference> wrong) {
        Set<String> keys = new TreeSet<>(twin.finals.keySet());
        keys.addAll(run.finals().keySet());
        for (String key : keys) {
            Reaction reaction = run.finals().get(key);
            Map<String, Object> expected = twin.finals.get(key);
            if (reaction == null || expected == null) {
                wrong.add(new Difference(key, key + " is " + (reaction == null ? "missing" : "not expected")));
                continue;
            }
            Map<String, Object> found = Facts.of(reaction);
            Set<String> fields = new TreeSet<>(expected.keySet());
            fields.addAll(found.keySet());
            List<String> differ = fields.stream()
                    .filter(field -> !equal(found.get(field), expected.get(field)))
                    .map(field -> field + " is " + found.get(field) + ", expected " + expected.get(field))
                    .toList();
            if (!differ.isEmpty()) {
                wrong.add(new Difference(key, key + ": " + String.join("; ", differ)));
            }
        }
    }

    private static boolean equal(Object found, Object expected) {
        if (found instanceof Double one && expected instanceof Double other) {
            return close(one, other);
        }
        return Objects.equals(found, expected);
    }

    private static boolean close(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }

    private void compareAlerts(Outcome run, List<Difference> wrong) {
        Map<String, Twin.Told> expected = new HashMap<>();
        twin.alerts.forEach(alert -> expected.put(alert.fingerprint() + " " + alert.sequence(), alert));
        Map<String, Alert> found = byNumber(run.alerts());
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            Alert alert = found.get(key);
            Twin.Told other = expected.get(key);
            boolean same = alert != null
                    && other != null
                    && alert.status().code().equals(other.status())
                    && alert.firedAt().equals(other.firedAt())
                    && close(alert.value(), other.value())
                    && Subject.of(alert).equals(subjects.get(alert.fingerprint()));
            if (!same) {
                String says = "alert " + key + " is " + (alert == null ? "missing" : describe(alert)) + ", expected "
                        + (other == null ? "none" : other + " of " + subjects.get(other.fingerprint()));
                wrong.add(new Difference("alert " + fingerprintOf(key), says));
            }
        }
    }

    private static String fingerprintOf(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String describe(Alert alert) {
        return alert.rule() + " of " + alert.leg() + " " + alert.window() + " " + alert.status() + " at "
                + alert.firedAt() + ", value " + alert.value() + " of " + alert.measure() + " against "
                + alert.threshold();
    }

    /** No fingerprint fires twice, and the numbers of its records count from one. */
    private static void checkFingerprints(List<Alert> alerts, List<Difference> wrong) {
        Map<String, Integer> last = new HashMap<>();
        for (Alert alert : alerts) {
            int number = last.merge(alert.fingerprint(), 1, Integer::sum);
            if (alert.sequence() != number || (alert.status() == Alert.Status.FIRING) != (number == 1)) {
                String says = "alert " + alert.fingerprint() + " is told as number " + alert.sequence() + " ("
                        + describe(alert) + "), expected " + number;
                wrong.add(new Difference("number of " + alert.fingerprint(), says));
            }
        }
    }

    /** What was refused and why, and nothing at a place twice. */
    private void compareRejections(Outcome run, List<Difference> wrong) {
        Map<Refused, Integer> expected = Refused.counted(twin.refused);
        Map<Refused, Integer> found =
                Refused.counted(run.rejected().stream().map(Refused::of).toList());
        Set<Refused> all = new TreeSet<>(Comparator.comparing(Refused::toString));
        all.addAll(expected.keySet());
        all.addAll(found.keySet());
        for (Refused each : all) {
            int times = found.getOrDefault(each, 0);
            int wanted = expected.getOrDefault(each, 0);
            if (times != wanted) {
                String says = each + " is refused " + times + " times, expected " + wanted;
                wrong.add(new Difference("refused " + each, says));
            }
        }
        Set<String> places = new HashSet<>();
        for (Rejected each : run.rejected()) {
            String place = each.partition() + "-" + each.offset() + " " + each.place();
            if (!places.add(place)) {
                wrong.add(new Difference("rejections", place + " is rejected twice"));
            }
        }
    }

    private static void compareRuns(Outcome first, Outcome run, List<Difference> wrong) {
        Set<String> keys = new TreeSet<>(first.finals().keySet());
        keys.addAll(run.finals().keySet());
        for (String key : keys) {
            if (!Arrays.equals(
                    bytes(first.finals().get(key)), bytes(run.finals().get(key)))) {
                wrong.add(new Difference("run of " + key, key + " differs from the first run of this world"));
            }
        }
        Map<String, Alert> found = byNumber(run.alerts());
        byNumber(first.alerts()).forEach((key, alert) -> {
            Alert other = found.get(key);
            if (!Arrays.equals(Codecs.ALERT.encode(alert), other == null ? null : Codecs.ALERT.encode(other))) {
                String says = other + " differs from the first run of this world: " + alert;
                wrong.add(new Difference("run of alert " + alert.fingerprint(), says));
            }
        });
    }

    private static byte[] bytes(Reaction reaction) {
        return reaction == null ? null : Codecs.REACTION.encode(reaction);
    }

    /** Alerts by fingerprint and number. */
    private static Map<String, Alert> byNumber(List<Alert> alerts) {
        Map<String, Alert> found = new TreeMap<>();
        alerts.forEach(alert -> found.put(alert.fingerprint() + " " + alert.sequence(), alert));
        return found;
    }
}
