package io.dealwake.stream;

import io.dealwake.reaction.Leg;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.StateCodecs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** Legs that wait for clocks, by symbol, as they are stored. */
    private Map<String, Deque<KeyValue<Bytes, Dispatch>>> waiting;

    private Map<Integer, LocalDate> prunedOn;

    MeasureProcessor(StreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> processorContext) {
        context = processorContext;
        stores = MeasureStores.in(context, settings.partitions());
        histories = new Histories(stores);
        clock = new JoinClock(stores.clocks(), context.taskId().partition(), settings.partitions());
        legs = new LegDesk(settings, stores, new MeasureOutput(context), histories);
        prunedOn = Map.of();
        waiting = new TreeMap<>();
        stores.pending().entries().forEach(this::await);
        BeforeCommit beforeCommit = context.getStateStore(MeasureStores.COMMIT);
        beforeCommit.run(clock::store, legs::store);
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Dispatch dispatch = StateCodecs.DISPATCH.decode(message.value());
        Dispatch.Message body = dispatch.message();
        if (body instanceof Dispatch.BareClock) {
            // Nothing else can have moved what is measured: a record that does is followed by its partition's clock.
            if (clock.hear(dispatch)) {
                advance();
            }
            prune();
            return;
        }
        long offset = context.recordMetadata().orElseThrow().offset();
        histories.add(dispatch, offset);
        if (body instanceof Dispatch.OfLeg of) {
            String symbol = of.leg().id().symbol();
            Bytes key = Keys.of(symbol, offset);
            stores.pending().put(key, dispatch);
            await(KeyValue.pair(key, dispatch));
            applyPendingOf(symbol);
        }
    }

    private void await(KeyValue<Bytes, Dispatch> stored) {
        waiting.computeIfAbsent(legIn(stored.value).id().symbol(), symbol -> new ArrayDeque<>())
                .add(stored);
    }

    private static Leg legIn(Dispatch dispatch) {
        return ((Dispatch.OfLeg) dispatch.message()).leg();
    }

    /**
     * Takes up versions of legs, once those of their symbol have been measured up to where the message stands in the tape: a
     * benchmark's clock may still be behind.
     */
    private void applyPendingOf(String symbol) {
        Deque<KeyValue<Bytes, Dispatch>> stored = waiting.get(symbol);
        while (!stored.isEmpty()) {
            Dispatch next = stored.peek().value;
            if (!measuredTo(next.clock(), symbol)) {
                return;
            }
            stores.pending().delete(stored.remove().key);
            legs.open(legIn(next), next.asOf(), next.clock());
        }
        waiting.remove(symbol);
    }

    private boolean measuredTo(Instant time, String symbol) {
        List<MeasuredLeg> affected = legs.of(symbol);
        boolean reached = affected.stream()
                .allMatch(measured ->
                        reachedFor(measured).filter(now -> !now.isBefore(time)).isPresent());
        if (reached) {
            affected.forEach(measured -> legs.advance(measured, time));
        }
        return reached;
    }

    /** Nothing is measured of a leg that was withdrawn. */
    private Optional<Instant> reachedFor(MeasuredLeg measured) {
        if (measured.leg().withdrawn()) {
            return clock.reached();
        }
        return clock.reachedFor(histories.pricesOf(measured.leg().id().symbol()), measured.measuredTo());
    }

    /** Measures every leg up to where its clocks have come. */
    private void advance() {
        List.copyOf(waiting.keySet()).forEach(this::applyPendingOf);
        for (MeasuredLeg measured : legs.all()) {
            reachedFor(measured).ifPresent(reached -> legs.advance(measured, reached));
        }
    }

    /** Once a day of event time of each partition that is heard: one that is behind may have told what is old by then. */
    private void prune() {
        Map<Integer, LocalDate> today = clock.days();
        if (today.equals(prunedOn)) {
            return;
        }
        // Another partition's security is told only as long as it is a benchmark: what it is measured against may be
        // old.
        Stream<String> benchmarks =
                stores.securities().atHome().stream().flatMap(security -> security.benchmark().stream());
        clock.reachedForAll(benchmarks).map(legs::measuredBy).ifPresent(time -> {
            histories.prune(time, settings.measure());
            legs.prune(time);
            prunedOn = today;
        });
    }
}
