package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Halt;
import io.dealwake.market.Hours;
import io.dealwake.market.SaleConditions;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.TradingHours;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegTerm;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks that a record of the tape must pass before it changes anything. */
final class Admission {
    private final WatchStores stores;
    private final TapeClock clock;
    private final int partition;
    private final int partitions;
    private final Map<String, Listed> listed = new HashMap<>();
    private final Hours hours;
    private final SaleConditions prints;

    /** A symbol that has its home here and is known. */
    record Listed(TradingCalendar calendar, TradingHours trading) {}

    Admission(WatchStores stores, TapeClock clock, int partition, StreamSettings settings) {
        this.stores = stores;
        this.clock = clock;
        this.partition = partition;
        this.partitions = settings.partitions();
        this.hours = settings.measure().hours();
        this.prints = new SaleConditions(settings.measure().hours(), settings.unknownConditions());
    }

    void checkPartition(int named) throws Unusable {
        if (named != partition) {
            throw new Unusable(RejectionReason.WRONG_PARTITION, "partition is " + named + ", expected " + partition);
        }
    }

    void checkHome(String symbol) throws Unusable {
        int home = Partitions.of(symbol, partitions);
        if (home != partition) {
            throw new Unusable(
                    RejectionReason.WRONG_PARTITION,
                    "symbol is " + symbol + ", expected in partition " + home + " of " + partitions
                            + " (murmur2 of the key)");
        }
    }

    Security security(String symbol) throws Unusable {
        return stores.securities()
                .get(symbol)
                .orElseThrow(() -> new Unusable(
                        RejectionReason.UNKNOWN_SYMBOL,
                        "symbol is " + symbol + ", expected one with a security record before it"));
    }

    /** The sessions of a symbol that is measured must stay what they are. */
    void check(Security security) throws Unusable {
        Optional<String> before = stores.securities()
                .get(security.symbol())
                .map(Security::calendar)
                .filter(calendar -> !calendar.equals(security.calendar()));
        if (before.isPresent()) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE,
                    "calendar is " + security.calendar() + " for " + security.symbol() + ", expected " + before.get()
                            + ": the calendar of a known symbol cannot change");
        }
    }

    /** Checks a trade of a symbol, and gives what it does to its minute. */
    Effect check(Listed symbol, Trade trade) throws Unusable {
        Effect effect = effectOf(symbol, trade);
        if (clock.isFuture(trade.time())) {
            throw new Unusable(
                    RejectionReason.IN_THE_FUTURE,
                    "time is " + trade.time() + ", too far ahead of all sources of partition " + partition + ": "
                            + clock.furthest().orElseThrow());
        }
        if (clock.isTooLate(trade.time())) {
            throw new Unusable(
                    RejectionReason.TOO_LATE,
                    "time is " + trade.time() + ", too far behind the clock of partition " + partition + ", "
                            + clock.now().orElseThrow());
        }
        return effect;
    }

    void check(Close close) throws Unusable {
        checkHome(close.symbol());
        Security security = security(close.symbol());
        Session session;
        try {
            session = security.tradingCalendar().session(close.date()).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
        if (session == null) {
            throw new Unusable(
                    RejectionReason.NO_SESSION,
                    "date is " + close.date() + ", expected a session of " + security.calendar());
        }
        if (close.knownAt().isBefore(session.close())) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE,
                    "knownAt is " + close.knownAt() + ", expected " + session.close() + " (the close) or later");
        }
    }

    void check(Leg leg) throws Unusable {
        checkKnown(leg.id().symbol());
    }

    /** A symbol must have its home here, and a security record before it. */
    void checkKnown(String symbol) throws Unusable {
        listed(symbol);
    }

    /** What is known of a symbol that has its home here, and a security record before it. */
    Listed listed(String symbol) throws Unusable {
        Listed found = listed.get(symbol);
        if (found == null) {
            checkHome(symbol);
            TradingCalendar calendar = security(symbol).tradingCalendar();
            found = new Listed(calendar, new TradingHours(calendar, hours));
            listed.put(symbol, found);
        }
        return found;
    }

    void check(Correction correction) throws Unusable {
        checkKnown(correction.symbol());
        if (correction.corrected().isPresent()) {
            effectOf(
                    listed(correction.symbol()).calendar,
                    correction.corrected().get().conditions());
        }
    }

    /** What a trade does to its minute. */
    Effect effectOf(Trade trade) throws Unusable {
        return effectOf(listed(trade.symbol()), trade);
    }

    /** Outside the hours that are measured its price is none. */
    private Effect effectOf(Listed symbol, Trade trade) throws Unusable {
        Effect effect = effectOf(symbol.calendar, trade.conditions());
        return symbol.trading.hold(trade.time()) ? effect : effect.orWeaker(Effect.VOLUME);
    }

    private Effect effectOf(TradingCalendar calendar, List<String> conditions) throws Unusable {
        try {
            return conditions.isEmpty() ? Effect.PRICE : prints.effectOf(conditions, calendar.mic());
        } catch (IllegalArgumentException e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
    }

    /** A halt must be told while its minute is kept: what came of those before it is settled by then. */
    void checkKept(Halt halt, Instant asOf, MeasureSettings settings) throws Unusable {
        Retention.at(asOf, security(halt.symbol()).tradingCalendar(), settings).requireKept(halt.time(), halt.time());
    }

    /** A leg must not have ended before it takes effect: the marks that it needs are gone. */
    void checkAlive(Leg leg, Instant asOf, MeasureSettings settings) throws Unusable {
        LegTerm term = LegTerm.of(leg.announcedAt(), security(leg.id().symbol()).tradingCalendar(), settings);
        if (!asOf.isBefore(term.settlesAt())) {
            throw new Unusable(
                    RejectionReason.HISTORY_GONE,
                    "announcedAt is " + leg.announcedAt() + ": the leg ended at " + term.endsAt()
                            + ", but it became known at " + asOf + ", when the marks it needs were gone");
        }
    }
}
