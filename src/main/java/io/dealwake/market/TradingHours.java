package io.dealwake.market;

import java.time.Instant;

/**
 * Whether an exchange trades at an instant, in the hours that count. Remembers the stretch of time asked about last, within
 * which nothing changes: nearly all trades fall where the one before fell. Not thread-safe.
 */
public final class TradingHours {
    private final TradingCalendar calendar;
    private final Hours hours;
    private Instant from = Era.END;
    private Instant to = Era.FIRST;
    private boolean open;

    public TradingHours(TradingCalendar calendar, Hours hours) {
        this.calendar = calendar;
        this.hours = hours;
    }

    /** Whether the hours hold an instant: their beginning belongs to them, their end does not. */
    public boolean hold(Instant time) {
        if (time.isBefore(from) || !time.isBefore(to)) {
            remember(time);
        }
        return open;
    }

    private void remember(Instant time) {
        Session session = calendar.begunAtOrBefore(time);
        Instant opens = hours.from(session);
        Instant closes = hours.to(session);
        open = !time.isBefore(opens) && time.isBefore(closes);
        if (open) {
            from = opens;
            to = closes;
        } else if (time.isBefore(opens)) {
            from = session.extendedOpen();
            to = opens;
        } else {
            from = closes;
            to = hours.from(calendar.shift(session.date(), 1));
        }
    }
}
