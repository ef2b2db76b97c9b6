package io.dealwake.wire.file;

import io.dealwake.market.Trade;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code ticks.csv}: {@code time,symbol,price,size[,id,venue,conditions]}, read row by row, so that a file of any length
 * needs the memory of one row. Rows come in the order of the file, whatever their times are. Conditions are separated by
 * semicolons or spaces.
 *
 * <p>A row that cannot be used makes the iterator throw {@link BadFile}; there is nothing after it. A file can be walked
 * once: every iterator goes on where the last one stood.
 */
public final class TicksFile implements Iterable<TickRow>, AutoCloseable {
    private static final List<String> REQUIRED = List.of("time", "symbol", "price", "size");
    private static final List<String> OPTIONAL = List.of("id", "venue", "conditions");
    private static final Pattern BETWEEN_CONDITIONS = Pattern.compile("[; ]+");

    private final CsvFile file;
    private final CsvColumn time;
    private final CsvColumn symbol;
    private final CsvColumn price;
    private final CsvColumn size;
    private final CsvColumn id;
    private final CsvColumn venue;
    private final CsvColumn conditions;
    private final Rows rows = new Rows();

    private TicksFile(CsvFile file) {
        this.file = file;
        this.time = file.column("time");
        this.symbol = file.column("symbol");
        this.price = file.column("price");
        this.size = file.column("size");
        this.id = file.column("id");
        this.venue = file.column("venue");
        this.conditions = file.column("conditions");
    }

    /** Opens a file and checks its header. */
    public static TicksFile open(Path path) {
        return new TicksFile(CsvFile.open(path, REQUIRED, OPTIONAL));
    }

    @Override
    public Iterator<TickRow> iterator() {
        return rows;
    }

    @Override
    public void close() {
        file.close();
    }

    private final class Rows implements Iterator<TickRow> {
        private Optional<TickRow> ahead = Optional.empty();
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty() && !ended) {
                ended = true;
                ahead = file.next().map(row -> new TickRow(row.line(), trade(row)));
                ended = ahead.isEmpty();
            }
            return ahead.isPresent();
        }

        @Override
        public TickRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more trades");
            }
            TickRow row = ahead.orElseThrow();
            ahead = Optional.empty();
            return row;
        }
    }

    private Trade trade(CsvRow row) {
        return row.make(() -> new Trade(
                row.required(symbol, Scalars::text),
                row.required(time, Scalars::instant),
                row.required(price, Scalars::price),
                row.required(size, Scalars::whole),
                row.cell(id),
                row.cell(venue),
                conditions(row.cell(conditions))));
    }

    private static List<String> conditions(String cell) {
        return cell.isEmpty()
                ? List.of()
                : BETWEEN_CONDITIONS
                        .splitAsStream(cell)
                        .filter(condition -> !condition.isEmpty())
                        .toList();
    }
}
