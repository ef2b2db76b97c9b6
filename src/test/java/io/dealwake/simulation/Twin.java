package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Comparison;
import io.dealwake.alert.Rule;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The same results by other means: the sorted whole, looked through from the start for each instant that matters. Slow, and
 * written from docs/event-time.md and docs/method.md rather than from the program.
 */
final class Twin {
    /** The facts of the last reaction of each deal, symbol and window. */
    final Map<String, Map<String, Object>> finals = new TreeMap<>();
    /** All alerts, in no order. */
    final List<Told> alerts = new ArrayList<>();
    /** What the tape holds that does not count, in no order. */
    final List<Refused> refused;
    /** Up to where the tape told all minutes. */
    final Instant completed;

    private final World world;
    private final TwinTape tape;

    /** An alert as it is compared. */
    record Told(String fingerprint, int sequence, String status, Instant firedAt, double value) {
        boolean stands() {
            return !status.equals("withdrawn");
        }

        Told withdrawn(Instant at) {
            return new Told(fingerprint, sequence + 1, "withdrawn", at.isAfter(firedAt) ? at : firedAt, value);
        }

        Told after(Told before) {
            Instant at = firedAt.isAfter(before.firedAt) ? firedAt : before.firedAt;
            return new Told(fingerprint, before.sequence + 1, "escalated", at, value);
        }

        Told notBefore(Instant instant) {
            return firedAt.isBefore(instant) ? new Told(fingerprint, sequence, status, instant, value) : this;
        }
    }

    Twin(World world) {
        this.world = world;
        this.tape = new TwinTape(world);
        this.completed = tape.completed;
        this.refused = tape.refused;
        alerts.addAll(tape.alerts);
        for (TwinSymbol symbol : tape.symbols.values()) {
            symbol.legs.values().forEach(versions -> new Life(symbol, versions).live());
        }
    }

    /** The life of a leg through its versions. */
    private final class Life {
        private final TwinSymbol own;
        private final List<TwinSymbol.Version> versions;
        private final Map<String, Told> told = new TreeMap<>();
        private final TreeMap<Instant, Boolean> news = new TreeMap<>();
        private Leg leg;

        Life(TwinSymbol own, List<TwinSymbol.Version> versions) {
            this.own = own;
            this.versions = versions;
        }

        void live() {
            gatherNews();
            for (int i = 0; i < versions.size(); i++) {
                TwinSymbol.Version version = versions.get(i);
                leg = version.leg();
                // A version that is replaced is measured up to the last minute that was complete by then.
                Instant last = i + 1 < versions.size() ? versions.get(i + 1).told() : completed;
                if (leg.withdrawn()) {
                    List.copyOf(told.values()).stream()
                            .filter(Told::stands)
                            .forEach(alert -> tell(alert.withdrawn(version.asOf())));
                    TwinMeasure measure = from(version.told(), version.told());
                    write(window -> measure.withdrawn());
                } else if (!version.asOf().isAfter(last)) {
                    live(version.asOf(), last);
                }
            }
        }

        private void gatherNews() {
            own.news(news);
            own.states.stream()
                    .flatMap(state -> state.security().benchmark().stream())
                    .distinct()
                    .map(tape.symbols::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(symbol -> symbol.news(news));
            boolean revises = world.measure().returns().leavesOutConfounded();
            own.legs.values().stream()
                    .filter(other -> other != versions)
                    .flatMap(List::stream)
                    .forEach(version -> news.merge(version.asOf(), revises, Boolean::logicalOr));
        }

        /** What a leg is measured from, against the benchmark that its security named as of an instant. */
        private TwinMeasure from(Instant at, Instant known) {
            Optional<String> benchmark = own.securityAt(known).benchmark();
            TwinSymbol market = benchmark.map(tape.symbols::get).orElse(null);
            if (market == null && benchmark.isPresent()) {
                market = new TwinSymbol(benchmark.get(), own.calendar);
            }
            return new TwinMeasure(world.measure(), leg, own, benchmark, market, at, known);
        }

        private void live(Instant asOf, Instant last) {
            TreeMap<Instant, Boolean> instants = new TreeMap<>(news);
            TwinMeasure any = from(asOf, asOf);
            instants.merge(asOf, false, Boolean::logicalOr);
            instants.merge(any.lastPossible(), false, Boolean::logicalOr);
            instants.merge(any.lastSettles(), false, Boolean::logicalOr);
            world.measure().windows().forEach(window -> instants.merge(any.endOf(window), false, Boolean::logicalOr));
            own.states.forEach(state -> state.security().ending().ifPresent(ending -> {
                Instant end = own.calendar
                        .shift(own.calendar.onOrAfter(ending.on()).date(), -1)
                        .close();
                instants.merge(end, false, Boolean::logicalOr);
                instants.merge(own.calendar.onOrAfter(ending.on()).extendedOpen(), false, Boolean::logicalOr);
            }));
            Instant until = last.isBefore(any.lastSettles()) ? last : any.lastSettles();
            Instant measured = asOf;
            Instant base = leg.announcedAt().truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
            for (Map.Entry<Instant, Boolean> entry : instants.subMap(
                            asOf, true, until.isBefore(asOf) ? asOf : until, true)
                    .entrySet()) {
                measured = entry.getKey();
                boolean opens = measured.equals(asOf);
                if (opens || entry.getValue()) {
                    judgeAll(
                            instants.subMap(base, true, measured, true).navigableKeySet(),
                            measured,
                            opens ? leg.observedAt() : measured);
                } else {
                    judge(measured);
                }
            }
            TwinMeasure measure = from(measured, measured);
            write(measure::of);
        }

        private void write(java.util.function.Function<Window, Map<String, Object>> measure) {
            for (Window window : world.measure().windows()) {
                finals.put(leg.id().dealId() + "/" + leg.id().symbol() + "/" + window.code(), measure.apply(window));
            }
        }

        /** What is new at an instant. */
        private void judge(Instant at) {
            TwinMeasure measure = from(at, at);
            for (Rule rule : world.rules().atMarks()) {
                for (Window window : rule.windows()) {
                    OptionalDouble value = value(rule, window, measure);
                    String fingerprint = Alert.fingerprint(rule.name(), leg.id(), window);
                    if (value.isPresent() && holds(rule, value.getAsDouble())) {
                        tellOnce(new Told(fingerprint, 1, "firing", at, value.getAsDouble())
                                .notBefore(leg.observedAt()));
                    } else if (value.isPresent() && rule.finalOnly()) {
                        withdraw(fingerprint, at);
                    }
                }
            }
        }

        /** What stands, of all instants since the base, by what is known now. */
        private void judgeAll(Set<Instant> instants, Instant known, Instant notBefore) {
            Set<String> standing = new TreeSet<>();
            for (Rule rule : world.rules().atMarks()) {
                for (Window window : rule.windows()) {
                    first(rule, window, instants, known).ifPresent(found -> {
                        standing.add(found.fingerprint());
                        tellOnce(found.notBefore(leg.observedAt()).notBefore(notBefore));
                    });
                }
            }
            List.copyOf(told.keySet()).stream()
                    .filter(fingerprint -> !standing.contains(fingerprint))
                    .forEach(fingerprint -> withdraw(fingerprint, known));
        }

        /** The first instant at which a rule was met; of a rule on finals the first of those at which the final met it. */
        private Optional<Told> first(Rule rule, Window window, Set<Instant> instants, Instant known) {
            String fingerprint = Alert.fingerprint(rule.name(), leg.id(), window);
            Optional<Told> found = Optional.empty();
            List<Instant> order = new ArrayList<>(instants);
            if (rule.finalOnly()) {
                java.util.Collections.reverse(order);
            }
            for (Instant at : order) {
                OptionalDouble value = value(rule, window, from(at, known));
                boolean holds = value.isPresent() && holds(rule, value.getAsDouble());
                if (holds) {
                    found = Optional.of(new Told(fingerprint, 1, "firing", at, value.getAsDouble()));
                }
                if (holds != rule.finalOnly() || (holds && at.isBefore(leg.observedAt()))) {
                    break;
                }
            }
            return found;
        }

        private OptionalDouble value(Rule rule, Window window, TwinMeasure measure) {
            if (!rule.finalOnly()) {
                return measure.capChange((Window.Sessions) window);
            }
            if (measure.at().isBefore(measure.endOf(window)) && !measure.legHasEnded()) {
                return OptionalDouble.empty();
            }
            Map<String, Object> facts = measure.of(window);
            boolean ended = !facts.get("status").equals("OPEN");
            if (!ended) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(
                    facts.get("status").equals("FINAL") ? (double) facts.get("pValue") : Double.POSITIVE_INFINITY);
        }

        private static boolean holds(Rule rule, double value) {
            return rule.comparison() == Comparison.BELOW
                    ? value < rule.threshold()
                    : Math.abs(value) >= rule.threshold() * (1 - 1e-12);
        }

        private void tellOnce(Told found) {
            Told before = told.get(found.fingerprint());
            if (before == null) {
                tell(found);
            } else if (!before.stands()) {
                tell(found.after(before));
            }
        }

        private void withdraw(String fingerprint, Instant at) {
            Told before = told.get(fingerprint);
            if (before != null && before.stands()) {
                tell(before.withdrawn(at));
            }
        }

        private void tell(Told alert) {
            told.put(alert.fingerprint(), alert);
            alerts.add(alert);
        }
    }
}
