package io.dealwake.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A schema made ready to read and write its values without Avro's own reader and writer, which build what they do from many
 * small pieces: of a processor's first minute the JIT compiler would spend more on those than on all arithmetic. Reads only
 * what was written in this very schema. A test holds both against Avro's. Immutable.
 */
final class LeanSchema {
    private final Schema schema;

    /** Of a record its fields, of a list or a map what is in it, of a union its types. */
    private final LeanSchema[] parts;

    /** Of a union with nothing and one type, which of the two is nothing; of any other -1. */
    private final int nothing;

    private LeanSchema(Schema schema, List<Schema> parts) {
        this.schema = schema;
        this.parts = parts.stream().map(LeanSchema::of).toArray(LeanSchema[]::new);
        boolean optional = schema.getType() == Schema.Type.UNION && parts.size() == 2;
        this.nothing = optional ? indexOfNull(parts) : -1;
    }

    private static int indexOfNull(List<Schema> types) {
        return types.stream().map(Schema::getType).toList().indexOf(Schema.Type.NULL);
    }

    /** Makes a schema ready; refuses those with types that no schema of ours has. */
    static LeanSchema of(Schema schema) {
        return new LeanSchema(
                schema,
                switch (schema.getType()) {
                    case RECORD ->
                        schema.getFields().stream().map(Schema.Field::schema).toList();
                    case ARRAY -> List.of(schema.getElementType());
                    case MAP -> List.of(schema.getValueType());
                    case UNION -> schema.getTypes();
                    case NULL, BOOLEAN, INT, LONG, DOUBLE, STRING, BYTES -> List.of();
                    default -> throw new IllegalArgumentException("a schema has the type " + schema.getType());
                });
    }

    /** The value that follows, as Avro's generic reader gives it, but for its own class of texts. */
    Object read(LeanInput from) {
        return switch (schema.getType()) {
            case RECORD -> record(from);
            case ARRAY -> list(from);
            case MAP -> map(from);
            case UNION -> parts[from.branch(parts.length)].read(from);
            case NULL -> null;
            case BOOLEAN -> from.flag();
            case INT -> from.count();
            case LONG -> from.whole();
            case DOUBLE -> from.number();
            case STRING -> from.text();
            default -> ByteBuffer.wrap(from.piece());
        };
    }

    GenericRecord record(LeanInput from) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < parts.length; i++) {
            record.put(i, parts[i].read(from));
        }
        return record;
    }

    private List<Object> list(LeanInput from) {
        List<Object> list = new ArrayList<>();
        for (long count = from.items(); count > 0; count = from.items()) {
            for (long i = 0; i < count; i++) {
                list.add(parts[0].read(from));
            }
        }
        return list;
    }

    private Map<String, Object> map(LeanInput from) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (long count = from.items(); count > 0; count = from.items()) {
            for (long i = 0; i < count; i++) {
                map.put(from.text(), parts[0].read(from));
            }
        }
        return map;
    }

    /** Nearly all unions are of a type that may be missing: which it is needs no comparison of names. */
    private int branchOf(Object value) {
        if (nothing < 0) {
            return GenericData.get().resolveUnion(schema, value);
        }
        return value == null ? nothing : 1 - nothing;
    }

    /** Writes a value as Avro's generic writer does. */
    void write(Object value, LeanBytes to) {
        switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = (GenericRecord) value;
                for (int i = 0; i < parts.length; i++) {
                    parts[i].write(record.get(i), to);
                }
            }
            case ARRAY -> {
                Collection<?> list = (Collection<?>) value;
                to.putItems(list.size());
                list.forEach(item -> parts[0].write(item, to));
                to.putWhole(0);
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                to.putItems(map.size());
                map.forEach((key, item) -> {
                    to.putText(key.toString());
                    parts[0].write(item, to);
                });
                to.putWhole(0);
            }
            case UNION -> {
                int branch = branchOf(value);
                to.putWhole(branch);
                parts[branch].write(value, to);
            }
            case NULL -> {
                // no byte
            }
            case BOOLEAN -> to.putFlag((Boolean) value);
            case INT, LONG -> to.putWhole(((Number) value).longValue());
            case DOUBLE -> to.putNumber((Double) value);
            case STRING -> to.putText(value.toString());
            default -> to.putPiece((ByteBuffer) value);
        }
    }
}
