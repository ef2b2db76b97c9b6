package io.dealwake.stream;

import io.dealwake.market.Correction;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkRevision;
import io.dealwake.market.News;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.OpenMinute;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Trades become minutes, and minutes that can no longer change become marks, which are kept and sent to who needs them. The
 * trades of a minute are kept beside it when its symbol was followed at the first of them: such a minute can be made again
 * when a trade of it turns out wrong.
 */
final class Minutes {
    private static final Duration ONE_MICROSECOND = Duration.ofNanos(1000);

    private final int partition;
    private final WatchStores stores;
    private final WatchOutput output;
    private final Function<Trade, Effect> effects;
    private final Predicate<String> followed;

    /** The minutes of a partition, made of prints that have an effect each; trades of followed symbols are kept. */
    Minutes(
            int partition,
            WatchStores stores,
            WatchOutput output,
            Function<Trade, Effect> effects,
            Predicate<String> followed) {
        this.partition = partition;
        this.stores = stores;
        this.output = output;
        this.effects = effects;
        this.followed = followed;
    }

    /** Adds a trade with its effect, which stands at a place in the tape. */
    void add(Trade trade, Effect effect, long offset, int place) {
        Instant boundary = Mark.boundaryAfter(trade.time());
        Bytes key = Keys.of(boundary, trade.symbol());
        OpenMinute minute = stores.minutes()
                .get(key)
                .orElseGet(() -> OpenMinute.empty(trade.symbol(), boundary, followed.test(trade.symbol())));
        stores.minutes().put(key, with(minute, trade, effect));
        if (minute.kept()) {
            stores.openTrades().put(Keys.of(trade.symbol(), minute.boundary(), offset, place), trade);
        }
    }

    private static OpenMinute with(OpenMinute minute, Trade trade, Effect effect) {
        return switch (effect) {
            case PRICE -> minute.withPrice(trade);
            case VOLUME -> minute.withVolume(trade);
            case NONE -> minute;
        };
    }

    /** Makes a minute again from all its trades, which are kept. */
    private OpenMinute made(String symbol, Instant boundary, List<Trade> trades) {
        OpenMinute minute = OpenMinute.empty(symbol, boundary, true);
        for (Trade trade : trades) {
            minute = with(minute, trade, effects.apply(trade));
        }
        return minute;
    }

    /** Turns the minutes up to a boundary into marks; gives them by boundary, then symbol. */
    List<Mark> completeTo(Instant boundary) {
        List<Mark> complete = new ArrayList<>();
        for (OpenMinute minute :
                stores.minutes().take(Keys.of(Era.FIRST, ""), Keys.of(boundary.plus(ONE_MICROSECOND), ""))) {
            if (minute.kept()) {
                keep(minute);
            }
            minute.complete().ifPresent(mark -> {
                stores.marks().put(Keys.of(mark.symbol(), mark.boundary()), mark);
                complete.add(mark);
            });
        }
        return complete;
    }

    private void keep(OpenMinute minute) {
        List<Trade> trades = stores.openTrades().take(openFrom(minute), openTo(minute));
        put(minute.symbol(), minute.boundary(), trades);
    }

    private void put(String symbol, Instant boundary, List<Trade> trades) {
        List<TapeRecord.Entry> entries = trades.stream()
                .map(trade -> new TapeRecord.Entry(Optional.of(trade), ""))
                .toList();
        stores.trades().put(Keys.of(symbol, boundary), new TapeRecord.Block(partition, entries));
    }

    private static Bytes openFrom(OpenMinute minute) {
        return Keys.of(minute.symbol(), minute.boundary());
    }

    private static Bytes openTo(OpenMinute minute) {
        return Keys.behind(minute.symbol(), minute.boundary());
    }

    /** Corrects a trade of a minute that can still change; false when no such trade is kept. */
    boolean correctOpen(Correction correction) {
        Bytes key = Keys.of(Mark.boundaryAfter(correction.time()), correction.symbol());
        Optional<OpenMinute> minute = stores.minutes().get(key).filter(OpenMinute::kept);
        if (minute.isEmpty()) {
            return false;
        }
        List<KeyValue<Bytes, Trade>> trades = stores.openTrades().entries(openFrom(minute.get()), openTo(minute.get()));
        Optional<Trade> wrong =
                correction.among(trades.stream().map(entry -> entry.value).toList());
        Optional<KeyValue<Bytes, Trade>> found = wrong.flatMap(trade ->
                trades.stream().filter(entry -> entry.value.equals(trade)).findFirst());
        found.ifPresent(entry -> {
            correction
                    .applyTo(entry.value)
                    .ifPresentOrElse(
                            trade -> stores.openTrades().put(entry.key, trade),
                            () -> stores.openTrades().delete(entry.key));
            makeAgain(key, minute.get());
        });
        return found.isPresent();
    }

    private void makeAgain(Bytes key, OpenMinute minute) {
        List<Trade> trades = stores.openTrades().range(openFrom(minute), openTo(minute));
        stores.minutes().put(key, made(minute.symbol(), minute.boundary(), trades));
    }

    /** What a correction of a completed minute came to. */
    enum Outcome {
        /** The minute was made again. */
        CORRECTED,
        /** The minute's trades are not kept: it is marked as uncorrected. */
        NOT_KEPT,
        /** The minute's trades are kept, but none is the one that is named; or nothing was traded in the minute. */
        NO_SUCH_TRADE
    }

    /**
     * Corrects a trade of a completed minute as of an instant.
     *
     * @param keptFrom trades from this instant on are kept, where they are
     */
    Outcome correctCompleted(Correction correction, Instant keptFrom, Instant asOf, boolean toAll) {
        Instant boundary = Mark.boundaryAfter(correction.time());
        Bytes key = Keys.of(correction.symbol(), boundary);
        Optional<TapeRecord.Block> kept = correction.time().isBefore(keptFrom)
                ? Optional.empty()
                : stores.trades().get(key);
        if (kept.isEmpty()) {
            Optional<Mark> mark = stores.marks().get(key);
            return mark.isPresent() ? revised(correction, News.UNCORRECTED, mark, asOf, toAll) : Outcome.NO_SUCH_TRADE;
        }
        List<Trade> trades = new ArrayList<>(tradesIn(kept.get()));
        Optional<Trade> wrong = correction.among(trades);
        if (wrong.isEmpty()) {
            return Outcome.NO_SUCH_TRADE;
        }
        int place = trades.indexOf(wrong.get());
        trades.remove(place);
        correction.applyTo(wrong.get()).ifPresent(trade -> trades.add(place, trade));
        put(correction.symbol(), boundary, trades);
        News cause = correction.corrected().isPresent() ? News.TRADE_CORRECTED : News.TRADE_CANCELLED;
        return revised(
                correction, cause, made(correction.symbol(), boundary, trades).complete(), asOf, toAll);
    }

    private static List<Trade> tradesIn(TapeRecord.Block block) {
        return block.entries().stream().flatMap(entry -> entry.trade().stream()).toList();
    }

    private Outcome revised(Correction correction, News cause, Optional<Mark> mark, Instant asOf, boolean toAll) {
        Instant boundary = Mark.boundaryAfter(correction.time());
        Bytes key = Keys.of(correction.symbol(), boundary);
        if (cause == News.UNCORRECTED || !mark.equals(stores.marks().get(key))) {
            mark.ifPresentOrElse(
                    revised -> stores.marks().put(key, revised),
                    () -> stores.marks().delete(key));
            Dispatch dispatch = output.dispatch(
                    asOf, new Dispatch.OfRevision(new MarkRevision(correction.symbol(), boundary, cause, mark)));
            stores.revisions().put(Keys.of(correction.symbol(), boundary, asOf), dispatch);
            if (followed.test(correction.symbol())) {
                output.send(correction.symbol(), dispatch, toAll);
            }
        }
        return cause == News.UNCORRECTED ? Outcome.NOT_KEPT : Outcome.CORRECTED;
    }

    /** Sends all marks of a symbol that are kept, and what is known of them. */
    void sendHistory(String symbol, boolean toAll) {
        stores.marks().of(symbol).forEach(mark -> send(mark, toAll));
        stores.revisions().of(symbol).forEach(dispatch -> output.send(symbol, dispatch, toAll));
    }

    void send(Mark mark, boolean toAll) {
        output.send(mark.symbol(), mark.boundary(), new Dispatch.OfMark(mark), toAll);
    }

    /** Forgets what no leg can need any more, and trades of sessions before the last. */
    void prune(Instant completed, MeasureSettings settings) {
        for (Security security : stores.securities().all()) {
            String symbol = security.symbol();
            Retention retention = Retention.at(completed, security.tradingCalendar(), settings);
            retention.prune(
                    symbol,
                    List.of(stores.marks(), stores.revisions()),
                    stores.lapses(),
                    stores.closes(),
                    stores.states());
            Instant tradesFrom = Retention.tradesFrom(completed, security.tradingCalendar());
            stores.trades().deleteRange(Keys.of(symbol), Keys.of(symbol, tradesFrom));
        }
    }
}
