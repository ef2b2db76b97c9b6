package io.dealwake.wire.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One row of a CSV file: reads cells by the name of their column and refuses with file, line and column. */
record CsvRow(String file, long line, Map<String, Integer> columns, List<String> cells) {
    /** A cell that must hold a value. */
    <T> T required(String column, BiFunction<String, String, T> scalar) {
        return required(CsvColumn.of(column, columns), scalar);
    }

    <T> T required(CsvColumn column, BiFunction<String, String, T> scalar) {
        return make(() -> scalar.apply(column.name(), cell(column)));
    }

    /** A cell that may be empty, of a column that may be missing. */
    <T> Optional<T> optional(String column, BiFunction<String, String, T> scalar) {
        return cell(column).isEmpty() ? Optional.empty() : Optional.of(required(column, scalar));
    }

    /** The text of a cell, empty if there is none. */
    String cell(String column) {
        return cell(CsvColumn.of(column, columns));
    }

    String cell(CsvColumn column) {
        return column.isMissing() ? "" : cells.get(column.place()).strip();
    }

    /** Builds a value from this row; what the value itself refuses is told with the text of the cell. */
    <T> T make(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String field = BadFile.fieldOf(e);
            String cell = cell(field);
            throw cell.isEmpty() ? BadFile.at(file, line, e) : refuse(field, cell, BadFile.expectedOf(e));
        }
    }

    BadFile refuse(String field, String value, String expected) {
        return BadFile.at(file, line, field, value, expected);
    }
}
