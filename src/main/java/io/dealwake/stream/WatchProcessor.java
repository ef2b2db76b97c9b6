package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Reads the tape of one partition: makes marks of trades, lets facts wait for the clock, watches trades for raw moves,
 * and tells the stage measure. Nothing but the order of the tape decides what it gives out.
 */
final class WatchProcessor implements Processor<byte[], byte[], byte[], Emission> {
    private static final Bytes CLOCK = Keys.of("clock");

    private final StreamSettings settings;
    private ProcessorContext<byte[], Emission> context;
    private WatchStores stores;
    private WatchOutput output;
    private TapeClock clock;
    private Admission admission;
    private LegWatch legs;
    private Set<String> benchmarks;

    /** A leg, close or security, which takes effect once the clock has passed its time. */
    private interface Fact {
        void apply(Instant asOf) throws Unusable;
    }

    WatchProcessor(StreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> processorContext) {
        context = processorContext;
        stores = WatchStores.in(context);
        output = new WatchOutput(context);
        clock = new TapeClock(settings.time(), stores.clock().get(CLOCK));
        admission = new Admission(stores, clock, context.taskId().partition(), settings.partitions());
        legs = new LegWatch(stores, output, clock, settings);
        benchmarks = new HashSet<>();
        stores.securities().all().forEach(security -> security.benchmark().ifPresent(benchmarks::add));
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        try {
            if (message.value() == null) {
                throw new Unusable(RejectionReason.UNREADABLE, "the record has no value");
            }
            apply(TapeRecord.read(message.value()), message, place);
        } catch (Unusable e) {
            reject(message.key(), message.value(), place.offset(), OptionalInt.empty(), e, message.timestamp());
        }
    }

    private void apply(TapeRecord read, Record<byte[], byte[]> message, RecordMetadata place) throws Unusable {
        if (read instanceof TapeRecord.OneTrade one) {
            onTrade(one.trade());
        } else if (read instanceof TapeRecord.Block block) {
            onBlock(block, message, place);
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
            onFact(read, message, place);
        }
    }

    private void onTrade(Trade trade) throws Unusable {
        admission.check(trade);
        Bytes minute = Keys.of(Mark.boundaryAfter(trade.time()), trade.symbol());
        stores.minutes()
                .put(
                        minute,
                        stores.minutes()
                                .get(minute)
                                .map(mark -> mark.with(trade))
                                .orElseGet(() -> Mark.of(trade)));
        legs.onTrade(trade);
    }

    private void onBlock(TapeRecord.Block block, Record<byte[], byte[]> message, RecordMetadata place) throws Unusable {
        admission.checkPartition(block.partition());
        for (int i = 0; i < block.entries().size(); i++) {
            TapeRecord.Entry entry = block.entries().get(i);
            try {
                onTrade(entry.trade().orElseThrow(() -> new Unusable(RejectionReason.BAD_VALUE, entry.failure())));
            } catch (Unusable e) {
                reject(message.key(), message.value(), place.offset(), OptionalInt.of(i), e, message.timestamp());
            }
        }
    }

    private void onFact(TapeRecord read, Record<byte[], byte[]> message, RecordMetadata place) throws Unusable {
        Instant knownAt = check(read);
        if (clock.hasPassed(knownAt) || isFirstOfItsSymbol(read)) {
            Instant asOf = clock.now().filter(now -> now.isAfter(knownAt)).orElse(knownAt);
            factOf(read).apply(asOf);
        } else {
            stores.pending().put(Keys.of(knownAt, place.offset()), message.value());
        }
    }

    /** A symbol exists from its first security record on, even before the first heartbeat. */
    private boolean isFirstOfItsSymbol(TapeRecord read) {
        return read instanceof TapeRecord.OneSecurity one
                && stores.securities().get(Keys.of(one.security().symbol())).isEmpty();
    }

    /** Checks a fact and gives when it became known. */
    private Instant check(TapeRecord read) throws Unusable {
        if (read instanceof TapeRecord.OneLeg one) {
            admission.check(one.leg());
            return one.leg().observedAt();
        }
        if (read instanceof TapeRecord.OneClose one) {
            admission.check(one.close());
            return one.close().knownAt();
        }
        return ((TapeRecord.OneSecurity) read).security().knownAt();
    }

    private Fact factOf(TapeRecord read) {
        if (read instanceof TapeRecord.OneLeg one) {
            return asOf -> onLeg(one.leg(), asOf);
        }
        if (read instanceof TapeRecord.OneClose one) {
            return asOf -> onClose(one.close(), asOf);
        }
        return asOf -> onSecurity(((TapeRecord.OneSecurity) read).security(), asOf);
    }

    private void onLeg(Leg leg, Instant asOf) throws Unusable {
        admission.checkAlive(leg, asOf, settings.measure());
        boolean followed = isFollowed(leg.id().symbol());
        if (legs.isNews(leg)) {
            if (!followed) {
                sendMarks(leg.id().symbol(), false);
            }
            legs.open(leg, asOf, admission.security(leg.id().symbol()));
            output.send(leg.id().symbol(), dispatch(asOf, new Dispatch.OfLeg(leg)), false);
        }
    }

    private void onClose(Close close, Instant asOf) throws Unusable {
        Bytes key = Keys.of(close.symbol(), close.date());
        Optional<Dispatch> before = stores.closes().get(key);
        if (before.isPresent()) {
            Close known = ((Dispatch.OfClose) before.get().message()).close();
            if (known.price() != close.price() || !known.volume().equals(close.volume())) {
                throw new Unusable(
                        RejectionReason.DUPLICATE_CLOSE,
                        "close is " + close.price() + " for " + close.symbol() + " on " + close.date()
                                + ", expected no other than " + known.price() + ", which is known");
            }
            return;
        }
        Dispatch dispatch = dispatch(asOf, new Dispatch.OfClose(close));
        stores.closes().put(key, dispatch);
        output.send(close.symbol(), dispatch, benchmarks.contains(close.symbol()));
    }

    private void onSecurity(Security security, Instant asOf) {
        Bytes key = Keys.of(security.symbol());
        boolean older = stores.securities()
                .get(key)
                .filter(known -> known.knownAt().isAfter(security.knownAt()))
                .isPresent();
        if (older) {
            return;
        }
        stores.securities().put(key, security);
        output.send(security.symbol(), dispatch(asOf, new Dispatch.OfSecurity(security)), false);
        security.benchmark().filter(benchmarks::add).ifPresent(this::sendBenchmark);
    }

    /** Tells all partitions what is stored of a symbol that has become a benchmark. */
    private void sendBenchmark(String symbol) {
        stores.closes()
                .range(Keys.of(symbol), Keys.behind(symbol))
                .forEach(dispatch -> output.send(symbol, dispatch, true));
        sendMarks(symbol, true);
    }

    private void sendMarks(String symbol, boolean toAll) {
        stores.marks().range(Keys.of(symbol), Keys.behind(symbol)).forEach(mark -> sendMark(mark, toAll));
    }

    private void sendMark(Mark mark, boolean toAll) {
        output.send(mark.symbol(), dispatch(mark.boundary(), new Dispatch.OfMark(mark)), toAll);
    }

    private Dispatch dispatch(Instant asOf, Dispatch.Message message) {
        return output.dispatch(clock.completedTo().orElse(Era.FIRST), asOf, message);
    }

    private boolean isFollowed(String symbol) {
        return benchmarks.contains(symbol) || legs.follows(symbol);
    }

    /**
     * Moves the clock and does what it has come to: minutes first, since a fact may look back at them, then facts, then
     * the ends of legs.
     */
    private void onTime(Runnable move) {
        Optional<Instant> completedBefore = clock.completedTo();
        move.run();
        stores.clock().put(CLOCK, clock.toState());
        boolean completes = !clock.completedTo().equals(completedBefore);
        if (completes) {
            completeMinutesTo(clock.completedTo().orElseThrow());
        }
        clock.now().ifPresent(this::applyPendingTo);
        if (completes) {
            Instant completed = clock.completedTo().orElseThrow();
            legs.endAt(completed);
            output.sendClock(completed, holdsBenchmark());
            if (completedBefore.isPresent() && !day(completed).equals(day(completedBefore.get()))) {
                prune(completed);
            }
        }
    }

    private void applyPendingTo(Instant now) {
        List<KeyValue<Bytes, byte[]>> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                stores.pending().range(Keys.of(Era.FIRST, 0), Keys.of(now, Long.MAX_VALUE))) {
            entries.forEachRemaining(due::add);
        }
        for (KeyValue<Bytes, byte[]> entry : due) {
            stores.pending().delete(entry.key);
            TapeRecord read = reread(entry.value);
            try {
                factOf(read).apply(check(read));
            } catch (Unusable e) {
                byte[] key = symbolOf(read).getBytes(StandardCharsets.UTF_8);
                reject(key, entry.value, Keys.offsetIn(entry.key), OptionalInt.empty(), e, now.toEpochMilli());
            }
        }
    }

    private static TapeRecord reread(byte[] value) {
        try {
            return TapeRecord.read(value);
        } catch (Unusable e) {
            throw new IllegalStateException("a fact that was read once cannot be read again: " + e.getMessage(), e);
        }
    }

    private static String symbolOf(TapeRecord fact) {
        if (fact instanceof TapeRecord.OneLeg one) {
            return one.leg().id().symbol();
        }
        if (fact instanceof TapeRecord.OneClose one) {
            return one.close().symbol();
        }
        return ((TapeRecord.OneSecurity) fact).security().symbol();
    }

    private void completeMinutesTo(Instant completed) {
        List<Mark> complete = stores.minutes().take(Keys.of(Era.FIRST, ""), Keys.of(completed.plusNanos(1000), ""));
        for (Mark mark : complete) {
            stores.marks().put(Keys.of(mark.symbol(), mark.boundary()), mark);
            if (isFollowed(mark.symbol())) {
                sendMark(mark, benchmarks.contains(mark.symbol()));
            }
        }
    }

    private boolean holdsBenchmark() {
        return benchmarks.stream()
                .anyMatch(symbol -> Partitions.of(symbol, settings.partitions())
                        == context.taskId().partition());
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Forgets marks and closes that no leg can need any more. */
    private void prune(Instant completed) {
        for (Security security : stores.securities().all()) {
            Retention retention = Retention.at(completed, security.tradingCalendar(), settings.measure());
            String symbol = security.symbol();
            stores.marks().deleteRange(Keys.of(symbol), Keys.of(symbol, retention.marksFrom()));
            Session oldest = retention.closesFrom();
            stores.closes()
                    .deleteRange(Keys.of(symbol), Keys.of(symbol, oldest.date().minusDays(1)));
        }
    }

    private void reject(byte[] key, byte[] value, long offset, OptionalInt placeInBlock, Unusable why, long timestamp) {
        output.reject(
                key,
                new Rejected(
                        settings.topics().ticks(),
                        context.taskId().partition(),
                        offset,
                        placeInBlock,
                        why.reason().code(),
                        why.getMessage(),
                        Optional.ofNullable(value)),
                timestamp);
    }
}
