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
        "dispatch",
        "leg-state",
        "watched-leg",
        "partition-clock",
        "reaction",
        "alert",
        "rejected"
    };

    private static final Map<String, Schema> BY_NAME = load();
    private static final Map<Long, String> NAME_BY_FINGERPRINT = fingerprints();

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

    /** The name of the schema with a fingerprint, if this version knows it. */
    public static Optional<String> nameOf(long fingerprint) {
        return Optional.ofNullable(NAME_BY_FINGERPRINT.get(fingerprint));
    }

    private static Map<String, Schema> load() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (String name : NAMES) {
            String resource = "/schemas/" + name + ".avsc";
            try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is missing from the class path");
                }
                schemas.put(name, new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
        return schemas;
    }

    private static Map<Long, String> fingerprints() {
        Map<Long, String> names = new LinkedHashMap<>();
        BY_NAME.forEach((name, schema) -> names.put(SchemaNormalization.parsingFingerprint64(schema), name));
        return names;
    }
}
