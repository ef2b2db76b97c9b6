package io.dealwake.stream;

import io.dealwake.market.Security;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.StateCodecs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private ProcessorContext<byte[], Emission> context;
    private MeasureStores stores;
    private Histories histories;
    private JoinClock clock;
    private LegDesk legs;
    private final Set<String> waiting = new TreeSet<>();
    private Map<Integer, LocalDate> prunedOn;

    MeasureProcessor(StreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> processorContext) {
        context = processorContext;
        stores = MeasureStores.in(context);
        histories = new Histories(stores);
        clock = new JoinClock(stores.clocks(), context.taskId().partition(), settings.partitions());
        legs = new LegDesk(settings, stores, new MeasureOutput(context), histories);
        prunedOn = Map.of();
        stores.pending().all().forEach(dispatch -> waiting.add(symbolOf(dispatch)));
        BeforeCommit beforeCommit = context.getStateStore(MeasureStores.COMMIT);
        beforeCommit.run(clock::store);
        beforeCommit.run(legs::store);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Dispatch dispatch = StateCodecs.DISPATCH.decode(message.value());
        Dispatch.Message body = dispatch.message();
        if (body instanceof Dispatch.BareClock) {
            clock.hear(dispatch);
            advance();
            return;
        }
        histories.add(dispatch, context.recordMetadata().orElseThrow().offset());
        if (body instanceof Dispatch.OfSecurity of) {
            if (dispatch.partition() == context.taskId().partition()) {
                keep(of.security().symbol(), dispatch);
            } else {
                histories.put(of.security());
            }
        } else if (body instanceof Dispatch.OfLeg of) {
            keep(of.leg().id().symbol(), dispatch);
        }
    }

    private void keep(String symbol, Dispatch dispatch) {
        long offset = context.recordMetadata().orElseThrow().offset();
        stores.pending().put(Keys.of(symbol, offset), dispatch);
        waiting.add(symbol);
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
                histories.put(of.security());
            } else {
                legs.open(((Dispatch.OfLeg) entry.value.message()).leg(), entry.value.asOf());
            }
        }
        waiting.remove(symbol);
    }

    private boolean measuredTo(Instant time, String symbol) {
        List<MeasuredLeg> affected = legs.of(symbol);
        if (affected.isEmpty()) {
            return true;
        }
        Security security = stores.security(symbol);
        boolean reached =
                clock.reachedFor(security).filter(now -> !now.isBefore(time)).isPresent();
        if (reached) {
            affected.forEach(measured -> legs.advance(measured, security, time));
        }
        return reached;
    }

    /** Measures every leg up to where its clocks have come. */
    private void advance() {
        List.copyOf(waiting).forEach(this::applyPendingOf);
        for (MeasuredLeg measured : legs.all()) {
            Security security = stores.security(measured.leg().id().symbol());
            clock.reachedFor(security).ifPresent(reached -> legs.advance(measured, security, reached));
        }
        prune();
    }

    private static String symbolOf(Dispatch dispatch) {
        return dispatch.message() instanceof Dispatch.OfSecurity of
                ? of.security().symbol()
                : ((Dispatch.OfLeg) dispatch.message()).leg().id().symbol();
    }

    /** Once a day of event time of each partition that is heard: one that is behind may have told what is old by then. */
    private void prune() {
        Map<Integer, LocalDate> today = clock.days();
        if (today.equals(prunedOn)) {
            return;
        }
        List<Security> securities = stores.securities().all();
        // Another partition's security is told only as long as it is a benchmark: what it is measured against may be
        // old.
        Optional<Instant> reached =
                clock.reachedForAll(securities.stream().filter(this::isOwn).toList());
        reached.ifPresent(time -> {
            histories.prune(time, securities, settings.measure());
            legs.prune(time);
            prunedOn = today;
        });
    }

    private boolean isOwn(Security security) {
        return Partitions.of(security.symbol(), settings.partitions())
                == context.taskId().partition();
    }
}
