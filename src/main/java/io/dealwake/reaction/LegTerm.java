package io.dealwake.reaction;

import io.dealwake.market.Ending;
import io.dealwake.market.Hours;
import io.dealwake.market.Mark;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.market.Times;
import io.dealwake.market.TradingCalendar;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a leg lies in time.
 *
 * @param eventDay the first session that closes after the announcement: news at the closing instant belongs to the next
 * @param base the last boundary at or before the announcement: intraday windows start here
 * @param endsAt the closing instant of the leg's last session: no later price counts
 * @param settlesAt when trading begins again after it: until then closes and corrections of the last session may come
 */
public record LegTerm(TradingCalendar calendar, Session eventDay, Instant base, Instant endsAt, Instant settlesAt) {
    /** The term of a leg announced at an instant, for the exchange of its symbol. */
    public static LegTerm of(Instant announcedAt, TradingCalendar calendar, MeasureSettings settings) {
        Session eventDay = calendar.eventDay(announcedAt);
        Session last = calendar.shift(eventDay.date(), settings.legSessions());
        return new LegTerm(
                calendar,
                eventDay,
                Mark.boundaryAtOrBefore(announcedAt),
                last.close(),
                calendar.shift(last.date(), 1).extendedOpen());
    }

    /** When the leg ends: after its sessions, or with the last one of its symbol, as is known at an instant. */
    public Instant endsAt(Optional<Security> security, Instant known) {
        return ending(security, known)
                .map(ending -> Times.earlier(endsAt, last(ending).close()))
                .orElse(endsAt);
    }

    /** When no more is waited for, as is known at an instant. */
    public Instant settlesAt(Optional<Security> security, Instant known) {
        return ending(security, known)
                .map(ending ->
                        Times.earlier(settlesAt, calendar.onOrAfter(ending.on()).extendedOpen()))
                .orElse(settlesAt);
    }

    private static Optional<Ending> ending(Optional<Security> security, Instant known) {
        return security.flatMap(Security::ending)
                .filter(ending -> !ending.knownAt().isAfter(known));
    }

    /**
     * Up to when an ended leg is remembered: as long again as it has lived. A version of it with a later announcement may
     * come when an earlier one has ended, and must not tell as new what was told.
     */
    public Instant rememberedTo(MeasureSettings settings) {
        return session(2 * settings.legSessions()).close();
    }

    /** The last session of a symbol. */
    private Session last(Ending ending) {
        return calendar.shift(calendar.onOrAfter(ending.on()).date(), -1);
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
