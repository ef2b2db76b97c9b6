package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Legs, closes and securities. Each is checked when it is read, waits until the clock has passed the time at which it became
 * known, and is then applied and told to the stage measure.
 */
final class Facts {
    private final StreamSettings settings;
    private final WatchStores stores;
    private final WatchOutput output;
    private final TapeClock clock;
    private final Admission admission;
    private final LegWatch legs;
    private final Minutes minutes;
    private final Set<String> benchmarks = new HashSet<>();

    /** Takes what turned out to be unusable only when its time had come. */
    interface Refusal {
        void reject(byte[] key, byte[] value, long offset, Unusable why, Instant at);
    }

    Facts(
            StreamSettings settings,
            WatchStores stores,
            WatchOutput output,
            TapeClock clock,
            Admission admission,
            LegWatch legs,
            Minutes minutes) {
        this.settings = settings;
        this.stores = stores;
        this.output = output;
        this.clock = clock;
        this.admission = admission;
        this.legs = legs;
        this.minutes = minutes;
        stores.securities().all().forEach(security -> security.benchmark().ifPresent(benchmarks::add));
    }

    Set<String> benchmarks() {
        return benchmarks;
    }

    /** Whether the minutes of a symbol are told to the stage measure. */
    boolean follows(String symbol) {
        return benchmarks.contains(symbol) || legs.follows(symbol);
    }

    /** Applies a fact, or keeps it until its time has come. */
    void read(TapeRecord fact, byte[] value, long offset) throws Unusable {
        Instant knownAt = check(fact);
        if (clock.hasPassed(knownAt) || isFirstOfItsSymbol(fact)) {
            apply(fact, clock.now().filter(now -> now.isAfter(knownAt)).orElse(knownAt));
        } else {
            stores.pending().put(Keys.of(knownAt, offset), value);
        }
    }

    /** Applies what was kept and whose time has come, in the order in which it became known, then of the tape. */
    void applyPendingTo(Instant now, Refusal refusal) {
        List<KeyValue<Bytes, byte[]>> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                stores.pending().range(Keys.of(Era.FIRST, 0), Keys.of(now, Long.MAX_VALUE))) {
            entries.forEachRemaining(due::add);
        }
        for (KeyValue<Bytes, byte[]> entry : due) {
            stores.pending().delete(entry.key);
            TapeRecord fact = reread(entry.value);
            try {
                apply(fact, check(fact));
            } catch (Unusable e) {
                byte[] key = symbolOf(fact).getBytes(StandardCharsets.UTF_8);
                refusal.reject(key, entry.value, Keys.offsetIn(entry.key), e, now);
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

    /** A symbol exists from its first security record on, even before the first heartbeat. */
    private boolean isFirstOfItsSymbol(TapeRecord fact) {
        return fact instanceof TapeRecord.OneSecurity one
                && stores.securities().get(Keys.of(one.security().symbol())).isEmpty();
    }

    /** Checks a fact and gives when it became known. */
    private Instant check(TapeRecord fact) throws Unusable {
        if (fact instanceof TapeRecord.OneLeg one) {
            admission.check(one.leg());
            return one.leg().observedAt();
        }
        if (fact instanceof TapeRecord.OneClose one) {
            admission.check(one.close());
            return one.close().knownAt();
        }
        Security security = ((TapeRecord.OneSecurity) fact).security();
        admission.check(security);
        return security.knownAt();
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

    private void apply(TapeRecord fact, Instant asOf) throws Unusable {
        if (fact instanceof TapeRecord.OneLeg one) {
            apply(one.leg(), asOf);
        } else if (fact instanceof TapeRecord.OneClose one) {
            apply(one.close(), asOf);
        } else {
            apply(((TapeRecord.OneSecurity) fact).security(), asOf);
        }
    }

    private void apply(Leg leg, Instant asOf) throws Unusable {
        admission.checkAlive(leg, asOf, settings.measure());
        if (legs.isNews(leg)) {
            String symbol = leg.id().symbol();
            if (!follows(symbol)) {
                minutes.sendHistory(symbol, false);
            }
            legs.open(leg, asOf, admission.security(symbol));
            output.send(symbol, asOf, new Dispatch.OfLeg(leg), false);
        }
    }

    private void apply(Close close, Instant asOf) throws Unusable {
        Bytes key = Keys.of(close.symbol(), close.date());
        Optional<Dispatch> before = stores.closes().get(key);
        if (before.isEmpty()) {
            Dispatch dispatch = output.dispatch(asOf, new Dispatch.OfClose(close));
            stores.closes().put(key, dispatch);
            legs.lookUpBasesAgain(close.symbol());
            output.send(close.symbol(), dispatch, benchmarks.contains(close.symbol()));
        } else {
            checkRepeat(close, ((Dispatch.OfClose) before.get().message()).close());
        }
    }

    /** The same close again does no harm, as when a file is loaded twice; another one is refused. */
    private static void checkRepeat(Close close, Close known) throws Unusable {
        if (known.price() != close.price() || !known.volume().equals(close.volume())) {
            throw new Unusable(
                    RejectionReason.DUPLICATE_CLOSE,
                    "close is " + close.price() + " for " + close.symbol() + " on " + close.date()
                            + ", expected no other than " + known.price() + ", which is known");
        }
    }

    private void apply(Security security, Instant asOf) {
        Bytes key = Keys.of(security.symbol());
        boolean older = stores.securities()
                .get(key)
                .filter(known -> known.knownAt().isAfter(security.knownAt()))
                .isPresent();
        if (!older) {
            stores.securities().put(key, security);
            output.send(security.symbol(), asOf, new Dispatch.OfSecurity(security), false);
            security.benchmark().filter(benchmarks::add).ifPresent(this::sendBenchmark);
        }
    }

    /** Tells all partitions what is stored of a symbol that has become a benchmark. */
    private void sendBenchmark(String symbol) {
        stores.closes()
                .range(Keys.of(symbol), Keys.behind(symbol))
                .forEach(dispatch -> output.send(symbol, dispatch, true));
        minutes.sendHistory(symbol, true);
    }
}
