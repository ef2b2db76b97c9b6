package io.dealwake.market;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The marks and official closes of one symbol, asked as of an instant: what became known later does not exist for the
 * answer, whatever the order in which it was added. A mark is known from its boundary on, a close from its {@code asOf}.
 * An official close replaces the last trade at its closing instant. Not thread-safe.
 */
public final class PriceHistory {
    private final TradingCalendar calendar;
    private final NavigableMap<Instant, Mark> marks = new TreeMap<>();
    private final NavigableMap<Instant, KnownClose> closes = new TreeMap<>();
    private long closesAdded;

    private record KnownClose(Close close, Session session, Instant asOf) {}

    /** An empty history of a symbol of an exchange. */
    public PriceHistory(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Adds a mark, or replaces the one of the same boundary. */
    public void add(Mark mark) {
        marks.put(mark.boundary(), mark);
    }

    /** Adds a close that takes effect at an instant, or replaces the one of the same session. */
    public void add(Close close, Instant asOf) {
        Session session = calendar.session(close.date())
                .orElseThrow(() -> new IllegalArgumentException(close.date() + " is no session of " + calendar.mic()));
        closes.put(session.close(), new KnownClose(close, session, asOf));
        closesAdded++;
    }

    /** The close of a session, if it is known as of an instant. */
    public Optional<Close> close(Session session, Instant asOf) {
        return Optional.ofNullable(closes.get(session.close()))
                .filter(known -> !known.asOf.isAfter(asOf))
                .map(KnownClose::close);
    }

    /** The newest price at or before an instant, as known at another. */
    public Optional<PricePoint> priceAt(Instant time, Instant asOf) {
        Map.Entry<Instant, Mark> mark = marks.floorEntry(time.isBefore(asOf) ? time : asOf);
        Map.Entry<Instant, KnownClose> close = closes.floorEntry(time);
        while (close != null && close.getValue().asOf.isAfter(asOf)) {
            close = closes.lowerEntry(close.getKey());
        }
        if (close != null && (mark == null || !close.getKey().isBefore(mark.getKey()))) {
            return Optional.of(new PricePoint(close.getValue().close.price(), close.getKey()));
        }
        return Optional.ofNullable(mark)
                .map(entry -> new PricePoint(entry.getValue().last().price(), entry.getKey()));
    }

    /** The instants in a stretch at which something became known. */
    public NavigableSet<Instant> newsBetween(Instant fromExclusive, Instant toInclusive) {
        NavigableSet<Instant> news = new TreeSet<>();
        if (fromExclusive.isBefore(toInclusive)) {
            news.addAll(marks.subMap(fromExclusive, false, toInclusive, true).keySet());
            closes.values().stream()
                    .map(KnownClose::asOf)
                    .filter(asOf -> asOf.isAfter(fromExclusive) && !asOf.isAfter(toInclusive))
                    .forEach(news::add);
        }
        return news;
    }

    /**
     * Gives the highs and lows that became known in a stretch of time and stand in another: each mark's two extremes,
     * each close's price as both.
     */
    public void extremes(
            Instant knownFromExclusive,
            Instant knownToInclusive,
            Instant fromExclusive,
            Instant toInclusive,
            Consumer<Extreme> highs,
            Consumer<Extreme> lows) {
        if (!fromExclusive.isBefore(toInclusive)) {
            return;
        }
        Instant first = knownFromExclusive.isAfter(fromExclusive) ? knownFromExclusive : fromExclusive;
        Instant last = knownToInclusive.isBefore(toInclusive) ? knownToInclusive : toInclusive;
        if (first.isBefore(last)) {
            marks.subMap(first, false, last, true).values().forEach(mark -> {
                highs.accept(mark.high());
                lows.accept(mark.low());
            });
        }
        closes.subMap(fromExclusive, false, toInclusive, true).values().stream()
                .filter(known -> known.asOf.isAfter(knownFromExclusive) && !known.asOf.isAfter(knownToInclusive))
                .forEach(known -> {
                    Extreme extreme = new Extreme(known.close.price(), known.session.close());
                    highs.accept(extreme);
                    lows.accept(extreme);
                });
    }

    /** A number that changes whenever the closes known as of an instant may have changed. */
    public ClosesVersion closesVersion(Instant asOf) {
        long known = closes.values().stream()
                .filter(close -> !close.asOf.isAfter(asOf))
                .count();
        return new ClosesVersion(closesAdded, known);
    }

    /** See {@link #closesVersion}. */
    public record ClosesVersion(long added, long known) {}
}
