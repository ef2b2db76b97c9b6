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
    private final Map<String, Minute> bySymbol = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
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
            if (groups.putIfAbsent(stored.symbol(), group) == null) {
                group.symbols.add(stored.symbol());
            }
            Minute minute = new Minute(stored.symbol(), stored.boundary(), stored.kept());
            minute.resume(stored);
            link(minute);
        }
        newest = number >= newest.number ? group : newest;
    }

    private Group groupOf(String symbol) {
        return groups.computeIfAbsent(symbol, key -> {
            if (newest.symbols.size() >= SYMBOLS_IN_A_GROUP) {
                newest = new Group(newest.number + 1);
            }
            newest.symbols.add(key);
            return newest;
        });
    }

    /** The minute that a trade belongs to; made when it is the first one. */
    Minute of(Trade trade, Predicate<String> keeps) {
        Minute minute = find(trade.symbol(), trade.time());
        if (minute == null) {
            minute = new Minute(trade.symbol(), Mark.boundaryAfter(trade.time()), keeps.test(trade.symbol()));
            link(minute);
        }
        return minute;
    }

    /** The minute of a symbol that a time lies in, or null. */
    Minute find(String symbol, Instant time) {
        Minute minute = bySymbol.get(symbol);
        while (minute != null && !minute.holds(time)) {
            minute = minute.other;
        }
        return minute;
    }

    /** What the open minutes of a symbol have come to, by boundary. */
    List<Mark> marksOf(String symbol) {
        List<Mark> marks = new ArrayList<>();
        for (Minute minute = bySymbol.get(symbol); minute != null; minute = minute.other) {
            minute.prices().ifPresent(marks::add);
        }
        marks.sort(Comparator.comparing(Mark::boundary));
        return marks;
    }

    private void link(Minute minute) {
        minute.other = bySymbol.put(minute.symbol, minute);
    }

    /** Takes out the minutes up to a boundary, by boundary, then symbol. */
    List<Minute> takeTo(Instant boundary) {
        List<Minute> over = new ArrayList<>();
        for (Minute first : List.copyOf(bySymbol.values())) {
            Minute rest = null;
            for (Minute minute = first; minute != null; ) {
                Minute next = minute.other;
                if (minute.boundary.isAfter(boundary)) {
                    minute.other = rest;
                    rest = minute;
                } else {
                    over.add(minute);
                }
                minute = next;
            }
            if (rest == null) {
                bySymbol.remove(first.symbol);
            } else {
                bySymbol.put(first.symbol, rest);
            }
        }
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

    /** Symbols whose open minutes are stored together. */
    private final class Group {
        private final int number;
        private final List<String> symbols = new ArrayList<>();
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
            for (String symbol : symbols) {
                for (Minute minute = bySymbol.get(symbol); minute != null; minute = minute.other) {
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

        private Minute(String symbol, Instant boundary, boolean kept) {
            this.symbol = symbol;
            this.boundary = boundary;
            this.kept = kept;
            this.maker = new MarkMaker(symbol, boundary);
            this.group = groupOf(symbol);
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
