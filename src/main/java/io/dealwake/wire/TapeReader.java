package io.dealwake.wire;

import io.dealwake.market.Trade;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records of the tape as {@link TapeRecord#read} does, trades and blocks straight from their bytes: they are nearly
 * all of a tape. Whatever is not as it should be is left to Avro's own reader, which says why; a test holds the two against
 * each other. Texts that come again and again are made once, so that reading a trade makes little more than the trade.
 * Not thread-safe.
 */
public final class TapeReader {
    private final Texts symbols = new Texts();
    private final Texts venues = new Texts();
    private final Map<List<String>, List<String>> conditions = new HashMap<>();
    private final Texts codes = new Texts();
    private final LeanInput input = new LeanInput();

    /** Reads a record of the tape; says why when it is none. */
    public TapeRecord read(byte[] message) throws Unusable {
        input.of(message);
        try {
            if (Codecs.TRADE.wrote(message)) {
                return ended(new TapeRecord.OneTrade(trade()));
            }
            if (Codecs.BLOCK.wrote(message)) {
                return ended(block());
            }
        } catch (LeanInput.Odd | IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // said below
        }
        return TapeRecord.read(message);
    }

    /** Reads the trade at which some that were gathered stand; says why when it is none. */
    public Trade read(GatheredTrades trades) throws Unusable {
        try {
            trades.in(input);
            Trade trade = trade();
            input.requireEnd();
            return trade;
        } catch (LeanInput.Odd | IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return ((TapeRecord.OneTrade) TapeRecord.read(trades.value())).trade();
        }
    }

    private TapeRecord ended(TapeRecord record) {
        input.requireEnd();
        return record;
    }

    private TapeRecord.Block block() {
        int partition = input.count();
        LeanInput.require(partition >= 0);
        long count = input.items();
        List<TapeRecord.Entry> entries = new ArrayList<>((int) count);
        for (; count > 0; count = input.items()) {
            for (long i = 0; i < count; i++) {
                entries.add(new TapeRecord.Entry(Optional.of(trade()), ""));
            }
        }
        return new TapeRecord.Block(partition, entries);
    }

    private Trade trade() {
        return new Trade(
                input.text(symbols),
                instant(),
                input.number(),
                input.whole(),
                input.text(),
                input.text(venues),
                conditions());
    }

    private List<String> conditions() {
        long count = input.items();
        if (count == 0) {
            return List.of();
        }
        List<String> read = new ArrayList<>();
        for (; count > 0; count = input.items()) {
            for (long i = 0; i < count; i++) {
                read.add(input.text(codes));
            }
        }
        List<String> known = conditions.get(read);
        if (known == null) {
            known = List.copyOf(read);
            if (conditions.size() < Texts.MOST && known.size() <= Trade.MOST_CONDITIONS) {
                conditions.put(known, known);
            }
        }
        return known;
    }

    private Instant instant() {
        long micros = input.whole();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
