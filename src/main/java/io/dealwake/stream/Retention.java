package io.dealwake.stream;

import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.Window;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * What a leg can still need at a time: the marks of its life and of the sessions just before its event day, the closes of
 * its estimation window. A leg may come as late as it may live.
 *
 * @param marksTo marks at or before this instant are needed no more
 * @param closesTo closes of this date or before it are needed no more, nor are deals announced by then
 */
record Retention(Instant marksTo, LocalDate closesTo) {
    private static final int LEAST_SESSIONS_BEFORE_EVENT = 3;

    static Retention at(Instant time, TradingCalendar calendar, MeasureSettings settings) {
        LocalDate last = calendar.closingAtOrBefore(time).date();
        return new Retention(
                calendar.shift(last, -settings.legSessions() - sessionsBeforeEvent(settings))
                        .close(),
                calendar.shift(last, -settings.sessionsOfCloses()).date());
    }

    /** The same of each security, worked out once for each calendar. */
    static Function<Security, Retention> at(Instant time, MeasureSettings settings) {
        Map<TradingCalendar, Retention> known = new HashMap<>();
        return security -> known.computeIfAbsent(security.tradingCalendar(), calendar -> at(time, calendar, settings));
    }

    /**
     * Refuses what is told of a time for which nothing is kept any more.
     *
     * @param time as the record says it
     * @param neededFrom where what is kept of that time stands: the boundary of its minute, or the time itself
     */
    void requireKept(Instant time, Instant neededFrom) throws Unusable {
        if (!neededFrom.isAfter(marksTo)) {
            throw new Unusable(
                    RejectionReason.HISTORY_GONE,
                    "time is " + time + ", expected one after " + marksTo + ": older minutes are gone");
        }
    }

    /** A window may begin before the event day, at the close of the session before its first. */
    private static int sessionsBeforeEvent(MeasureSettings settings) {
        return settings.windows().stream()
                .filter(Window.Sessions.class::isInstance)
                .mapToInt(window -> 2 - ((Window.Sessions) window).from())
                .reduce(LEAST_SESSIONS_BEFORE_EVENT, Math::max);
    }

    /** The start of the trades that are kept one by one at a time: those of the running session and the one before it. */
    static Instant tradesFrom(Instant time, TradingCalendar calendar) {
        return calendar.shift(calendar.begunAtOrBefore(time).date(), -1).extendedOpen();
    }

    /**
     * Removes what is needed no more of a symbol.
     *
     * @param minutes tables by symbol and time
     * @param lapses gaps and halts by symbol and time
     * @param closes by symbol and date
     * @param states of the security by symbol and time
     */
    void prune(
            String symbol,
            List<Table<?>> minutes,
            Table<Dispatch> lapses,
            Table<Dispatch> closes,
            Table<Dispatch> states) {
        Bytes marksEnd = Keys.behind(symbol, marksTo);
        minutes.forEach(table -> table.newlyOld(symbol, marksEnd).forEach(table::delete));
        if (!lapses.newlyOld(symbol, marksEnd).isEmpty()) {
            pruneGaps(symbol, lapses);
            pruneHalts(symbol, lapses);
        }
        closes.newlyOld(symbol, Keys.behind(symbol, closesTo)).forEach(closes::delete);
        List<Bytes> old = states.newlyOld(symbol, marksEnd);
        // The last of them holds until the next.
        old.stream().limit(Math.max(0, old.size() - 1)).forEach(states::delete);
    }

    private void pruneGaps(String symbol, Table<Dispatch> lapses) {
        lapses.entries(Keys.of(symbol), Keys.behind(symbol, marksTo)).stream()
                .filter(entry -> entry.value.message() instanceof Dispatch.OfGap)
                .forEach(entry -> lapses.delete(entry.key));
    }

    /**
     * A halt that goes on is needed. One that was told late may still end an earlier one, or begin between two others: only
     * those before the first such are settled, as none of their time is taken any more ({@link Admission#checkKept}).
     */
    private void pruneHalts(String symbol, Table<Dispatch> lapses) {
        List<KeyValue<Bytes, Dispatch>> settled = lapses.entries(Keys.of(symbol), Keys.behind(symbol)).stream()
                .filter(entry -> entry.value.message() instanceof Dispatch.OfHalt)
                .sorted(Comparator.comparing(entry -> haltIn(entry.value), Halt.IN_ORDER))
                .takeWhile(entry -> !entry.value.asOf().isAfter(marksTo))
                .toList();
        Optional<Bytes> goesOn = settled.stream().reduce(Optional.empty(), Retention::halted, (one, other) -> other);
        settled.stream()
                .map(entry -> entry.key)
                .filter(key -> !Optional.of(key).equals(goesOn))
                .forEach(lapses::delete);
    }

    private static Optional<Bytes> halted(Optional<Bytes> since, KeyValue<Bytes, Dispatch> next) {
        return haltIn(next.value).halted() ? since.or(() -> Optional.of(next.key)) : Optional.empty();
    }

    private static Halt haltIn(Dispatch dispatch) {
        return ((Dispatch.OfHalt) dispatch.message()).halt();
    }
}
