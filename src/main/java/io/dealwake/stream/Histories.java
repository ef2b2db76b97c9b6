package io.dealwake.stream;

import io.dealwake.market.Mark;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Confounders;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.Surroundings;
import io.dealwake.wire.Dispatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;

/** What a partition measures from: kept in the stores, and in memory for the symbols in use. */
final class Histories {
    private final MeasureStores stores;
    private final Map<String, PriceHistory> prices = new HashMap<>();
    private final Map<String, Confounders> confounders = new HashMap<>();

    Histories(MeasureStores stores) {
        this.stores = stores;
    }

    /** Stores a message that says something of a symbol's prices, its security or its deals. */
    void add(Dispatch dispatch, long offset) {
        Dispatch.Message message = dispatch.message();
        if (message instanceof Dispatch.OfMark of) {
            add(of.mark(), dispatch);
        } else if (message instanceof Dispatch.OfRevision of) {
            String symbol = of.revision().symbol();
            stores.revisions().put(Keys.of(symbol, of.revision().boundary(), dispatch.asOf()), dispatch);
            inUse(symbol, dispatch);
        } else if (message instanceof Dispatch.OfClose of) {
            stores.closes().put(Keys.of(of.close().symbol(), of.close().date(), dispatch.asOf()), dispatch);
            inUse(of.close().symbol(), dispatch);
        } else if (message instanceof Dispatch.OfGap of) {
            stores.lapses().put(Keys.of(of.gap().symbol(), dispatch.asOf(), offset), dispatch);
            inUse(of.gap().symbol(), dispatch);
        } else if (message instanceof Dispatch.OfHalt of) {
            stores.lapses().put(Keys.of(of.halt().symbol(), dispatch.asOf(), offset), dispatch);
            inUse(of.halt().symbol(), dispatch);
        } else if (message instanceof Dispatch.OfSecurity of) {
            add(of.security(), dispatch);
        } else if (message instanceof Dispatch.OfLeg of) {
            Leg leg = of.leg();
            stores.deals().put(Keys.of(leg.id().symbol(), dispatch.asOf(), offset), dispatch);
            if (confounders.containsKey(leg.id().symbol())) {
                confounders.get(leg.id().symbol()).add(leg, dispatch.asOf());
            }
        }
    }

    /**
     * A minute that is told again, to a leg that came late, is told as it is known by then. What it was taken for at first
     * stays: legs whose clocks are behind may still be measured by what was known before.
     */
    private void add(Mark mark, Dispatch dispatch) {
        Bytes key = Keys.of(mark.symbol(), mark.boundary());
        if (stores.marks().get(key).isEmpty()) {
            stores.marks().put(key, mark);
            inUse(mark.symbol(), dispatch);
        }
    }

    /** The calendar of a security, which never changes, decides how its prices are read. */
    private void add(Security security, Dispatch dispatch) {
        String symbol = security.symbol();
        if (stores.securities().get(symbol).isEmpty()) {
            prices.remove(symbol);
        }
        stores.securities().put(security);
        stores.states().put(Keys.of(symbol, dispatch.asOf()), dispatch);
        inUse(symbol, dispatch);
    }

    private void inUse(String symbol, Dispatch dispatch) {
        if (prices.containsKey(symbol)) {
            addTo(prices.get(symbol), dispatch);
        }
    }

    private static void addTo(PriceHistory history, Dispatch dispatch) {
        Dispatch.Message message = dispatch.message();
        Instant asOf = dispatch.asOf();
        if (message instanceof Dispatch.OfMark of) {
            history.add(of.mark());
        } else if (message instanceof Dispatch.OfRevision of) {
            history.add(of.revision(), asOf);
        } else if (message instanceof Dispatch.OfClose of) {
            history.add(of.close(), asOf);
        } else if (message instanceof Dispatch.OfGap of) {
            history.add(of.gap(), asOf);
        } else if (message instanceof Dispatch.OfHalt of) {
            history.add(of.halt(), asOf);
        } else if (message instanceof Dispatch.OfSecurity of) {
            history.add(of.security(), asOf);
        }
    }

    /** What the legs of a symbol are measured from. */
    Surroundings around(String symbol) {
        return new Surroundings(
                pricesOf(symbol),
                this::pricesOf,
                confounders.computeIfAbsent(symbol, key -> loadDeals(stores.security(symbol))));
    }

    /** All that is known of the prices of a symbol. */
    PriceHistory pricesOf(String symbol) {
        return prices.computeIfAbsent(symbol, this::load);
    }

    /** A benchmark of which nothing was told has no prices either: any calendar will do. */
    private PriceHistory load(String symbol) {
        PriceHistory history = new PriceHistory(stores.securities()
                .get(symbol)
                .map(Security::tradingCalendar)
                .orElseGet(() -> TradingCalendar.of("XNYS")));
        for (Table<Dispatch> table : List.of(stores.states(), stores.closes(), stores.lapses())) {
            table.of(symbol).forEach(dispatch -> addTo(history, dispatch));
        }
        stores.marks().of(symbol).forEach(history::add);
        stores.revisions().of(symbol).forEach(each -> addTo(history, each));
        return history;
    }

    private Confounders loadDeals(Security security) {
        Confounders loaded = new Confounders(security.tradingCalendar());
        stores.deals()
                .of(security.symbol())
                .forEach(dispatch -> loaded.add(((Dispatch.OfLeg) dispatch.message()).leg(), dispatch.asOf()));
        return loaded;
    }

    /** Forgets what no leg can need any more at a time that all clocks have passed. */
    void prune(Instant reached, MeasureSettings settings) {
        Function<Security, Retention> retentions = Retention.at(reached, settings);
        for (Security security : stores.securities().all()) {
            String symbol = security.symbol();
            Retention retention = retentions.apply(security);
            retention.prune(
                    symbol,
                    List.of(stores.marks(), stores.revisions()),
                    stores.lapses(),
                    stores.closes(),
                    stores.states());
            stores.deals()
                    .newlyOld(symbol, Keys.of(symbol, firstNeededDeal(security, retention)))
                    .forEach(stores.deals()::delete);
        }
        prices.clear();
        confounders.clear();
    }

    /** Deals confound as of when they were announced, which is never later than they became known. */
    private static Instant firstNeededDeal(Security security, Retention retention) {
        return security.tradingCalendar()
                .onOrAfter(retention.closesTo().plusDays(1))
                .extendedOpen();
    }
}
