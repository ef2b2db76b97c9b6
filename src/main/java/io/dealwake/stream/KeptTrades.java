package io.dealwake.stream;

import io.dealwake.market.Trade;
import io.dealwake.wire.TapeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * The trades of minutes that are made again when one of them turns out wrong. The minute of a benchmark may hold any number of
 * trades: they are stored in pieces, each of which fits into a record, in the order in which they came.
 */
final class KeptTrades {
    static final int MOST_IN_A_PIECE = 1000;

    private final int partition;
    private final Table<TapeRecord.Block> pieces;

    KeptTrades(int partition, Table<TapeRecord.Block> pieces) {
        this.partition = partition;
        this.pieces = pieces;
    }

    /** The trades of a minute; none when they are not kept. */
    List<Trade> of(String symbol, Instant boundary) {
        List<Trade> trades = new ArrayList<>();
        pieces.range(first(symbol, boundary), Keys.behind(symbol, boundary))
                .forEach(piece -> trades.addAll(piece.trades()));
        return trades;
    }

    /**
     * Adds trades to a minute.
     *
     * @param before how many it has
     */
    void add(String symbol, Instant boundary, int before, List<Trade> trades) {
        for (int from = 0; from < trades.size(); ) {
            int to = endOfPiece(trades, from);
            pieces.put(
                    Keys.of(symbol, boundary, before + from), TapeRecord.Block.of(partition, trades.subList(from, to)));
            from = to;
        }
    }

    private static int endOfPiece(List<Trade> trades, int from) {
        int characters = 0;
        int to = from;
        while (to < trades.size() && to - from < MOST_IN_A_PIECE && characters < TapeRecord.Block.MOST_CHARACTERS) {
            characters += trades.get(to).characters();
            to++;
        }
        return to;
    }

    /** Puts other trades in the place of those of a minute. */
    void replace(String symbol, Instant boundary, List<Trade> trades) {
        pieces.deleteRange(first(symbol, boundary), Keys.behind(symbol, boundary));
        add(symbol, boundary, 0, trades);
    }

    /** Forgets the minutes of a symbol up to a boundary. */
    void prune(String symbol, Instant boundary) {
        pieces.newlyOld(symbol, Keys.of(symbol, boundary)).forEach(pieces::delete);
    }

    private static Bytes first(String symbol, Instant boundary) {
        return Keys.of(symbol, boundary, 0L);
    }
}
