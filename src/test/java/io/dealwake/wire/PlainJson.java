package io.dealwake.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** All fields of an Avro record as plain maps, lists and values: times by what the schema says they are. */
final class PlainJson {
    private PlainJson() {}

    static Map<String, Object> of(GenericRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            fields.put(field.name(), of(field.schema(), record.get(field.pos())).orElse(null));
        }
        return fields;
    }

    private static Optional<Object> of(Schema schema, Object value) {
        return switch (schema.getType()) {
            case NULL -> Optional.empty();
            case UNION -> of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case RECORD -> Optional.of(of((GenericRecord) value));
            case ARRAY ->
                Optional.of(((List<?>) value)
                        .stream()
                                .map(item -> of(schema.getElementType(), item).orElseThrow())
                                .toList());
            case MAP -> {
                Map<String, Object> sorted = new TreeMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, item) -> sorted.put(
                                key.toString(), of(schema.getValueType(), item).orElseThrow()));
                yield Optional.of(sorted);
            }
            case BYTES -> {
                ByteBuffer buffer = ((ByteBuffer) value).duplicate();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                yield Optional.of(HexFormat.of().formatHex(bytes));
            }
            case STRING -> Optional.of(value.toString());
            case INT, LONG -> Optional.of(timed(schema.getLogicalType(), (Number) value));
            default -> Optional.of(value);
        };
    }

    private static Object timed(LogicalType type, Number value) {
        if (type instanceof LogicalTypes.TimestampMicros) {
            return Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS).toString();
        }
        if (type instanceof LogicalTypes.Date) {
            return LocalDate.ofEpochDay(value.longValue()).toString();
        }
        return type == null ? value : type.getName() + " " + value;
    }
}
