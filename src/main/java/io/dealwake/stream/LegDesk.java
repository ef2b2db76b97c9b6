package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.alert.MarkJudge;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Measured;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.LegState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    LegDesk(StreamSettings settings, MeasureStores stores, MeasureOutput output, Histories histories) {
        this.settings = settings;
        this.stores = stores;
        this.output = output;
        this.histories = histories;
        this.judge = new MarkJudge(settings.rules());
        for (LegState state : stores.legs().all()) {
            Security security = stores.security(state.leg().id().symbol());
            legs.put(state.leg().id(), MeasuredLeg.restored(state, security, settings.measure()));
        }
    }

    /** All legs, by deal and symbol. */
    List<MeasuredLeg> all() {
        return List.copyOf(legs.values());
    }

    /** The legs of a symbol. */
    List<MeasuredLeg> of(String symbol) {
        return legs.values().stream()
                .filter(measured -> measured.leg().id().symbol().equals(symbol))
                .toList();
    }

    /** Takes up a leg, or another version of one. */
    void open(Leg leg, Instant asOf) {
        Optional<MeasuredLeg> before = Optional.ofNullable(legs.get(leg.id()));
        Security security = stores.security(leg.id().symbol());
        MeasuredLeg measured = MeasuredLeg.of(leg, asOf, security, settings.measure(), before);
        legs.put(leg.id(), measured);
        if (leg.withdrawn()) {
            withdraw(measured, security, asOf);
        }
        save(measured);
    }

    private void withdraw(MeasuredLeg measured, Security security, Instant asOf) {
        LegId id = measured.leg().id();
        measured.open().withdrawn(security).forEach(reaction -> output.publish(measured.publish(reaction), asOf));
        for (Alert alert : stores.alerts().range(firstAlertOf(id), behindAlertsOf(id))) {
            if (alert.status() != Alert.Status.WITHDRAWN) {
                raise(alert.withdrawn(asOf));
            }
        }
    }

    /** Measures a leg up to a clock that all it needs has passed; removes it when it is over. */
    void advance(MeasuredLeg measured, Security security, Instant reached) {
        if (!measured.leg().withdrawn()) {
            measure(measured, security, reached);
        }
        // Until its end a leg is remembered, withdrawn or not: what was told of it must not be told again.
        if (!reached.isBefore(measured.open().term().endsAt())) {
            remove(measured.leg().id());
        }
    }

    private void measure(MeasuredLeg measured, Security security, Instant reached) {
        TradingCalendar calendar = security.tradingCalendar();
        PriceHistory own = histories.of(security.symbol(), calendar);
        Optional<PriceHistory> benchmark =
                security.benchmark().map(symbol -> histories.of(symbol, stores.calendarOf(symbol, calendar)));
        Optional<Instant> before = measured.open().appliedTo();
        publish(measured, measured.open().advance(reached, security, own, benchmark));
        if (!measured.open().appliedTo().equals(before)) {
            save(measured);
        }
    }

    /** Judges all that was measured; publishes it, but of what lies before the leg was known only the outcome. */
    private void publish(MeasuredLeg measured, List<Measured> news) {
        Map<Window, Reaction> outcome = new LinkedHashMap<>();
        for (Measured found : news) {
            judge.judge(measured.leg(), found).forEach(this::raiseOnce);
            if (found.at().isBefore(measured.open().asOf())) {
                outcome.put(found.reaction().window(), found.reaction());
            } else {
                publishOutcome(measured, outcome);
                output.publish(measured.publish(found.reaction()), found.at());
            }
        }
        publishOutcome(measured, outcome);
    }

    private void publishOutcome(MeasuredLeg measured, Map<Window, Reaction> outcome) {
        Instant asOf = measured.open().asOf();
        outcome.values().forEach(reaction -> output.publish(measured.publish(reaction), asOf));
        outcome.clear();
    }

    private void raiseOnce(Alert alert) {
        if (stores.alerts().get(keyOf(alert)).isEmpty()) {
            raise(alert);
        }
    }

    private void raise(Alert alert) {
        stores.alerts().put(keyOf(alert), alert);
        output.raise(alert);
    }

    private void save(MeasuredLeg measured) {
        stores.legs().put(keyOf(measured.leg().id()), measured.toState());
    }

    private void remove(LegId id) {
        legs.remove(id);
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
