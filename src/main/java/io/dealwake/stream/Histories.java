package io.dealwake.stream;

import io.dealwake.market.Close;
import io.dealwake.market.Mark;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.Security;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prices that a partition measures from: kept in the stores, and in memory for the symbols in use. */
final class Histories {
    private final MeasureStores stores;
    private final Map<String, PriceHistory> inUse = new HashMap<>();

    Histories(MeasureStores stores) {
        this.stores = stores;
    }

    void add(Mark mark) {
        stores.marks().put(Keys.of(mark.symbol(), mark.boundary()), mark);
        if (inUse.containsKey(mark.symbol())) {
            inUse.get(mark.symbol()).add(mark);
        }
    }

    void add(Close close, Dispatch dispatch) {
        stores.closes().put(Keys.of(close.symbol(), close.date()), dispatch);
        if (inUse.containsKey(close.symbol())) {
            inUse.get(close.symbol()).add(close, dispatch.asOf());
        }
    }

    PriceHistory of(String symbol, TradingCalendar calendar) {
        return inUse.computeIfAbsent(symbol, key -> load(key, calendar));
    }

    private PriceHistory load(String symbol, TradingCalendar calendar) {
        PriceHistory history = new PriceHistory(calendar);
        stores.marks().range(Keys.of(symbol), Keys.behind(symbol)).forEach(history::add);
        stores.closes()
                .range(Keys.of(symbol), Keys.behind(symbol))
                .forEach(dispatch -> history.add(((Dispatch.OfClose) dispatch.message()).close(), dispatch.asOf()));
        return history;
    }

    /** Forgets what no leg can need any more at a time that all clocks have passed. */
    void prune(Instant reached, List<Security> securities, MeasureSettings settings) {
        for (Security security : securities) {
            Retention.at(reached, security.tradingCalendar(), settings)
                    .prune(security.symbol(), stores.marks(), stores.closes());
        }
        inUse.clear();
    }
}
