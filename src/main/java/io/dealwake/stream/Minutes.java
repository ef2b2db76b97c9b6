package io.dealwake.stream;

import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Trades become minutes, and minutes that can no longer change become marks, which are kept and sent to who needs them. */
final class Minutes {
    private static final Duration ONE_MICROSECOND = Duration.ofNanos(1000);

    private final WatchStores stores;
    private final WatchOutput output;

    Minutes(WatchStores stores, WatchOutput output) {
        this.stores = stores;
        this.output = output;
    }

    void add(Trade trade) {
        Bytes minute = Keys.of(Mark.boundaryAfter(trade.time()), trade.symbol());
        Mark mark = stores.minutes().get(minute).map(begun -> begun.with(trade)).orElseGet(() -> Mark.of(trade));
        stores.minutes().put(minute, mark);
    }

    /** Turns the minutes up to a boundary into marks; gives them by boundary, then symbol. */
    List<Mark> completeTo(Instant boundary) {
        List<Mark> complete =
                stores.minutes().take(Keys.of(Era.FIRST, ""), Keys.of(boundary.plus(ONE_MICROSECOND), ""));
        complete.forEach(mark -> stores.marks().put(Keys.of(mark.symbol(), mark.boundary()), mark));
        return complete;
    }

    /** Sends all marks of a symbol that are kept. */
    void sendHistory(String symbol, boolean toAll) {
        stores.marks().range(Keys.of(symbol), Keys.behind(symbol)).forEach(mark -> send(mark, toAll));
    }

    void send(Mark mark, boolean toAll) {
        output.send(mark.symbol(), mark.boundary(), new Dispatch.OfMark(mark), toAll);
    }

    /** Forgets marks and closes that no leg can need any more. */
    void prune(Instant completed, MeasureSettings settings) {
        for (Security security : stores.securities().all()) {
            Retention.at(completed, security.tradingCalendar(), settings)
                    .prune(security.symbol(), stores.marks(), stores.closes());
        }
    }
}
