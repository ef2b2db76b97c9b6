package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a leg can still need at a time: the marks of its life and of the sessions just before its event day, the closes of
 * its estimation window. A leg may come as late as it may live.
 *
 * @param marksTo marks at or before this instant are needed no more
 * @param closesTo closes of this date or before it are needed no more
 */
record Retention(Instant marksTo, LocalDate closesTo) {
    private static final int SESSIONS_BEFORE_EVENT = 3;

    static Retention at(Instant time, TradingCalendar calendar, MeasureSettings settings) {
        LocalDate last = calendar.closingAtOrBefore(time).date();
        return new Retention(
                calendar.shift(last, -settings.legSessions() - SESSIONS_BEFORE_EVENT)
                        .close(),
                calendar.shift(last, -settings.sessionsOfCloses()).date());
    }

    /** Removes what is needed no more of a symbol. */
    void prune(String symbol, Table<Mark> marks, Table<Dispatch> closes) {
        marks.deleteRange(Keys.of(symbol), Keys.of(symbol, marksTo));
        closes.deleteRange(Keys.of(symbol), Keys.of(symbol, closesTo));
    }
}
