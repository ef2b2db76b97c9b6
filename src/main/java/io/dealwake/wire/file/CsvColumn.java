package io.dealwake.wire.file;

import java.util.Map;

/**
 * A column of a CSV file, for those who read so many rows of it that they look it up once.
 *
 * @param place from 0 in the order of the file; {@link #MISSING} if it has no such column
 */
record CsvColumn(String name, int place) {
    private static final int MISSING = -1;

    /** A column that may be missing. */
    static CsvColumn of(String name, Map<String, Integer> columns) {
        return new CsvColumn(name, columns.getOrDefault(name, MISSING));
    }

    boolean isMissing() {
        return place == MISSING;
    }
}
