package io.dealwake.stream;

import io.dealwake.market.Session;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.MeasureSettings;
import java.time.Instant;

/**
 * What a leg can still need at a time: the marks of its life and of the two sessions before its event day, the closes of
 * its estimation window. A leg may come as late as it may live.
 *
 * @param marksFrom marks at or before this instant are needed no more
 * @param closesFrom closes before this session are needed no more
 */
record Retention(Instant marksFrom, Session closesFrom) {
    private static final int SESSIONS_BEFORE_EVENT = 3;

    static Retention at(Instant time, TradingCalendar calendar, MeasureSettings settings) {
        Session last = calendar.closingAtOrBefore(time);
        int sessionsOfMarks = settings.legSessions() + SESSIONS_BEFORE_EVENT;
        return new Retention(
                calendar.shift(last.date(), -sessionsOfMarks).close(),
                calendar.shift(last.date(), -settings.sessionsOfCloses()));
    }
}
