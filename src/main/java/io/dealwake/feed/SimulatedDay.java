package io.dealwake.feed;

import io.dealwake.market.Day;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.KnownMark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws the trades of one symbol and session: first when they happen, then which of them are pinned, then the rest. */
final class SimulatedDay {
    /** One trade in each: six a minute, so that no minute is empty and a session is a few thousand records. */
    private static final long SLOT = 10_000_000;

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** How long before the time of a known price its trade is at most. */
    private static final long PIN_REACH = 5 * SECOND;

    /** How long before the first known price of the early hours trading begins. */
    private static final long EARLY_START = 5 * MINUTE;

    /** Before news the early hours are calm: the share of the day's volatility that they have. */
    private static final double CALM = 0.1;

    /** Tries to place high and low; the smoothest is taken, as a range far from its neighbours is unlikely. */
    private static final int TRIES = 64;

    private static final int MAX_SIZE = 500;

    /** Parkinson (1980): the mean square of a Brownian motion's range is 4 ln 2 times its variance. */
    private static final double RANGE_TO_SIGMA = 2 * StrictMath.sqrt(StrictMath.log(2));

    private final KnownDay known;
    private final Draws draws;
    private final long open;
    private final long close;
    private final double sigma;
    private final List<Trade> trades = new ArrayList<>();

    private SimulatedDay(KnownDay known, Draws draws) {
        Day day = known.day();
        this.known = known;
        this.draws = draws;
        this.open = micros(known.session().open());
        this.close = micros(known.session().close());
        this.sigma = StrictMath.log(day.high() / day.low())
                / RANGE_TO_SIGMA
                / StrictMath.sqrt((close - open) / (double) SECOND);
    }

    /** The trades in order of time, their ids counted from 1. */
    static List<Trade> trades(KnownDay known, Draws draws) {
        SimulatedDay day = new SimulatedDay(known, draws);
        long first = day.open + draws.below(SECOND);
        day.drawEarly(first);
        day.drawRegular(first);
        return List.copyOf(day.trades);
    }

    /** The range of the early hours is not known: they stay within the known prices and the range of the session. */
    private void drawEarly(long first) {
        if (known.early().isEmpty()) {
            return;
        }
        KnownMark news = known.early().get(0);
        long newsTime = micros(news.time());
        long start = Math.max(micros(known.session().extendedOpen()), newsTime - EARLY_START);
        NavigableSet<Long> times = slots(start, open);
        NavigableMap<Long, Double> pins = new TreeMap<>();
        pins.put(times.first(), Math.max(1, Math.round(news.price() * 100)) / 100.0);
        pinMarks(known.early(), start, times, pins);
        pins.put(first, known.day().open());
        PricePath path = PricePath.between(
                lowest(pins, known.day().low()), highest(pins, known.day().high()), pins);
        double price = pins.get(times.first());
        long from = times.first();
        for (long time : times) {
            price = path.next(from, price, time, time < newsTime ? sigma * CALM : sigma, draws);
            from = time;
            add(time, price);
        }
    }

    private static double lowest(NavigableMap<Long, Double> pins, double low) {
        return pins.values().stream().mapToDouble(price -> price).reduce(low, Math::min);
    }

    private static double highest(NavigableMap<Long, Double> pins, double high) {
        return pins.values().stream().mapToDouble(price -> price).reduce(high, Math::max);
    }

    private void drawRegular(long first) {
        long last = close - 1 - draws.below(SECOND);
        NavigableSet<Long> times = slots(open + SLOT, close - SLOT);
        NavigableMap<Long, Double> pins = new TreeMap<>();
        times.add(first);
        times.add(last);
        pins.put(first, known.day().open());
        pins.put(last, known.day().close());
        pinMarks(known.regular(), first + 1, times, pins);
        pinExtremes(times, pins);
        PricePath path = PricePath.between(known.day().low(), known.day().high(), pins);
        double price = known.day().open();
        long from = first;
        for (long time : times) {
            price = path.next(from, price, time, sigma, draws);
            from = time;
            add(time, price);
        }
    }

    private NavigableSet<Long> slots(long from, long to) {
        NavigableSet<Long> times = new TreeSet<>();
        for (long slot = from; slot < to; slot += SLOT) {
            times.add(slot + draws.below(Math.min(SLOT, to - slot)));
        }
        return times;
    }

    /** Puts a trade shortly before the time of each mark and takes away those between it and that time. */
    private void pinMarks(
            List<KnownMark> marks, long start, NavigableSet<Long> times, NavigableMap<Long, Double> pins) {
        long earliest = start;
        for (KnownMark mark : marks) {
            long end = micros(mark.time());
            long from = Math.max(earliest, end - PIN_REACH);
            long pin = from + draws.below(end - from);
            times.subSet(pin, end).clear();
            pins.subMap(pin, end).clear();
            times.add(pin);
            pins.put(pin, mark.price());
            earliest = end;
        }
    }

    private void pinExtremes(NavigableSet<Long> times, NavigableMap<Long, Double> pins) {
        double high = known.day().high();
        double low = known.day().low();
        boolean needsHigh = known.highMinute().isPresent() || !pins.containsValue(high);
        boolean needsLow = known.lowMinute().isPresent() || !pins.containsValue(low);
        List<Long> highs = needsHigh ? candidates(known.highMinute(), times, pins) : List.of();
        List<Long> lows = needsLow ? candidates(known.lowMinute(), times, pins) : List.of();
        NavigableMap<Long, Double> best = pins;
        double bestRoughness = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES; i++) {
            NavigableMap<Long, Double> tried = new TreeMap<>(pins);
            boolean placed = place(high, highs, tried) && place(low, lows, tried);
            double roughness = roughness(tried);
            if (placed && roughness < bestRoughness) {
                best = tried;
                bestRoughness = roughness;
            }
        }
        pins.putAll(best);
    }

    /** Puts a price at one of the times; false if another price stands there already. */
    private boolean place(double price, List<Long> times, NavigableMap<Long, Double> pins) {
        return times.isEmpty() || pins.putIfAbsent(times.get((int) draws.below(times.size())), price) == null;
    }

    /** The trades without a price; those of the minute, if one is given and has any. */
    private static List<Long> candidates(
            Optional<Instant> minute, NavigableSet<Long> times, NavigableMap<Long, Double> pins) {
        List<Long> free = times.stream().filter(time -> !pins.containsKey(time)).toList();
        List<Long> within = minute.map(SimulatedDay::micros).stream()
                .flatMap(start -> free.stream().filter(time -> time >= start && time < start + MINUTE))
                .toList();
        return within.isEmpty() ? free : within;
    }

    /** The sum of squared log steps over their durations: what a Brownian path makes least likely. */
    private static double roughness(NavigableMap<Long, Double> pins) {
        double sum = 0;
        Map.Entry<Long, Double> earlier = pins.firstEntry();
        for (Map.Entry<Long, Double> pin : pins.tailMap(earlier.getKey(), false).entrySet()) {
            double step = StrictMath.log(pin.getValue() / earlier.getValue());
            sum += step * step / (pin.getKey() - earlier.getKey());
            earlier = pin;
        }
        return sum;
    }

    private void add(long time, double price) {
        String id = Integer.toString(trades.size() + 1);
        long size = 1 + draws.below(MAX_SIZE);
        trades.add(new Trade(known.day().symbol(), instant(time), price, size, id, "SIM", List.of()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
