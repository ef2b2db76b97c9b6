package io.dealwake.bench;

import com.github.luben.zstd.ZstdOutputStream;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Trade;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A day of trades in a file as a user has it, which is deleted at the end. Compressed by zstd, which is read several times
 * as fast as gzip.
 *
 * @param facts what is in the tape before the file is replayed, in the order of time
 */
record DayFile(Path path, long trades, List<TapeEvent> facts) implements AutoCloseable {
    private static final int FASTEST_LEVEL = 1;

    /** Writes all trades of a workload, and keeps what else there is of it. */
    static DayFile write(Workload workload, Path path) throws IOException {
        List<TapeEvent> facts = new ArrayList<>();
        try (Writer out = new BufferedWriter(new OutputStreamWriter(
                new ZstdOutputStream(Files.newOutputStream(path), FASTEST_LEVEL).setChecksum(true),
                StandardCharsets.UTF_8))) {
            out.write("time,symbol,price,size\n");
            workload.forEach(event -> {
                if (event instanceof TapeEvent.OfTrade one) {
                    write(one.trade(), out);
                } else {
                    facts.add(event);
                }
            });
        }
        return new DayFile(path, workload.trades(), facts);
    }

    private static void write(Trade trade, Writer out) {
        try {
            out.append(trade.time().toString())
                    .append(',')
                    .append(trade.symbol())
                    .append(',')
                    .append(Double.toString(trade.price()))
                    .append(',')
                    .append(Long.toString(trade.size()))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Closes of earlier days come with their clock; deals and closes of the day itself wait for it in the tape, as after
     * {@code announce} and {@code load}.
     */
    void writeFacts(TapeWriter tape) {
        for (TapeEvent fact : facts) {
            if (fact instanceof TapeEvent.OfLeg one) {
                tape.leg(one.leg());
            } else if (fact instanceof TapeEvent.OfClose one && one.at().isAfter(Workload.begin())) {
                tape.close(one.close());
            } else {
                fact.writeTo(tape);
            }
        }
        tape.leave();
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
