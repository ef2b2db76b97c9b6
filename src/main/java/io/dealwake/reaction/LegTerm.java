package io.dealwake.reaction;

import io.dealwake.market.Ending;
import io.dealwake.market.Hours;
import io.dealwake.market.Mark;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.TradingCalendar;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a leg lies in time.
 *
 * @param eventDay the first session that closes after the announcement: news at the closing instant belongs to the next
 * @param base the last boundary at or before the announcement: intraday windows start here
 * @param endsAt the closing instant of the leg's last session
 */
public record LegTerm(TradingCalendar calendar, Session eventDay, Instant base, Instant endsAt) {
    /** The term of a leg announced at an instant, for the exchange of its symbol. */
    public static LegTerm of(Instant announcedAt, TradingCalendar calendar, MeasureSettings settings) {
        Session eventDay = calendar.eventDay(announcedAt);
        Instant endsAt = calendar.shift(eventDay.date(), settings.legSessions()).close();
        return new LegTerm(calendar, eventDay, Mark.boundaryAtOrBefore(announcedAt), endsAt);
    }

    /** When the leg ends: after its sessions, or with the last one of its symbol, as is known at an instant. */
    public Instant endsAt(Optional<Security> security, Instant known) {
        return security.flatMap(Security::ending)
                .filter(ending -> !ending.knownAt().isAfter(known))
                .map(this::lastClose)
                .filter(close -> close.isBefore(endsAt))
                .orElse(endsAt);
    }

    /**
     * Up to when an ended leg is remembered: as long again as it has lived. A version of it with a later announcement may
     * come when an earlier one has ended, and must not tell as new what was told.
     */
    public Instant rememberedTo(MeasureSettings settings) {
        return session(2 * settings.legSessions()).close();
    }

    private Instant lastClose(Ending ending) {
        return calendar.shift(calendar.onOrAfter(ending.on()).date(), -1).close();
    }

    /** A session counted from the event day. */
    public Session session(int day) {
        return calendar.shift(eventDay.date(), day);
    }

    /**
     * Whether more regular trading time than allowed lies between a price and an instant. Nights and holidays do not
     * count: before the open, the last close is fresh.
     */
    public boolean stale(PricePoint price, Instant at, MeasureSettings settings) {
        return calendar.tradingTime(price.time(), at, Hours.REGULAR).compareTo(settings.staleAfter()) > 0;
    }
}
