package io.dealwake.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schemas that this version reads and writes, by file name and by fingerprint. The fingerprint is Avro's CRC-64 of
 * the parsing canonical form: a reader needs nothing else to find the schema of a message.
 */
public final class Schemas {
    private static final String[] NAMES = {
        "trade",
        "block",
        "correction",
        "cancel",
        "halt",
        "gap",
        "heartbeat",
        "source-left",
        "leg",
        "close",
        "security",
        "rules",
        "announcement",
        "mark",
        "mark-revision",
        "open-minute",
        "open-minutes",
        "dispatch",
        "leg-state",
        "watched-leg",
        "partition-clock",
        "reaction",
        "alert",
        "rejected"
    };

    /** Schemas that were written once and are read for ever: the name today, and the file. */
    private static final Map<String, String> OLDER =
            Map.of("security-1", "security", "correction-1", "correction", "cancel-1", "cancel");

    private static final Map<String, Schema> BY_NAME = load();
    private static final Map<Long, Written> BY_FINGERPRINT = fingerprints();

    /** A schema in which messages may be written, and the name of what they are. */
    record Written(String name, Schema schema) {}

    private Schemas() {}

    /** The schema in {@code schemas/NAME.avsc}. */
    public static Schema named(String name) {
        Schema schema = BY_NAME.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("no schema " + name + ", there are " + BY_NAME.keySet());
        }
        return schema;
    }

    /** All names, in a fixed order. */
    public static Iterable<String> names() {
        return BY_NAME.keySet();
    }

    /** The schema with a fingerprint, if this version knows it. */
    static Optional<Written> written(long fingerprint) {
        return Optional.ofNullable(BY_FINGERPRINT.get(fingerprint));
    }

    private static Map<String, Schema> load() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (String name : NAMES) {
            schemas.put(name, load(name));
        }
        return schemas;
    }

    private static Schema load(String file) {
        String resource = "/schemas/" + file + ".avsc";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static Map<Long, Written> fingerprints() {
        Map<Long, Written> written = new LinkedHashMap<>();
        BY_NAME.forEach((name, schema) -> put(written, name, schema));
        OLDER.forEach((file, name) -> put(written, name, load("older/" + file)));
        return written;
    }

    private static void put(Map<Long, Written> written, String name, Schema schema) {
        written.put(SchemaNormalization.parsingFingerprint64(schema), new Written(name, schema));
    }
}
