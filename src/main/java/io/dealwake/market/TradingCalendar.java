package io.dealwake.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of an exchange from 1980 to 2110: ten years more at both ends than the {@link Era}, for windows that reach
 * out of it. Early closes are known from 2013 on in New York, from 2007 on in London. Immutable to its callers and safe
 * for use by many threads; years are worked out when they are first asked for.
 */
public final class TradingCalendar {
    private static final Map<String, TradingCalendar> CALENDARS = new ConcurrentHashMap<>();
    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = 2110;

    private final String mic;
    private final Exchange exchange;
    private final Map<Integer, NavigableMap<LocalDate, Session>> years = new ConcurrentHashMap<>();
    private final Map<Integer, List<LocalDate>> dates = new ConcurrentHashMap<>();

    private TradingCalendar(String mic) {
        this.mic = mic;
        this.exchange = Exchanges.of(mic);
    }

    /** The calendar of a market identifier code; throws IllegalArgumentException that lists the known ones for another. */
    public static TradingCalendar of(String mic) {
        Exchanges.of(mic);
        return CALENDARS.computeIfAbsent(mic, TradingCalendar::new);
    }

    /** The market identifier code. */
    public String mic() {
        return mic;
    }

    /** The exchange's own time zone. */
    public ZoneId zone() {
        return exchange.zone();
    }

    /** Whether a date is a trading day. */
    public boolean isSession(LocalDate date) {
        return session(date).isPresent();
    }

    /** The session of a date; absent when the exchange is closed that day. */
    public Optional<Session> session(LocalDate date) {
        return Optional.ofNullable(year(date.getYear()).get(date));
    }

    /** The session so many sessions later, or earlier for a negative number. */
    public Session shift(LocalDate session, int sessions) {
        int year = session.getYear();
        int place = Collections.binarySearch(datesOf(year), session);
        if (place < 0) {
            throw new IllegalArgumentException(session + " is no session of " + mic);
        }
        int target = place + sessions;
        while (target < 0) {
            year--;
            target += datesOf(year).size();
        }
        while (target >= datesOf(year).size()) {
            target -= datesOf(year).size();
            year++;
        }
        return year(year).get(datesOf(year).get(target));
    }

    private List<LocalDate> datesOf(int year) {
        return dates.computeIfAbsent(year, key -> List.copyOf(year(key).keySet()));
    }

    /** How many sessions lie from one session to another; negative when the other is earlier. */
    public int between(LocalDate fromSession, LocalDate toSession) {
        if (fromSession.isAfter(toSession)) {
            return -between(toSession, fromSession);
        }
        return sessions(fromSession, toSession).size() - 1;
    }

    /** The sessions of a stretch of dates, in order. */
    public List<Session> sessions(LocalDate fromInclusive, LocalDate toInclusive) {
        List<Session> sessions = new ArrayList<>();
        for (int year = fromInclusive.getYear(); year <= toInclusive.getYear(); year++) {
            sessions.addAll(year(year)
                    .subMap(clamp(fromInclusive, year), true, clamp(toInclusive, year), true)
                    .values());
        }
        return sessions;
    }

    private static LocalDate clamp(LocalDate date, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        LocalDate last = LocalDate.of(year, 12, 31);
        return date.isBefore(first) ? first : date.isAfter(last) ? last : date;
    }

    /** The first session that closes after an instant: what is told at the closing instant belongs to the next. */
    public Session eventDay(Instant announcedAt) {
        Session session = onOrAfter(announcedAt.atZone(zone()).toLocalDate().minusDays(1));
        while (!session.close().isAfter(announcedAt)) {
            session = after(session.date());
        }
        return session;
    }

    /** The last session that has closed at an instant. */
    public Session closingAtOrBefore(Instant time) {
        return before(eventDay(time).date());
    }

    /** How much trading time lies in a stretch, from its start, inclusive, to its end, exclusive. */
    public Duration tradingTime(Instant from, Instant to, Hours hours) {
        Duration sum = Duration.ZERO;
        LocalDate last = to.atZone(zone()).toLocalDate();
        for (Session session : sessions(from.atZone(zone()).toLocalDate(), last)) {
            Instant start = Times.later(hours.from(session), from);
            Instant end = Times.earlier(hours.to(session), to);
            if (start.isBefore(end)) {
                sum = sum.plus(Duration.between(start, end));
            }
        }
        return sum;
    }

    /**
     * When an amount of trading time has passed since an instant. Outside the hours the count starts at their next opening;
     * an amount that is used up at a closing instant ends there.
     */
    public Instant plusTradingTime(Instant from, Duration amount, Hours hours) {
        Session session = onOrAfter(from.atZone(zone()).toLocalDate());
        Duration left = amount;
        while (true) {
            Instant start = Times.later(hours.from(session), from);
            Instant end = hours.to(session);
            if (start.isBefore(end)) {
                Duration available = Duration.between(start, end);
                if (left.compareTo(available) <= 0) {
                    return start.plus(left);
                }
                left = left.minus(available);
            }
            session = after(session.date());
        }
    }

    /** Whether the first trade that a day may have falls into a stretch; of a day without one, that of the next session. */
    public boolean beginsWithin(LocalDate day, Instant fromExclusive, Instant toInclusive) {
        Instant first = onOrAfter(day).extendedOpen();
        return first.isAfter(fromExclusive) && !first.isAfter(toInclusive);
    }

    /** The last session whose extended hours have begun at an instant. */
    public Session begunAtOrBefore(Instant time) {
        Session closing = eventDay(time);
        return closing.extendedOpen().isAfter(time) ? before(closing.date()) : closing;
    }

    /** The session of a date, or the first one after it. */
    public Session onOrAfter(LocalDate date) {
        Map.Entry<LocalDate, Session> found = year(date.getYear()).ceilingEntry(date);
        return found != null ? found.getValue() : onOrAfter(LocalDate.of(date.getYear() + 1, 1, 1));
    }

    private Session after(LocalDate date) {
        return onOrAfter(date.plusDays(1));
    }

    private Session before(LocalDate date) {
        Map.Entry<LocalDate, Session> found = year(date.getYear()).lowerEntry(date);
        return found != null ? found.getValue() : lastOf(date.getYear() - 1);
    }

    private Session lastOf(int year) {
        return year(year).lastEntry().getValue();
    }

    private NavigableMap<LocalDate, Session> year(int year) {
        Require.check(
                year >= FIRST_YEAR && year <= LAST_YEAR,
                "year",
                year,
                "a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        return years.computeIfAbsent(year, this::sessionsOf);
    }

    private NavigableMap<LocalDate, Session> sessionsOf(int year) {
        NavigableMap<LocalDate, Session> sessions = new TreeMap<>();
        exchange.sessions(year).forEach(session -> sessions.put(session.date(), session));
        return Collections.unmodifiableNavigableMap(sessions);
    }
}
