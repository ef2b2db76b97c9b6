package io.dealwake.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All that is known of the prices of one symbol: marks, official closes, splits and dividends, gaps and halts. It is asked
 * {@link AsOf as of} an instant: what became known later does not exist for the answer, whatever the order in which it was
 * added. A mark is known from its boundary on, anything else from its {@code asOf}. An official close replaces the last
 * trade at its closing instant. Not thread-safe.
 */
public final class PriceHistory {
    private final TradingCalendar calendar;
    private final NavigableMap<Instant, Revisions<Optional<Mark>>> marks = new TreeMap<>();
    private final NavigableMap<Instant, Revisions<Close>> closes = new TreeMap<>();
    private final CorporateActions actions;
    private final Lapses lapses = new Lapses();
    private final NavigableMap<Instant, News> news = new TreeMap<>();
    private Instant newestClose = Instant.MIN;
    private long closesAdded;
    /** Tells this history from another that holds as many closes, and does not keep it alive. */
    private final Object self = new Object();

    /** An empty history of a symbol of an exchange. */
    public PriceHistory(TradingCalendar calendar) {
        this.calendar = calendar;
        this.actions = new CorporateActions(calendar);
    }

    /** Adds a mark, or replaces the one of the same boundary. */
    public void add(Mark mark) {
        marks.computeIfAbsent(mark.boundary(), key -> new Revisions<>()).add(mark.boundary(), Optional.of(mark));
    }

    /** Adds that a minute is not what it was taken for, as became known at an instant at or after its boundary. */
    public void add(MarkRevision revision, Instant asOf) {
        if (revision.cause() == News.UNCORRECTED) {
            lapses.addUncorrected(revision, asOf);
        } else {
            marks.computeIfAbsent(revision.boundary(), key -> new Revisions<>()).add(asOf, revision.mark());
        }
        note(asOf, revision.cause());
    }

    /** Adds a close that takes effect at an instant, or replaces the one of the same session from that instant on. */
    public void add(Close close, Instant asOf) {
        Session session = calendar.session(close.date())
                .orElseThrow(() -> new IllegalArgumentException(close.date() + " is no session of " + calendar.mic()));
        Revisions<Close> versions = closes.computeIfAbsent(session.close(), key -> new Revisions<>());
        versions.add(asOf, close);
        note(versions.firstKnown(), News.CLOSE);
        versions.revisedAt().forEach(later -> note(later, News.CLOSE_CORRECTED));
        newestClose = Times.later(newestClose, asOf);
        closesAdded++;
    }

    /** Adds a state of knowledge of the security, whose splits and dividends count from an instant on. */
    public void add(Security state, Instant asOf) {
        actions.add(state, asOf).forEach(instant -> note(instant, News.SECURITY));
    }

    /** Adds a gap that became known at an instant. */
    public void add(Gap gap, Instant asOf) {
        lapses.add(gap, asOf);
        note(asOf, News.GAP);
    }

    /** Adds a halt, or the end of one, that became known at an instant. */
    public void add(Halt halt, Instant asOf) {
        lapses.add(halt, asOf);
        note(asOf, News.HALT);
    }

    private void note(Instant asOf, News what) {
        news.merge(asOf, what, News::or);
    }

    /** The close of a session, if it is known. */
    public Optional<Close> close(Session session, AsOf asOf) {
        return Optional.ofNullable(closes.get(session.close()))
                .filter(versions -> !versions.firstKnown().isAfter(asOf.at()))
                .map(versions -> versions.knownAt(asOf.known()));
    }

    /** The newest price at or before an instant. */
    public Optional<PricePoint> priceAt(Instant time, AsOf asOf) {
        Optional<PricePoint> mark = lastMark(Times.earlier(time, asOf.at()), asOf.known());
        Optional<PricePoint> close = lastClose(time, asOf);
        return PricePoint.newest(mark, close);
    }

    private Optional<PricePoint> lastMark(Instant time, Instant known) {
        for (Map.Entry<Instant, Revisions<Optional<Mark>>> entry = marks.floorEntry(time);
                entry != null;
                entry = marks.lowerEntry(entry.getKey())) {
            Optional<Mark> mark = markIn(entry.getValue(), known);
            if (mark.isPresent()) {
                return Optional.of(PricePoint.of(mark.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Mark> markIn(Revisions<Optional<Mark>> versions, Instant known) {
        return Optional.ofNullable(versions.knownAt(known)).flatMap(mark -> mark);
    }

    private Optional<PricePoint> lastClose(Instant time, AsOf asOf) {
        for (Map.Entry<Instant, Revisions<Close>> entry = closes.floorEntry(time);
                entry != null;
                entry = closes.lowerEntry(entry.getKey())) {
            if (!entry.getValue().firstKnown().isAfter(asOf.at())) {
                return Optional.of(PricePoint.of(entry.getValue().knownAt(asOf.known()), entry.getKey()));
            }
        }
        return Optional.empty();
    }

    /**
     * What one price has become at a later one, a factor: 1.05 for a return of five per cent. Splits between the two
     * times are taken out; of total returns each dividend buys shares at the close of its ex date, or at the later price.
     */
    public double growth(PricePoint from, PricePoint to, ReturnKind kind, AsOf asOf) {
        double price = to.price() * splitFactor(from.time(), to.time(), asOf.known());
        double growth = price / from.price();
        return kind == ReturnKind.PRICE ? growth : growth * actions.reinvested(from, to, asOf, this::close);
    }

    /** What was known of the security at an instant; before anything was, what became known first. */
    public Optional<Security> security(Instant known) {
        return actions.stateKnownAt(known);
    }

    /** When, after an instant, more becomes known of the security: by another state, or an item of one with a date of its own. */
    public Optional<Instant> nextSecurity(Instant afterExclusive) {
        return actions.nextAfter(afterExclusive);
    }

    /** Since when the end of the symbol has been known that is known at an instant. */
    public Instant endingKnownFrom(Instant known) {
        return actions.endingKnownFrom(known);
    }

    /** How many shares one share became between two instants, by the splits known at a third. */
    public double splitFactor(Instant fromExclusive, Instant toInclusive, Instant known) {
        return actions.splitFactor(fromExclusive, toInclusive, known);
    }

    /** What became known in a stretch, by instant. */
    public NavigableMap<Instant, News> newsBetween(Instant fromExclusive, Instant toInclusive) {
        NavigableMap<Instant, News> found = new TreeMap<>();
        if (fromExclusive.isBefore(toInclusive)) {
            marks.subMap(fromExclusive, false, toInclusive, true).keySet().forEach(at -> found.put(at, News.MARK));
            news.subMap(fromExclusive, false, toInclusive, true).forEach((at, what) -> found.merge(at, what, News::or));
        }
        return found;
    }

    /**
     * Gives the highs and lows that became known in a stretch of time and stand in another: each mark's two extremes,
     * each close's price as both.
     */
    public void extremes(
            Instant knownFromExclusive,
            AsOf to,
            Instant fromExclusive,
            Instant toInclusive,
            Consumer<Extreme> highs,
            Consumer<Extreme> lows) {
        if (!fromExclusive.isBefore(toInclusive)) {
            return;
        }
        Instant first = Times.later(knownFromExclusive, fromExclusive);
        Instant last = Times.earlier(to.at(), toInclusive);
        if (first.isBefore(last)) {
            for (Revisions<Optional<Mark>> versions :
                    marks.subMap(first, false, last, true).values()) {
                markIn(versions, to.known()).ifPresent(mark -> {
                    highs.accept(mark.high());
                    lows.accept(mark.low());
                });
            }
        }
        closes.subMap(fromExclusive, false, toInclusive, true).forEach((closing, versions) -> {
            if (versions.firstKnown().isAfter(knownFromExclusive)
                    && !versions.firstKnown().isAfter(to.at())) {
                Extreme extreme = new Extreme(versions.knownAt(to.known()).price(), closing);
                highs.accept(extreme);
                lows.accept(extreme);
            }
        });
    }

    /** In words, what is missing or doubtful of the trades in a stretch; in order of time. */
    public List<String> lapsesIn(Instant fromExclusive, Instant toInclusive, AsOf asOf) {
        return lapses.in(fromExclusive, toInclusive, asOf);
    }

    /** In words, what is missing or doubtful of the trades that a price rests on, which was the newest at an instant. */
    public List<String> lapsesUnder(PricePoint price, Instant at, AsOf asOf) {
        return price.kind() == PricePoint.Kind.CLOSE && price.time().equals(at)
                ? List.of()
                : lapsesIn(price.since(), at, asOf);
    }

    /** A value that changes whenever returns between closes may have changed; that of another history differs. */
    public Object closesVersion(AsOf asOf) {
        // What is known grows with the one instant, how often it is corrected with the other: two numbers tell both.
        long count = 0;
        long versions = 0;
        boolean all = !newestClose.isAfter(asOf.at());
        if (!all) {
            for (Revisions<Close> close : closes.values()) {
                if (!close.firstKnown().isAfter(asOf.at())) {
                    count++;
                    versions += close.countKnownAt(asOf.known());
                }
            }
        }
        return List.of(self, closesAdded, all, count, versions, actions.versionKnownAt(asOf.known()));
    }
}
