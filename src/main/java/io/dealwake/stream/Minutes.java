package io.dealwake.stream;

import io.dealwake.market.Correction;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkMaker;
import io.dealwake.market.MarkRevision;
import io.dealwake.market.News;
import io.dealwake.market.SaleConditions.Effect;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * Trades become minutes, and minutes that can no longer change become marks, which are kept and sent to who needs them. The
 * trades of a minute are kept beside it when its symbol was followed at the first of them: such a minute can be made again
 * when a trade of it turns out wrong.
 */
final class Minutes {
    private final WatchStores stores;
    private final KeptTrades keptTrades;
    private final WatchOutput output;
    private final Function<Trade, Effect> effects;
    private final OpenMinutes open;
    private final Predicate<String> followed;

    /** The minutes of a partition, made of prints that have an effect each; trades of followed symbols are kept. */
    Minutes(
            WatchStores stores,
            KeptTrades keptTrades,
            WatchOutput output,
            Function<Trade, Effect> effects,
            OpenMinutes open,
            Predicate<String> followed) {
        this.stores = stores;
        this.keptTrades = keptTrades;
        this.output = output;
        this.effects = effects;
        this.open = open;
        this.followed = followed;
    }

    /** Adds a trade with its effect to the minutes of its symbol. */
    void add(OpenMinutes.OfSymbol symbol, Trade trade, Effect effect) {
        symbol.of(trade, followed).add(trade, effect);
    }

    /** A minute made of all its trades, which are kept. */
    static MarkMaker madeOf(String symbol, Instant boundary, List<Trade> trades, Function<Trade, Effect> effects) {
        MarkMaker maker = new MarkMaker(symbol, boundary);
        trades.forEach(trade -> maker.add(trade, effects.apply(trade)));
        return maker;
    }

    /** Turns the minutes up to a boundary into marks; gives them by boundary, then symbol. */
    List<Mark> completeTo(Instant boundary) {
        List<Mark> complete = new ArrayList<>();
        for (OpenMinutes.Minute minute : open.takeTo(boundary)) {
            minute.complete().ifPresent(mark -> {
                stores.marks().put(Keys.of(mark.symbol(), mark.boundary()), mark);
                complete.add(mark);
            });
        }
        return complete;
    }

    /** Corrects a trade of a minute that can still change; false when no such trade is kept. */
    boolean correctOpen(Correction correction) {
        OpenMinutes.Minute minute = open.of(correction.symbol()).at(correction.time());
        return minute != null && minute.isKept() && minute.correct(correction, effects);
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
        List<Trade> trades =
                correction.time().isBefore(keptFrom) ? List.of() : keptTrades.of(correction.symbol(), boundary);
        if (trades.isEmpty()) {
            Optional<Mark> mark = stores.marks().get(key);
            return mark.isPresent() ? revised(correction, News.UNCORRECTED, mark, asOf, toAll) : Outcome.NO_SUCH_TRADE;
        }
        if (!correction.applyTo(trades)) {
            return Outcome.NO_SUCH_TRADE;
        }
        keptTrades.replace(correction.symbol(), boundary, trades);
        News cause = correction.corrected().isPresent() ? News.TRADE_CORRECTED : News.TRADE_CANCELLED;
        Optional<Mark> made =
                madeOf(correction.symbol(), boundary, trades, effects).complete();
        return revised(correction, cause, made, asOf, toAll);
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
            if (toAll || followed.test(correction.symbol())) {
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

    /** Forgets of some securities what no leg can need any more, and trades of sessions before the last. */
    void prune(List<Security> securities, Instant completed, MeasureSettings settings) {
        Function<Security, Retention> retentions = Retention.at(completed, settings);
        for (Security security : securities) {
            String symbol = security.symbol();
            retentions
                    .apply(security)
                    .prune(
                            symbol,
                            List.of(stores.marks(), stores.revisions()),
                            stores.lapses(),
                            stores.closes(),
                            stores.states());
            keptTrades.prune(symbol, Retention.tradesFrom(completed, security.tradingCalendar()));
        }
    }
}
