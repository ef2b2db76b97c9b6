package io.dealwake.wire.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A CSV file with a header, read row by row: commas between cells, double quotes around those that need them, lines
 * without anything skipped, white space around cells dropped.
 */
final class CsvFile implements AutoCloseable {
    private final SourceFile source;
    private final String layout;
    private final CloseableIterator<CsvRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> header;
    private long line;

    private CsvFile(SourceFile source, String layout) {
        this.source = source;
        this.layout = layout;
        this.records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(source.open())
                .iterator();
        this.header = readHeader();
    }

    /** Opens a file and reads its header; {@code layout} says in errors which columns it should have. */
    static CsvFile open(Path path, String layout) {
        return new CsvFile(SourceFile.of(path), layout);
    }

    /** Opens a file that has all of the required columns, perhaps the optional ones, and no others. */
    static CsvFile open(Path path, List<String> required, List<String> optional) {
        String rest = optional.isEmpty() ? "" : "[," + String.join(",", optional) + "]";
        CsvFile file = open(path, String.join(",", required) + rest);
        try {
            List<String> known = new ArrayList<>(required);
            known.addAll(optional);
            file.requireOnly(known);
            required.forEach(file::require);
            return file;
        } catch (BadFile e) {
            file.close();
            throw e;
        }
    }

    /** Reads a whole file and closes it. */
    void forEach(Consumer<CsvRow> reader) {
        try (this) {
            for (Optional<CsvRow> row = next(); row.isPresent(); row = next()) {
                reader.accept(row.get());
            }
        }
    }

    /** The columns' names in the order of the file. */
    List<String> header() {
        return header;
    }

    /** A column by its name, whether it is there or not. */
    CsvColumn column(String name) {
        return CsvColumn.of(name, columns);
    }

    /** Refuses a header without a column. */
    void require(String column) {
        if (!columns.containsKey(column)) {
            throw BadFile.at(source.name(), line, "column " + column, "missing", layout);
        }
    }

    /** Refuses a header with a column that is not among the known ones. */
    void requireOnly(List<String> known) {
        for (String column : header) {
            if (!known.contains(column)) {
                throw refuseColumn(column, Names.expected("columns", column, known));
            }
        }
    }

    /** Refuses a header unless the given columns of it are at least one, and all among the known ones. */
    void requireSome(List<String> given, Set<String> known, String expected) {
        if (given.isEmpty()) {
            throw BadFile.at(source.name(), line, "header", String.join(",", header), layout);
        }
        for (String column : given) {
            if (!known.contains(column)) {
                throw refuseColumn(column, expected);
            }
        }
    }

    /** The next row; absent at the end of the file. */
    Optional<CsvRow> next() {
        Optional<CsvRecord> found = nextRecord();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        CsvRecord cells = found.get();
        if (cells.getFieldCount() != header.size()) {
            throw BadFile.at(
                    source.name(), line, "row", cells.getFieldCount() + " cells", header.size() + " as in the header");
        }
        return Optional.of(new CsvRow(source.name(), line, columns, cells.getFields()));
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw source.unreadable(new UncheckedIOException(e), line);
        }
    }

    private List<String> readHeader() {
        try {
            CsvRecord cells =
                    nextRecord().orElseThrow(() -> BadFile.whole(source.name(), "empty", "a header " + layout));
            List<String> names = cells.getFields().stream().map(String::strip).toList();
            for (String name : names) {
                if (columns.putIfAbsent(name, columns.size()) != null) {
                    throw refuseColumn(name, "each column once");
                }
            }
            return names;
        } catch (BadFile e) {
            close();
            throw e;
        }
    }

    private BadFile refuseColumn(String column, String expected) {
        return BadFile.at(source.name(), line, "column", column.isEmpty() ? "empty" : column, expected);
    }

    private Optional<CsvRecord> nextRecord() {
        try {
            while (records.hasNext()) {
                CsvRecord cells = records.next();
                line = cells.getStartingLineNumber();
                if (cells.getFieldCount() > 1 || !cells.getField(0).isBlank()) {
                    return Optional.of(requireUtf8(cells));
                }
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            throw BadFile.at(source.name(), line + 1, "row", "not CSV (" + e.getMessage() + ")", layout);
        } catch (UncheckedIOException e) {
            throw source.unreadable(e, line);
        }
    }

    private CsvRecord requireUtf8(CsvRecord cells) {
        for (int i = 0; i < cells.getFieldCount(); i++) {
            if (cells.getField(i).indexOf(SourceFile.NOT_UTF8) >= 0) {
                throw BadFile.at(source.name(), line, "text", "not UTF-8", "UTF-8");
            }
        }
        return cells;
    }
}
