package io.dealwake.feed;

import io.dealwake.market.Trade;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Trades of each partition on their way into a block, in the order in which they came. Not thread-safe. */
final class Blocks {
    private final BlockLimit limit;
    private final LongSupplier nanoClock;
    private final Consumer<TapeRecord> send;
    private final List<List<Trade>> held = new ArrayList<>();
    private final int[] characters;
    private int count;
    private long oldestNanos;

    Blocks(BlockLimit limit, int partitions, LongSupplier nanoClock, Consumer<TapeRecord> send) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.send = send;
        this.characters = new int[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            held.add(new ArrayList<>());
        }
    }

    /** Takes a trade, and sends what is full or was held long enough. */
    void add(int partition, Trade trade) {
        if (limit.trades() == 1) {
            send.accept(new TapeRecord.OneTrade(trade));
            return;
        }
        long now = nanoClock.getAsLong();
        if (count == 0) {
            oldestNanos = now;
        }
        held.get(partition).add(trade);
        characters[partition] += trade.characters();
        count++;
        if (now - oldestNanos >= limit.delay().toNanos()) {
            sendAll();
        } else if (held.get(partition).size() == limit.trades()
                || characters[partition] >= TapeRecord.Block.MOST_CHARACTERS) {
            send(partition);
        }
    }

    /** Sends what a pause would hold back for too long. */
    void beforePause(Duration pause) {
        if (count > 0
                && nanoClock.getAsLong() - oldestNanos + pause.toNanos()
                        > limit.delay().toNanos()) {
            sendAll();
        }
    }

    void sendAll() {
        for (int partition = 0; count > 0; partition++) {
            send(partition);
        }
    }

    /** Sends what is held of a partition: it comes before whatever is sent there next. */
    void send(int partition) {
        List<Trade> trades = held.get(partition);
        if (trades.isEmpty()) {
            return;
        }
        send.accept(
                trades.size() == 1 ? new TapeRecord.OneTrade(trades.get(0)) : TapeRecord.Block.of(partition, trades));
        count -= trades.size();
        characters[partition] = 0;
        trades.clear();
    }
}
