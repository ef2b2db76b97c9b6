package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Require;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.KnownMark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes trades that pass exactly through known figures: a session's first trade is at its open, its last at the official
 * close, high and low are each reached and never exceeded, and known prices are the last before their time. What lies
 * between is drawn from a seed. The same inputs and seed give the same trades, and those of one symbol and session do not
 * depend on any other's.
 *
 * <p>A session has trades if {@code days.csv} has a row for it; before the open only if a price of those hours is known,
 * from five minutes before the first of them. Free prices are in whole cents, times in whole microseconds.
 */
public final class TradeSimulator {
    private static final Comparator<Trade> ORDER =
            Comparator.comparing(Trade::time).thenComparing(Trade::symbol).thenComparing(Trade::print);

    private final NavigableMap<LocalDate, NavigableMap<String, KnownDay>> days = new TreeMap<>();
    private final List<String> notices;
    private final long seed;

    private record Place(String symbol, LocalDate date) {}

    private TradeSimulator(List<KnownDay> known, List<String> notices, long seed) {
        known.forEach(day -> days.computeIfAbsent(day.day().date(), date -> new TreeMap<>())
                .put(day.day().symbol(), day));
        this.notices = notices;
        this.seed = seed;
    }

    /**
     * A simulator of the sessions in {@code days}. Where a close of {@code closes} differs, it wins, and so do known marks
     * over high and low; {@link #notices} tells of it.
     *
     * @throws IllegalArgumentException if a symbol is not among the securities
     */
    public static TradeSimulator of(
            Map<String, Security> securities, List<Day> days, List<Close> closes, List<KnownMark> known, long seed) {
        Map<Place, Close> closeOf = new HashMap<>();
        closes.forEach(close -> closeOf.put(new Place(close.symbol(), close.date()), close));
        Map<Place, List<KnownMark>> marksOf = new HashMap<>();
        known.forEach(mark -> marksOf.computeIfAbsent(placeOf(mark, securities), place -> new ArrayList<>())
                .add(mark));
        KnownDays settling = new KnownDays();
        List<KnownDay> settled = new ArrayList<>();
        for (Day day : days) {
            Place place = new Place(day.symbol(), day.date());
            List<KnownMark> marks = Optional.ofNullable(marksOf.remove(place)).orElse(List.of());
            Security security = security(day.symbol(), securities);
            settled.add(settling.settle(security, day, Optional.ofNullable(closeOf.get(place)), marks));
        }
        known.stream()
                .filter(mark -> marksOf.containsKey(placeOf(mark, securities)))
                .forEach(settling::withoutRow);
        return new TradeSimulator(settled, settling.notices(), seed);
    }

    /** Contradictions in the inputs and how they were settled, one sentence each. */
    public List<String> notices() {
        return notices;
    }

    /** The dates with trades, in order. */
    public List<LocalDate> dates() {
        return List.copyOf(days.keySet());
    }

    /** The trades of a symbol's session in order, ids counted from 1; none if nothing is known of it. */
    public List<Trade> trades(String symbol, LocalDate date) {
        return Optional.ofNullable(days.get(date))
                .map(symbols -> symbols.get(symbol))
                .map(day -> SimulatedDay.trades(day, Draws.of(seed, symbol, date)))
                .orElse(List.of());
    }

    /** The trades of all symbols' sessions of a date in order of time, then symbol. */
    public List<Trade> trades(LocalDate date) {
        return days.getOrDefault(date, new TreeMap<>()).keySet().stream()
                .flatMap(symbol -> trades(symbol, date).stream())
                .sorted(ORDER)
                .toList();
    }

    /** All trades, date by date; drawn as they are asked for, one date in memory at a time. */
    public Stream<Trade> trades() {
        return days.keySet().stream().flatMap(date -> trades(date).stream());
    }

    private static Place placeOf(KnownMark mark, Map<String, Security> securities) {
        Security security = security(mark.symbol(), securities);
        return new Place(
                mark.symbol(),
                LocalDate.ofInstant(mark.time(), security.tradingCalendar().zone()));
    }

    private static Security security(String symbol, Map<String, Security> securities) {
        Require.check(securities.containsKey(symbol), "symbol", symbol, "one of the securities");
        return securities.get(symbol);
    }
}
