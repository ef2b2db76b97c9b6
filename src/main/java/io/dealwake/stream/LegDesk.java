package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.alert.MarkJudge;
import io.dealwake.market.News;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import io.dealwake.market.Window;
import io.dealwake.reaction.Chapter;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Measured;
import io.dealwake.reaction.Surroundings;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.LegState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * The open legs of a partition of the stage measure: measures them as far as it is told to, publishes what comes out, and
 * tells each alert once. Kept in memory, made from the stores.
 */
final class LegDesk {
    private final StreamSettings settings;
    private final MeasureStores stores;
    private final MeasureOutput output;
    private final Histories histories;
    private final MarkJudge judge;
    private final Map<LegId, MeasuredLeg> legs = new TreeMap<>();
    private final Map<String, Map<LegId, MeasuredLeg>> bySymbol = new HashMap<>();
    private final Map<LegId, MeasuredLeg> changed = new LinkedHashMap<>();

    LegDesk(StreamSettings settings, MeasureStores stores, MeasureOutput output, Histories histories) {
        this.settings = settings;
        this.stores = stores;
        this.output = output;
        this.histories = histories;
        this.judge = new MarkJudge(settings.rules());
        stores.legs().all().stream()
                .map(this::restored)
                .filter(measured -> !measured.isOver())
                .forEach(this::put);
    }

    private void put(MeasuredLeg measured) {
        LegId id = measured.leg().id();
        legs.put(id, measured);
        bySymbol.computeIfAbsent(id.symbol(), symbol -> new TreeMap<>()).put(id, measured);
    }

    private void remove(LegId id) {
        legs.remove(id);
        bySymbol.computeIfPresent(id.symbol(), (symbol, of) -> {
            of.remove(id);
            return of.isEmpty() ? null : of;
        });
    }

    private MeasuredLeg restored(LegState state) {
        Security security = stores.security(state.leg().id().symbol());
        return MeasuredLeg.restored(state, security, settings.measure());
    }

    /** All legs, by deal and symbol. */
    List<MeasuredLeg> all() {
        return List.copyOf(legs.values());
    }

    /** The legs of a symbol. */
    List<MeasuredLeg> of(String symbol) {
        return List.copyOf(bySymbol.getOrDefault(symbol, Map.of()).values());
    }

    /**
     * How far legs have been measured by a time that the clocks have passed, those that are open and those that are still to be
     * taken up: one may wait for a former benchmark's clock.
     */
    Instant measuredBy(Instant reached) {
        Stream<Instant> open = legs.values().stream()
                .filter(measured -> !measured.leg().withdrawn())
                .map(MeasuredLeg::measuredTo);
        Stream<Instant> waiting = stores.pending().all().stream().map(Dispatch::asOf);
        return Stream.concat(open, waiting).reduce(reached, Times::earlier);
    }

    /**
     * Takes up a leg, or another version of one.
     *
     * @param asOf when it takes effect
     * @param told up to which clock the one before has been measured
     */
    void open(Leg leg, Instant asOf, Instant told) {
        store();
        Optional<MeasuredLeg> before = stores.legs().get(keyOf(leg.id())).map(this::restored);
        if (before.filter(known -> isForgotten(known, asOf)).isPresent()) {
            forget(leg.id());
            before = Optional.empty();
        }
        Security security = stores.security(leg.id().symbol());
        MeasuredLeg measured = MeasuredLeg.of(leg, asOf, security, settings.measure(), before);
        put(measured);
        if (leg.withdrawn()) {
            withdraw(measured, asOf, told);
        }
        changed.put(leg.id(), measured);
    }

    /** By the security as it was known when the leg was measured last: what else is known as of now may come later. */
    private void withdraw(MeasuredLeg measured, Instant asOf, Instant told) {
        measured.open()
                .withdrawn(histories.around(measured.leg().id().symbol()), told)
                .forEach(reaction -> measured.publish(reaction, "leg-withdrawn")
                        .ifPresent(published -> output.publish(published, asOf)));
        told(measured.leg().id()).values().stream()
                .filter(Alert::isActive)
                .forEach(alert -> raise(alert.withdrawn(asOf)));
    }

    /**
     * Measures a leg up to a clock that all it needs has passed. Until what is said of its last possible session is in, it goes
     * on, also when it was withdrawn or its symbol has ended. Afterwards what was told of it is remembered for a while in the
     * stores: it must not be told again by another version of the leg, but may be taken back.
     */
    void advance(MeasuredLeg measured, Instant reached) {
        if (!measured.leg().withdrawn()) {
            measure(measured, histories.around(measured.leg().id().symbol()), reached);
        }
        if (!reached.isBefore(measured.open().term().settlesAt())) {
            remove(measured.leg().id());
        }
    }

    /** Forgets what was told of legs that have ended long ago, by a time that all clocks have passed. */
    void prune(Instant reached) {
        store();
        stores.legs().all().stream()
                .map(this::restored)
                .filter(measured -> isForgotten(measured, reached))
                .forEach(measured -> forget(measured.leg().id()));
    }

    private boolean isForgotten(MeasuredLeg measured, Instant at) {
        return !at.isBefore(measured.open().term().rememberedTo(settings.measure()));
    }

    private void measure(MeasuredLeg measured, Surroundings around, Instant reached) {
        Optional<Instant> before = measured.open().appliedTo();
        measured.open().advance(reached, around).forEach(chapter -> publish(measured, chapter));
        if (!measured.open().appliedTo().equals(before)) {
            changed.put(measured.leg().id(), measured);
        }
    }

    /** Tells what an instant has changed: of what lies before it only how it stands now. */
    private void publish(MeasuredLeg measured, Chapter chapter) {
        if (chapter.startsOver()) {
            judgeAll(measured.leg(), chapter);
        } else {
            chapter.measured().forEach(found -> judge(measured.leg(), found));
        }
        String cause = chapter.news().map(News::code).orElse("leg-amended");
        chapter.outcome()
                .forEach(reaction -> measured.publish(reaction, cause)
                        .ifPresent(published -> output.publish(published, chapter.known())));
    }

    /** An alert stands from the first instant at which its rule was met; one of finals as long as the final meets it. */
    private void judge(Leg leg, Measured found) {
        Map<String, Alert> met = new LinkedHashMap<>();
        judge.judge(leg, found).forEach(alert -> met.putIfAbsent(alert.fingerprint(), alert));
        if (met.isEmpty() && !found.reaction().ended()) {
            return;
        }
        Map<String, Alert> told = told(leg.id());
        met.values().forEach(alert -> raiseOnce(told, alert));
        told.values().stream()
                .filter(alert -> alert.isActive()
                        && judge.isOfFinals(alert)
                        && alert.window().equals(found.reaction().window().code())
                        && !met.containsKey(alert.fingerprint()))
                .forEach(alert -> raise(alert.withdrawn(found.at())));
    }

    /** The same for a whole life that was measured again: what is not met any more is taken back. */
    private void judgeAll(Leg leg, Chapter chapter) {
        Map<String, Alert> met = new LinkedHashMap<>();
        Map<Window, Measured> last = new LinkedHashMap<>();
        for (Measured found : chapter.measured()) {
            judge.judge(leg, found).stream()
                    .filter(alert -> !judge.isOfFinals(alert))
                    .forEach(alert -> met.putIfAbsent(alert.fingerprint(), alert));
            last.put(found.reaction().window(), found);
        }
        last.values().stream()
                .flatMap(found -> judge.judge(leg, found).stream())
                .filter(judge::isOfFinals)
                .forEach(alert -> met.put(alert.fingerprint(), alert));
        Map<String, Alert> told = told(leg.id());
        met.values().stream()
                .map(alert -> chapter.news().isPresent() ? alert.notBefore(chapter.known()) : alert)
                .forEach(alert -> raiseOnce(told, alert));
        told.values().stream()
                .filter(alert -> alert.isActive() && !met.containsKey(alert.fingerprint()))
                .forEach(alert -> raise(alert.withdrawn(chapter.known())));
    }

    private Map<String, Alert> told(LegId id) {
        Map<String, Alert> told = new TreeMap<>();
        stores.alerts()
                .range(firstAlertOf(id), behindAlertsOf(id))
                .forEach(alert -> told.put(alert.fingerprint(), alert));
        return told;
    }

    private void raiseOnce(Map<String, Alert> told, Alert alert) {
        alert.after(Optional.ofNullable(told.get(alert.fingerprint()))).ifPresent(this::raise);
    }

    private void raise(Alert alert) {
        stores.alerts().put(keyOf(alert), alert);
        output.raise(alert);
    }

    /** Stores how far legs have been measured since the last time: to be done before each commit. */
    void store() {
        changed.forEach((id, measured) -> stores.legs().put(keyOf(id), measured.toState()));
        changed.clear();
    }

    private void forget(LegId id) {
        stores.legs().delete(keyOf(id));
        stores.alerts().deleteRange(firstAlertOf(id), behindAlertsOf(id));
    }

    private static Bytes keyOf(LegId id) {
        return Keys.of(id.dealId(), id.symbol());
    }

    private static Bytes keyOf(Alert alert) {
        return Keys.of(alert.leg().dealId(), alert.leg().symbol(), alert.fingerprint());
    }

    private static Bytes firstAlertOf(LegId id) {
        return Keys.of(id.dealId(), id.symbol());
    }

    private static Bytes behindAlertsOf(LegId id) {
        return Keys.behind(id.dealId(), id.symbol());
    }
}
