package io.dealwake.stream;

import io.dealwake.market.Correction;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkMaker;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Trade;
import io.dealwake.wire.OpenMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * The minutes of a partition that can still change. They live in memory, since nearly all that happens is a trade that
 * changes one; before each commit those that have changed are stored.
 */
final class OpenMinutes {
    /**
     * So many minutes of a boundary are stored together: most of them change between two commits, and each record has its
     * price. More would be stored for nothing, and all of them must fit into a record.
     */
    static final int MOST_IN_A_BATCH = 32;

    private static final Comparator<Minute> ORDER =
            Comparator.comparing((Minute minute) -> minute.boundary).thenComparing(minute -> minute.symbol);

    private final Table<List<OpenMinute>> store;
    private final KeptTrades keptTrades;
    private final Map<String, OfSymbol> bySymbol = new HashMap<>();
    private final List<Batch> changed = new ArrayList<>();
    private final List<Minute> withTradesToStore = new ArrayList<>();
    private final Map<Instant, Batch> newestBatch = new HashMap<>();

    /** The open minutes of a partition as they were stored. */
    OpenMinutes(WatchStores stores, KeptTrades keptTrades) {
        this.store = stores.minutes();
        this.keptTrades = keptTrades;
        store.entries()
                .forEach(entry -> resume(new Batch(Keys.timeIn(entry.key), Keys.offsetIn(entry.key)), entry.value));
    }

    /** Batches come by boundary, then number. */
    private void resume(Batch batch, List<OpenMinute> minutes) {
        batch.isStored = true;
        newestBatch.put(batch.boundary, batch);
        for (OpenMinute stored : minutes) {
            of(stored.symbol()).make(batch, stored.kept()).resume(stored);
        }
    }

    /** Those of a symbol. */
    OfSymbol of(String symbol) {
        return bySymbol.computeIfAbsent(symbol, OfSymbol::new);
    }

    /** Symbols that are traded much are traded early, and come together. */
    private Batch batchOf(Instant boundary) {
        Batch newest = newestBatch.get(boundary);
        if (newest == null || newest.minutes.size() >= MOST_IN_A_BATCH) {
            newest = new Batch(boundary, newest == null ? 0 : newest.number + 1);
            newestBatch.put(boundary, newest);
        }
        return newest;
    }

    /** Takes out the minutes up to a boundary, by boundary, then symbol. */
    List<Minute> takeTo(Instant boundary) {
        List<Minute> over = new ArrayList<>();
        bySymbol.values().forEach(symbol -> symbol.takeTo(boundary, over));
        newestBatch.keySet().removeIf(of -> !of.isAfter(boundary));
        over.sort(ORDER);
        over.forEach(Minute::forget);
        return over;
    }

    /** Stores what has changed. */
    void store() {
        withTradesToStore.forEach(Minute::storeTrades);
        withTradesToStore.clear();
        changed.forEach(Batch::store);
        changed.clear();
    }

    /** The open minutes of a symbol: seldom more than one. */
    final class OfSymbol {
        private final String symbol;
        private Minute newest;

        private OfSymbol(String symbol) {
            this.symbol = symbol;
        }

        private Minute make(Batch batch, boolean kept) {
            newest = new Minute(symbol, batch, kept, newest);
            batch.minutes.add(newest);
            return newest;
        }

        /** The minute that a time lies in, or null. */
        Minute at(Instant time) {
            Minute minute = newest;
            while (minute != null && !minute.holds(time)) {
                minute = minute.other;
            }
            return minute;
        }

        /** The minute that a trade belongs to; made when it is the first one. */
        Minute of(Trade trade, Predicate<String> keeps) {
            Minute minute = at(trade.time());
            return minute != null ? minute : make(batchOf(Mark.boundaryAfter(trade.time())), keeps.test(symbol));
        }

        /** What they have come to, by boundary. */
        List<Mark> marks() {
            List<Mark> marks = new ArrayList<>();
            for (Minute minute = newest; minute != null; minute = minute.other) {
                minute.prices().ifPresent(marks::add);
            }
            marks.sort(Comparator.comparing(Mark::boundary));
            return marks;
        }

        private void takeTo(Instant boundary, List<Minute> over) {
            Minute rest = null;
            for (Minute minute = newest; minute != null; ) {
                Minute next = minute.other;
                if (minute.boundary.isAfter(boundary)) {
                    minute.other = rest;
                    rest = minute;
                } else {
                    over.add(minute);
                }
                minute = next;
            }
            newest = rest;
        }
    }

    /** Minutes of a boundary that are stored together. */
    private final class Batch {
        private final Instant boundary;
        private final long number;
        private final List<Minute> minutes = new ArrayList<>();
        private boolean isChanged;
        private boolean isStored;

        Batch(Instant boundary, long number) {
            this.boundary = boundary;
            this.number = number;
        }

        void touch() {
            if (!isChanged) {
                isChanged = true;
                changed.add(this);
            }
        }

        private void store() {
            isChanged = false;
            Bytes key = Keys.of(boundary, number);
            if (!minutes.isEmpty()) {
                store.put(key, minutes.stream().map(Minute::toStored).toList());
            } else if (isStored) {
                store.delete(key);
            }
            isStored = !minutes.isEmpty();
        }
    }

    /** One minute of a symbol. */
    final class Minute {
        private final String symbol;
        private final Instant boundary;
        private final boolean kept;
        private final long firstSecond;
        private final Batch batch;
        private final List<Trade> trades = new ArrayList<>();
        private MarkMaker maker;
        private Minute other;
        private boolean hasTradesToStore;
        private boolean wasCorrected;

        /** How many of the trades are stored. */
        private int tradesStored;

        private Minute(String symbol, Batch batch, boolean kept, Minute other) {
            this.symbol = symbol;
            this.boundary = batch.boundary;
            this.batch = batch;
            this.kept = kept;
            this.other = other;
            this.maker = new MarkMaker(symbol, boundary);
            this.firstSecond = boundary.getEpochSecond() - Mark.LENGTH.toSeconds();
        }

        private void resume(OpenMinute stored) {
            maker = new MarkMaker(symbol, boundary, stored.mark(), stored.volumeOnly());
            if (kept) {
                trades.addAll(keptTrades.of(symbol, boundary));
                tradesStored = trades.size();
            }
        }

        String symbol() {
            return symbol;
        }

        Instant boundary() {
            return boundary;
        }

        /** Whether its trades are kept, so that it can be made again. */
        boolean isKept() {
            return kept;
        }

        private boolean holds(Instant time) {
            long second = time.getEpochSecond();
            return second >= firstSecond && second < firstSecond + Mark.LENGTH.toSeconds();
        }

        /** Adds a trade with its effect. */
        void add(Trade trade, Effect effect) {
            batch.touch();
            if (kept) {
                trades.add(trade);
                tradesChange();
            }
            maker.add(trade, effect);
        }

        private void tradesChange() {
            if (!hasTradesToStore) {
                hasTradesToStore = true;
                withTradesToStore.add(this);
            }
        }

        /** What the prints that set prices make; absent while there is none. */
        Optional<Mark> prices() {
            return maker.prices();
        }

        /** The minute, all volume included; absent without a print that sets a price. */
        Optional<Mark> complete() {
            return maker.complete();
        }

        /** Corrects the trade that a correction speaks of, and makes the minute again; false when it is not kept. */
        boolean correct(Correction correction, Function<Trade, Effect> effects) {
            boolean found = correction.applyTo(trades);
            if (found) {
                wasCorrected = true;
                makeAgain(effects);
            }
            return found;
        }

        private void makeAgain(Function<Trade, Effect> effects) {
            batch.touch();
            tradesChange();
            maker = Minutes.madeOf(symbol, boundary, trades, effects);
        }

        private OpenMinute toStored() {
            return new OpenMinute(symbol, boundary, kept, maker.volumeOnly(), prices());
        }

        /** Those since the last time; all when one of them was corrected. */
        private void storeTrades() {
            hasTradesToStore = false;
            if (wasCorrected) {
                keptTrades.replace(symbol, boundary, trades);
                wasCorrected = false;
            } else {
                keptTrades.add(symbol, boundary, tradesStored, trades.subList(tradesStored, trades.size()));
            }
            tradesStored = trades.size();
        }

        /** Its trades stay: they may still be corrected. */
        private void forget() {
            batch.touch();
            batch.minutes.remove(this);
            storeTrades();
        }
    }
}
