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
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.LegState;
import io.dealwake.wire.StateCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Measures the legs of one partition. Whatever arrives is stored; what is measured, and when, is decided by the clocks
 * alone, so that the order in which partitions reach this one changes nothing.
 */
final class MeasureProcessor implements Processor<byte[], byte[], byte[], Emission> {
    private final StreamSettings settings;
    private final MarkJudge judge;
    private ProcessorContext<byte[], Emission> context;
    private MeasureStores stores;
    private Histories histories;
    private JoinClock clock;
    private Map<LegId, MeasuredLeg> legs;
    private Optional<LocalDate> prunedOn;

    MeasureProcessor(StreamSettings settings) {
        this.settings = settings;
        this.judge = new MarkJudge(settings.rules());
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> processorContext) {
        context = processorContext;
        stores = MeasureStores.in(context);
        histories = new Histories(stores);
        clock = new JoinClock(stores.clocks(), context.taskId().partition(), settings.partitions());
        prunedOn = Optional.empty();
        legs = new TreeMap<>();
        for (LegState state : stores.legs().all()) {
            Security security = security(state.leg().id().symbol());
            legs.put(state.leg().id(), MeasuredLeg.restored(state, security, settings.measure()));
        }
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Dispatch dispatch = StateCodecs.DISPATCH.decode(message.value());
        Dispatch.Message body = dispatch.message();
        if (body instanceof Dispatch.OfMark of) {
            histories.add(of.mark());
        } else if (body instanceof Dispatch.OfClose of) {
            histories.add(of.close(), dispatch);
        } else if (body instanceof Dispatch.OfSecurity of) {
            keep(of.security().symbol(), dispatch);
        } else if (body instanceof Dispatch.OfLeg of) {
            keep(of.leg().id().symbol(), dispatch);
        } else {
            clock.hear(dispatch);
            advance();
        }
    }

    private void keep(String symbol, Dispatch dispatch) {
        long offset = context.recordMetadata().orElseThrow().offset();
        stores.pending().put(Keys.of(symbol, offset), dispatch);
        applyPendingOf(symbol);
    }

    /**
     * Applies what changes how a symbol is measured, once its legs have been measured up to where the message stands in the
     * tape: a benchmark's clock may still be behind.
     */
    private void applyPendingOf(String symbol) {
        for (KeyValue<Bytes, Dispatch> entry : stores.pending().entries(Keys.of(symbol), Keys.behind(symbol))) {
            if (!measuredTo(entry.value.clock(), symbol)) {
                return;
            }
            stores.pending().delete(entry.key);
            if (entry.value.message() instanceof Dispatch.OfSecurity of) {
                stores.securities().put(Keys.of(symbol), of.security());
            } else {
                onLeg(((Dispatch.OfLeg) entry.value.message()).leg(), entry.value.asOf());
            }
        }
    }

    private boolean measuredTo(Instant time, String symbol) {
        List<MeasuredLeg> affected = legs.values().stream()
                .filter(measured -> measured.open().leg().id().symbol().equals(symbol))
                .toList();
        if (affected.isEmpty()) {
            return true;
        }
        Security security = security(symbol);
        if (clock.reachedFor(security)
                .filter(reached -> !reached.isBefore(time))
                .isEmpty()) {
            return false;
        }
        affected.forEach(measured -> advance(measured, security, time));
        return true;
    }

    private Security security(String symbol) {
        return stores.securities()
                .get(Keys.of(symbol))
                .orElseThrow(() -> new IllegalStateException("no security record was sent for " + symbol));
    }

    private void onLeg(Leg leg, Instant asOf) {
        Optional<MeasuredLeg> before = Optional.ofNullable(legs.get(leg.id()));
        Security security = security(leg.id().symbol());
        MeasuredLeg measured = MeasuredLeg.of(leg, asOf, security, settings.measure(), before);
        legs.put(leg.id(), measured);
        if (leg.withdrawn()) {
            withdraw(measured, security, asOf);
        }
        save(measured);
    }

    private void withdraw(MeasuredLeg measured, Security security, Instant asOf) {
        LegId id = measured.open().leg().id();
        measured.open().withdrawn(security).forEach(reaction -> forward(measured.publish(reaction), asOf));
        for (Alert alert : stores.alerts().range(firstAlertOf(id), behindAlertsOf(id))) {
            if (alert.status() != Alert.Status.WITHDRAWN) {
                raise(alert.withdrawn(asOf));
            }
        }
    }

    /** Measures every leg up to where its clocks have come; legs that are over are removed. */
    private void advance() {
        stores.pending().all().stream()
                .map(MeasureProcessor::symbolOf)
                .distinct()
                .forEach(this::applyPendingOf);
        for (MeasuredLeg measured : List.copyOf(legs.values())) {
            Security security = security(measured.open().leg().id().symbol());
            clock.reachedFor(security).ifPresent(reached -> advance(measured, security, reached));
        }
        prune();
    }

    private static String symbolOf(Dispatch dispatch) {
        return dispatch.message() instanceof Dispatch.OfSecurity of
                ? of.security().symbol()
                : ((Dispatch.OfLeg) dispatch.message()).leg().id().symbol();
    }

    private void advance(MeasuredLeg measured, Security security, Instant reached) {
        if (measured.open().leg().withdrawn()) {
            removeIfOver(measured, reached);
            return;
        }
        TradingCalendar calendar = security.tradingCalendar();
        PriceHistory own = histories.of(security.symbol(), calendar);
        Optional<PriceHistory> benchmark =
                security.benchmark().map(symbol -> histories.of(symbol, calendarOf(symbol, calendar)));
        Optional<Instant> before = measured.open().appliedTo();
        List<Measured> news = measured.open().advance(reached, security, own, benchmark);
        publish(measured, news);
        if (!measured.open().appliedTo().equals(before)) {
            save(measured);
        }
        removeIfOver(measured, reached);
    }

    /** Until its end a leg is remembered, withdrawn or not: what was told of it must not be told again. */
    private void removeIfOver(MeasuredLeg measured, Instant reached) {
        if (!reached.isBefore(measured.open().term().endsAt())) {
            remove(measured.open().leg().id());
        }
    }

    private TradingCalendar calendarOf(String benchmark, TradingCalendar otherwise) {
        return stores.securities()
                .get(Keys.of(benchmark))
                .map(Security::tradingCalendar)
                .orElse(otherwise);
    }

    /** Judges all that was measured; publishes it, but of what lies before the leg was known only the outcome. */
    private void publish(MeasuredLeg measured, List<Measured> news) {
        Leg leg = measured.open().leg();
        Map<Window, Reaction> outcome = new LinkedHashMap<>();
        for (Measured found : news) {
            judge.judge(leg, found).forEach(this::raiseOnce);
            if (found.at().isBefore(measured.open().asOf())) {
                outcome.put(found.reaction().window(), found.reaction());
            } else {
                publishOutcome(measured, outcome);
                forward(measured.publish(found.reaction()), found.at());
            }
        }
        publishOutcome(measured, outcome);
    }

    private void publishOutcome(MeasuredLeg measured, Map<Window, Reaction> outcome) {
        outcome.values()
                .forEach(reaction ->
                        forward(measured.publish(reaction), measured.open().asOf()));
        outcome.clear();
    }

    private void raiseOnce(Alert alert) {
        if (stores.alerts().get(keyOf(alert)).isEmpty()) {
            raise(alert);
        }
    }

    private void raise(Alert alert) {
        stores.alerts().put(keyOf(alert), alert);
        forward(alert.fingerprint(), new Emission.Raised(alert), alert.firedAt());
    }

    private static Bytes keyOf(Alert alert) {
        return Keys.of(alert.leg().dealId(), alert.leg().symbol(), alert.fingerprint());
    }

    private void save(MeasuredLeg measured) {
        stores.legs().put(keyOf(measured.open().leg().id()), measured.toState());
    }

    private void remove(LegId id) {
        legs.remove(id);
        stores.legs().delete(keyOf(id));
        stores.alerts().deleteRange(firstAlertOf(id), behindAlertsOf(id));
    }

    private static Bytes keyOf(LegId id) {
        return Keys.of(id.dealId(), id.symbol());
    }

    private static Bytes firstAlertOf(LegId id) {
        return Keys.of(id.dealId(), id.symbol());
    }

    private static Bytes behindAlertsOf(LegId id) {
        return Keys.behind(id.dealId(), id.symbol());
    }

    /** Once a day of event time. */
    private void prune() {
        List<Security> securities = stores.securities().all();
        Optional<Instant> reached = clock.reachedForAll(securities);
        Optional<LocalDate> today =
                reached.map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate());
        if (today.isPresent() && !today.equals(prunedOn)) {
            histories.prune(reached.get(), securities, settings.measure());
            prunedOn = today;
        }
    }

    private void forward(Reaction reaction, Instant at) {
        String key = String.join(
                "/",
                reaction.leg().dealId(),
                reaction.leg().symbol(),
                reaction.window().code());
        forward(key, new Emission.Published(reaction), at);
    }

    private void forward(String key, Emission emission, Instant at) {
        context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), emission, at.toEpochMilli()));
    }
}
