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
    /** So many symbols are stored together: nearly all of them change between two commits, and each record has its price. */
    static final int SYMBOLS_IN_A_GROUP = 32;

    private static final Comparator<Minute> ORDER =
            Comparator.comparing((Minute minute) -> minute.boundary).thenComparing(minute -> minute.symbol);

    private final Table<List<OpenMinute>> store;
    private final KeptTrades keptTrades;
    private final Map<String, OfSymbol> bySymbol = new HashMap<>();
    private final List<Group> changed = new ArrayList<>();
    private final List<Minute> withTradesToStore = new ArrayList<>();
    private Group newest = new Group(0);

    /** The open minutes of a partition as they were stored. */
    OpenMinutes(WatchStores stores, KeptTrades keptTrades) {
        this.store = stores.minutes();
        this.keptTrades = keptTrades;
        store.entries().forEach(entry -> resume(Integer.parseInt(Keys.textIn(entry.key)), entry.value));
    }

    private void resume(int number, List<OpenMinute> minutes) {
        Group group = new Group(number);
        group.isStored = true;
        for (OpenMinute stored : minutes) {
            OfSymbol symbol = bySymbol.computeIfAbsent(stored.symbol(), key -> new OfSymbol(key, group));
            symbol.make(stored.boundary(), stored.kept()).resume(stored);
        }
        newest = number >= newest.number ? group : newest;
    }

    /** Those of a symbol. */
    OfSymbol of(String symbol) {
        OfSymbol minutes = bySymbol.get(symbol);
        if (minutes == null) {
            if (newest.symbols.size() >= SYMBOLS_IN_A_GROUP) {
                newest = new Group(newest.number + 1);
            }
            minutes = new OfSymbol(symbol, newest);
            bySymbol.put(symbol, minutes);
        }
        return minutes;
    }

    /** Takes out the minutes up to a boundary, by boundary, then symbol. */
    List<Minute> takeTo(Instant boundary) {
        List<Minute> over = new ArrayList<>();
        bySymbol.values().forEach(symbol -> symbol.takeTo(boundary, over));
        over.sort(ORDER);
        over.forEach(Minute::forget);
        return over;
    }

    /** Stores what has changed. */
    void store() {
        withTradesToStore.forEach(Minute::storeTrades);
        withTradesToStore.clear();
        changed.forEach(Group::store);
        changed.clear();
    }

    /** The open minutes of a symbol: seldom more than one. */
    final class OfSymbol {
        private final String symbol;
        private final Group group;
        private Minute newest;

        private OfSymbol(String symbol, Group group) {
            this.symbol = symbol;
            this.group = group;
            group.symbols.add(this);
        }

        private Minute make(Instant boundary, boolean kept) {
            newest = new Minute(this, boundary, kept, newest);
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
            return minute != null ? minute : make(Mark.boundaryAfter(trade.time()), keeps.test(symbol));
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

    /** Symbols whose open minutes are stored together. */
    private final class Group {
        private final int number;
        private final List<OfSymbol> symbols = new ArrayList<>();
        private boolean isChanged;
        private boolean isStored;

        Group(int number) {
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
            List<OpenMinute> minutes = new ArrayList<>();
            for (OfSymbol symbol : symbols) {
                for (Minute minute = symbol.newest; minute != null; minute = minute.other) {
                    minutes.add(minute.toStored());
                }
            }
            if (!minutes.isEmpty()) {
                store.put(key(), minutes);
            } else if (isStored) {
                store.delete(key());
            }
            isStored = !minutes.isEmpty();
        }

        private Bytes key() {
            return Keys.of(Integer.toString(number));
        }
    }

    /** One minute of a symbol. */
    final class Minute {
        private final String symbol;
        private final Instant boundary;
        private final boolean kept;
        private final long firstSecond;
        private final Group group;
        private final List<Trade> trades = new ArrayList<>();
        private MarkMaker maker;
        private Minute other;
        private boolean hasTradesToStore;
        private boolean wasCorrected;

        /** How many of the trades are stored. */
        private int tradesStored;

        private Minute(OfSymbol of, Instant boundary, boolean kept, Minute other) {
            this.symbol = of.symbol;
            this.boundary = boundary;
            this.kept = kept;
            this.other = other;
            this.maker = new MarkMaker(symbol, boundary);
            this.group = of.group;
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
            group.touch();
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
            group.touch();
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
            group.touch();
            storeTrades();
        }
    }
}
