package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.Times;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Legs, closes, securities, corrections, gaps and halts. Each is checked when it is read, waits until the clock has passed
 * the time at which it became known, and is then applied and told to the stage measure.
 */
final class Facts {
    private final int partition;
    private final StreamSettings settings;
    private final WatchStores stores;
    private final WatchOutput output;
    private final TapeClock clock;
    private final Admission admission;
    private final LegWatch legs;
    private final Minutes minutes;
    private final Following following;
    private final Corrections corrections;
    private Instant nextDue;

    /** Takes what turned out to be unusable only when its time had come. */
    interface Refusal {
        void reject(String symbol, byte[] value, long offset, Unusable why, Instant at);
    }

    Facts(
            int partition,
            StreamSettings settings,
            WatchStores stores,
            WatchOutput output,
            TapeClock clock,
            Admission admission,
            LegWatch legs,
            Minutes minutes,
            Following following,
            Corrections corrections) {
        this.partition = partition;
        this.settings = settings;
        this.stores = stores;
        this.output = output;
        this.clock = clock;
        this.admission = admission;
        this.legs = legs;
        this.minutes = minutes;
        this.following = following;
        this.corrections = corrections;
        this.nextDue = findNextDue();
    }

    /** Applies a fact, or keeps it until its time has come. */
    void read(TapeRecord fact, byte[] value, long offset) throws Unusable {
        Instant knownAt = check(fact);
        if (clock.hasPassed(knownAt) || isFirstOfItsSymbol(fact)) {
            Instant asOf = clock.now().filter(now -> now.isAfter(knownAt)).orElse(knownAt);
            apply(fact, asOf, value, offset);
        } else {
            stores.pending().put(Keys.of(knownAt, offset), value);
            nextDue = Times.earlier(nextDue, knownAt);
        }
    }

    /** Applies what was kept and whose time has come, in the order in which it became known, then of the tape. */
    void applyPendingTo(Instant now, Refusal refusal) {
        if (nextDue.isAfter(now)) {
            return;
        }
        for (KeyValue<Bytes, byte[]> entry :
                stores.pending().entries(Keys.of(Era.FIRST, 0), Keys.of(now, Long.MAX_VALUE))) {
            stores.pending().delete(entry.key);
            TapeRecord fact = reread(entry.value);
            long offset = Keys.offsetIn(entry.key);
            try {
                apply(fact, check(fact), entry.value, offset);
            } catch (Unusable e) {
                refusal.reject(fact.symbol().orElseThrow(), entry.value, offset, e, now);
            }
        }
        nextDue = findNextDue();
    }

    /** When the first of what is kept is due; nothing is, at the end of the era. */
    private Instant findNextDue() {
        return stores.pending().firstKey().map(Keys::timeIn).orElse(Era.END);
    }

    static TapeRecord reread(byte[] value) {
        try {
            return TapeRecord.read(value);
        } catch (Unusable e) {
            throw new IllegalStateException("a fact that was read once cannot be read again: " + e.getMessage(), e);
        }
    }

    /** A symbol exists from its first security record on, even before the first heartbeat. */
    private boolean isFirstOfItsSymbol(TapeRecord fact) {
        return fact instanceof TapeRecord.OneSecurity one
                && stores.securities().get(one.security().symbol()).isEmpty();
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
        if (fact instanceof TapeRecord.OneCorrection one) {
            admission.check(one.correction());
            return one.correction().knownAt();
        }
        if (fact instanceof TapeRecord.OneGap one) {
            admission.checkKnown(one.gap().symbol());
            return one.gap().to();
        }
        if (fact instanceof TapeRecord.OneHalt one) {
            admission.checkKnown(one.halt().symbol());
            return one.halt().time();
        }
        Security security = ((TapeRecord.OneSecurity) fact).security();
        admission.check(security);
        return security.knownAt();
    }

    private void apply(TapeRecord fact, Instant asOf, byte[] value, long offset) throws Unusable {
        if (fact instanceof TapeRecord.OneLeg one) {
            apply(one.leg(), asOf);
        } else if (fact instanceof TapeRecord.OneClose one) {
            apply(one.close(), asOf);
        } else if (fact instanceof TapeRecord.OneCorrection one) {
            corrections.apply(one.correction(), asOf, value, offset);
        } else if (fact instanceof TapeRecord.OneGap one) {
            tellLapse(one.gap().symbol(), new Dispatch.OfGap(one.gap()), asOf, offset);
        } else if (fact instanceof TapeRecord.OneHalt one) {
            admission.checkKept(one.halt(), asOf, settings.measure());
            tellLapse(one.halt().symbol(), new Dispatch.OfHalt(one.halt()), asOf, offset);
        } else {
            apply(((TapeRecord.OneSecurity) fact).security(), asOf);
        }
    }

    private void apply(Leg leg, Instant asOf) throws Unusable {
        admission.checkAlive(leg, asOf, settings.measure());
        if (legs.isNews(leg, asOf)) {
            String symbol = leg.id().symbol();
            if (!following.follows(symbol)) {
                minutes.sendHistory(symbol, false);
            }
            legs.open(leg, asOf, admission.security(symbol));
            output.send(symbol, asOf, new Dispatch.OfLeg(leg), false);
        }
    }

    private void apply(Close close, Instant asOf) throws Unusable {
        String symbol = close.symbol();
        Optional<Close> before = stores.closes()
                .lastIn(Keys.of(symbol, close.date()), Keys.behind(symbol, close.date()))
                .map(dispatch -> ((Dispatch.OfClose) dispatch.message()).close());
        if (before.isEmpty() || replaces(close, before.get())) {
            Dispatch dispatch = output.dispatch(asOf, new Dispatch.OfClose(close));
            stores.closes().put(Keys.of(symbol, close.date(), asOf), dispatch);
            output.send(symbol, dispatch, following.isBenchmark(symbol));
            legs.judgeAgain(symbol, asOf);
        }
    }

    /**
     * Of two closes of a session the one that became known later counts. The same one again does no harm, as when a file is
     * loaded twice; of two that became known at once nobody could tell which is right.
     */
    private static boolean replaces(Close close, Close known) throws Unusable {
        boolean same = known.price() == close.price() && known.volume().equals(close.volume());
        if (!same && close.knownAt().equals(known.knownAt())) {
            throw new Unusable(
                    RejectionReason.DUPLICATE_CLOSE,
                    "close is " + close.price() + " for " + close.symbol() + " on " + close.date()
                            + ", expected no other than " + known.price() + ", which is known as of the same time");
        }
        return !same && close.knownAt().isAfter(known.knownAt());
    }

    private void tellLapse(String symbol, Dispatch.Message lapse, Instant asOf, long offset) {
        Dispatch dispatch = output.dispatch(asOf, lapse);
        stores.lapses().put(Keys.of(symbol, asOf, offset), dispatch);
        output.send(symbol, dispatch, following.wasEverBenchmark(symbol));
    }

    /** Every partition knows every security; what is measured from it is told by the home of its symbol alone. */
    private void apply(Security security, Instant asOf) {
        Optional<Security> before = stores.securities().get(security.symbol());
        if (before.filter(known -> known.knownAt().isAfter(security.knownAt())).isPresent()) {
            return;
        }
        stores.securities().put(security);
        if (Partitions.of(security.symbol(), settings.partitions()) == partition) {
            Dispatch dispatch = output.dispatch(asOf, new Dispatch.OfSecurity(security));
            stores.states().put(Keys.of(security.symbol(), asOf), dispatch);
            output.send(security.symbol(), dispatch, following.isBenchmark(security.symbol()));
            legs.judgeAgain(security.symbol(), asOf);
        }
        if (following.change(before.flatMap(Security::benchmark), security.benchmark(), asOf)) {
            sendBenchmark(security.benchmark().orElseThrow());
        }
    }

    /** Tells all partitions what is stored of a symbol that has become a benchmark. */
    private void sendBenchmark(String symbol) {
        for (Table<Dispatch> table : List.of(stores.states(), stores.closes(), stores.lapses())) {
            table.of(symbol).forEach(dispatch -> output.send(symbol, dispatch, true));
        }
        minutes.sendHistory(symbol, true);
    }
}
