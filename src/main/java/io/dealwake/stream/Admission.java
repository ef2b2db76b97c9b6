package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegTerm;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.Optional;

/** The checks that a record of the tape must pass before it changes anything. */
final class Admission {
    private final WatchStores stores;
    private final TapeClock clock;
    private final int partition;
    private final int partitions;

    Admission(WatchStores stores, TapeClock clock, int partition, int partitions) {
        this.stores = stores;
        this.clock = clock;
        this.partition = partition;
        this.partitions = partitions;
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
                .get(Keys.of(symbol))
                .orElseThrow(() -> new Unusable(
                        RejectionReason.UNKNOWN_SYMBOL,
                        "symbol is " + symbol + ", expected one with a security record before it"));
    }

    /** The sessions of a symbol that is measured must stay what they are. */
    void check(Security security) throws Unusable {
        Optional<String> before = stores.securities()
                .get(Keys.of(security.symbol()))
                .map(Security::calendar)
                .filter(calendar -> !calendar.equals(security.calendar()));
        if (before.isPresent()) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE,
                    "calendar is " + security.calendar() + " for " + security.symbol() + ", expected " + before.get()
                            + ": the calendar of a known symbol cannot change");
        }
    }

    void check(Trade trade) throws Unusable {
        checkHome(trade.symbol());
        security(trade.symbol());
        if (clock.isFuture(trade.time())) {
            throw new Unusable(
                    RejectionReason.IN_THE_FUTURE,
                    "time is " + trade.time() + ", too far ahead of the clock of partition " + partition + ", "
                            + clock.now().orElseThrow());
        }
        if (clock.isTooLate(trade.time())) {
            throw new Unusable(
                    RejectionReason.TOO_LATE,
                    "time is " + trade.time() + ", too far behind the clock of partition " + partition + ", "
                            + clock.now().orElseThrow());
        }
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
        checkHome(leg.id().symbol());
        security(leg.id().symbol());
    }

    /** A leg must not have ended before it takes effect: the marks that it needs are gone. */
    void checkAlive(Leg leg, Instant asOf, MeasureSettings settings) throws Unusable {
        Instant endsAt = LegTerm.of(
                        leg.announcedAt(), security(leg.id().symbol()).tradingCalendar(), settings)
                .endsAt();
        if (!asOf.isBefore(endsAt)) {
            throw new Unusable(
                    RejectionReason.HISTORY_GONE,
                    "announcedAt is " + leg.announcedAt() + ": the leg ended at " + endsAt + ", but it became known at "
                            + asOf + ", when the marks it needs were gone");
        }
    }
}
