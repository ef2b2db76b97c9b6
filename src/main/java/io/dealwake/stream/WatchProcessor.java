package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Times;
import io.dealwake.market.Trade;
import io.dealwake.wire.GatheredTrades;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeReader;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads the tape of one partition: makes marks of trades, lets facts wait for the clock, watches trades for raw moves,
 * and tells the stage measure. Nothing but the order of the tape decides what it gives out.
 */
final class WatchProcessor implements Processor<byte[], byte[], byte[], Emission> {
    private static final Bytes CLOCK = Keys.of("clock");

    private final StreamSettings settings;
    private final TapeReader reader = new TapeReader();
    private int partition;
    private ProcessorContext<byte[], Emission> context;
    private WatchStores stores;
    private WatchOutput output;
    private TapeClock clock;
    private Admission admission;
    private OpenMinutes open;
    private Minutes minutes;
    private LegWatch legs;
    private Following following;
    private Corrections corrections;
    private Facts facts;
    private boolean clockMoved;
    private Map<String, Traded> traded;

    /** What a trade of a symbol asks for, so that one look finds it all. */
    private record Traded(Admission.Listed listed, OpenMinutes.OfSymbol minutes, LegWatch.OfSymbol legs) {}

    WatchProcessor(StreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> processorContext) {
        context = processorContext;
        partition = context.taskId().partition();
        stores = WatchStores.in(context, settings.partitions());
        clock = new TapeClock(settings.time(), stores.clock().get(CLOCK));
        output = new WatchOutput(context, clock.completedTo());
        admission = new Admission(stores, clock, partition, settings);
        KeptTrades keptTrades = new KeptTrades(partition, stores.trades());
        open = new OpenMinutes(stores, keptTrades);
        legs = new LegWatch(stores, open, output, clock, settings);
        traded = new HashMap<>();
        following = new Following(partition, stores, legs);
        minutes = new Minutes(stores, keptTrades, output, this::effectOf, open, following::follows);
        corrections = new Corrections(settings.measure(), stores, clock, minutes, legs, admission, following);
        facts = new Facts(partition, settings, stores, output, clock, admission, legs, minutes, following, corrections);
        BeforeCommit beforeCommit = context.getStateStore(WatchStores.COMMIT);
        beforeCommit.run(open::store, this::storeClock);
        clockMoved = false;
    }

    private void storeClock() {
        if (clockMoved) {
            stores.clock().put(CLOCK, clock.toState());
            clockMoved = false;
        }
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        try {
            if (message.value() == null) {
                throw new Unusable(RejectionReason.UNREADABLE, "the record has no value");
            }
            if (GatheredTrades.are(message.value())) {
                onGathered(new GatheredTrades(message.value()));
            } else {
                apply(reader.read(message.value()), message, place.offset());
            }
        } catch (Unusable e) {
            reject(message, place.offset(), OptionalInt.empty(), e);
        }
    }

    private void apply(TapeRecord read, Record<byte[], byte[]> message, long offset) throws Unusable {
        if (read instanceof TapeRecord.OneTrade one) {
            onTrade(one.trade());
        } else if (read instanceof TapeRecord.Block block) {
            onBlock(block, message, offset);
        } else if (read instanceof TapeRecord.Heartbeat heartbeat) {
            admission.checkPartition(heartbeat.partition());
            onTime(() -> clock.hear(heartbeat));
        } else if (read instanceof TapeRecord.SourceLeft left) {
            admission.checkPartition(left.partition());
            onTime(() -> clock.leave(left.source()));
        } else if (read instanceof TapeRecord.Reserved reserved) {
            throw new Unusable(
                    RejectionReason.NOT_SUPPORTED,
                    "type is " + reserved.type() + ", which this version does not apply");
        } else {
            facts.read(read, message.value(), offset);
        }
    }

    /** Each as if it had come alone. */
    private void onGathered(GatheredTrades trades) {
        while (trades.next()) {
            try {
                onTrade(reader.read(trades));
            } catch (Unusable e) {
                Record<byte[], byte[]> message = new Record<>(trades.key(), trades.value(), trades.timestamp());
                reject(message, trades.offset(), OptionalInt.empty(), e);
            }
        }
    }

    private void onTrade(Trade trade) throws Unusable {
        Traded symbol = traded(trade.symbol());
        Effect effect = admission.check(symbol.listed, trade);
        if (corrections.isNoneWaiting()) {
            count(symbol, trade, effect);
        } else {
            corrections.applyTo(trade).ifPresent(corrected -> count(symbol, corrected, effectOf(corrected)));
        }
    }

    private Traded traded(String symbol) throws Unusable {
        Traded found = traded.get(symbol);
        if (found == null) {
            found = new Traded(admission.listed(symbol), open.of(symbol), legs.of(symbol));
            traded.put(symbol, found);
        }
        return found;
    }

    private void count(Traded symbol, Trade trade, Effect effect) {
        minutes.add(symbol.minutes, trade, effect);
        if (effect == Effect.PRICE) {
            legs.onTrade(symbol.legs, trade);
        }
    }

    /** The effect of a trade that was admitted. */
    private Effect effectOf(Trade trade) {
        try {
            return admission.effectOf(trade);
        } catch (Unusable e) {
            throw new IllegalStateException("a trade that was admitted is refused: " + e.getMessage(), e);
        }
    }

    private void onBlock(TapeRecord.Block block, Record<byte[], byte[]> message, long offset) throws Unusable {
        admission.checkPartition(block.partition());
        int place = 0;
        for (TapeRecord.Entry entry : block.entries()) {
            try {
                onTrade(entry.trade().orElseThrow(() -> new Unusable(RejectionReason.BAD_VALUE, entry.failure())));
            } catch (Unusable e) {
                reject(message, offset, OptionalInt.of(place), e);
            }
            place++;
        }
    }

    /**
     * Moves the clock and does what it has come to: minutes first, since a fact may look back at them, then corrections of
     * them, then facts, then the ends of legs.
     */
    private void onTime(Runnable move) {
        Optional<Instant> completedBefore = clock.completedTo();
        move.run();
        clockMoved = true;
        boolean completes = !clock.completedTo().equals(completedBefore);
        if (completes) {
            Instant completed = clock.completedTo().orElseThrow();
            minutes.completeTo(completed).forEach(this::send);
            corrections.settleTo(completed, this::refuse);
        }
        clock.now().ifPresent(now -> facts.applyPendingTo(now, this::refuse));
        if (completes) {
            onCompleted(clock.completedTo().orElseThrow(), completedBefore);
        }
    }

    private void refuse(String symbol, byte[] value, long offset, Unusable why, Instant at) {
        byte[] key = symbol.getBytes(StandardCharsets.UTF_8);
        reject(new Record<>(key, value, at.toEpochMilli()), offset, OptionalInt.empty(), why);
    }

    private void send(Mark mark) {
        boolean toAll = following.wasBenchmark(mark.symbol(), mark.boundary());
        if (toAll || following.follows(mark.symbol())) {
            minutes.send(mark, toAll);
        }
    }

    private void onCompleted(Instant completed, Optional<Instant> completedBefore) {
        legs.endAt(completed);
        output.sendClock(completed);
        if (completedBefore.isPresent() && !Times.day(completed).equals(Times.day(completedBefore.get()))) {
            minutes.prune(stores.securities().atHome(), completed, settings.measure());
            legs.prune(completed);
        }
    }

    private void reject(Record<byte[], byte[]> message, long offset, OptionalInt placeInBlock, Unusable why) {
        Rejected rejected = new Rejected(
                settings.topics().ticks(),
                partition,
                offset,
                placeInBlock,
                why.reason().code(),
                why.getMessage(),
                Optional.ofNullable(message.value()));
        output.reject(message.key(), rejected, message.timestamp());
    }
}
