package io.dealwake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dealwake.wire.file.Names;
import io.dealwake.wire.file.Scalars;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A JSON object as a record of a schema: what {@link JsonLines} writes, read back. Null, and a list that is left out, are
 * absent. A refusal names the field by its path, such as {@code parties[1].role}.
 */
final class JsonFields {
    /** Longer values are shown by their beginning. */
    private static final int SHOWN = 80;

    private JsonFields() {}

    /** The record of an object; says which field is unknown, missing or of another type. */
    static GenericRecord read(ObjectNode object, Schema schema) throws Unusable {
        return record(object, schema, "");
    }

    private static GenericRecord record(JsonNode node, Schema schema, String path) throws Unusable {
        if (!(node instanceof ObjectNode object)) {
            throw wrong(path, node, "an object");
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw refusal("field", prefix + cut(name), Names.expected("fields", name, known));
            }
        }
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(object.get(field.name()), field, prefix + field.name()));
        }
        return record;
    }

    private static Object value(JsonNode node, Schema.Field field, String path) throws Unusable {
        if (node != null && !node.isNull()) {
            return value(node, field.schema(), path);
        }
        if (field.hasDefaultValue()) {
            return GenericData.get().getDefaultValue(field);
        }
        if (field.schema().getType() == Schema.Type.ARRAY) {
            return List.of();
        }
        throw refusal(path, "missing", expected(field.schema()));
    }

    private static Object value(JsonNode node, Schema schema, String path) throws Unusable {
        return switch (schema.getType()) {
            case UNION -> value(node, present(schema), path);
            case RECORD -> record(node, schema, path);
            case ARRAY -> items(node, schema, path);
            case STRING -> text(node, schema, path);
            case DOUBLE -> check(node.isNumber(), node, schema, path).doubleValue();
            case BOOLEAN -> check(node.isBoolean(), node, schema, path).booleanValue();
            case LONG -> isTime(schema) ? micros(node, path) : whole(node, schema, path);
            case INT -> isDate(schema) ? epochDay(node, path) : count(node, schema, path);
            default -> throw new IllegalArgumentException("no message in JSON has a field of type " + schema.getType());
        };
    }

    private static List<Object> items(JsonNode node, Schema schema, String path) throws Unusable {
        check(node.isArray(), node, schema, path);
        List<Object> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(value(item, schema.getElementType(), path + "[" + items.size() + "]"));
        }
        return items;
    }

    /** Half a surrogate pair has no bytes in UTF-8: it would come out as another character. */
    private static String text(JsonNode node, Schema schema, String path) throws Unusable {
        String text = check(node.isTextual(), node, schema, path).textValue();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refusal(path, "a text with half a surrogate pair", "Unicode");
        }
        return text;
    }

    private static long whole(JsonNode node, Schema schema, String path) throws Unusable {
        return check(node.isIntegralNumber() && node.canConvertToLong(), node, schema, path)
                .longValue();
    }

    private static int count(JsonNode node, Schema schema, String path) throws Unusable {
        return check(node.isIntegralNumber() && node.canConvertToInt(), node, schema, path)
                .intValue();
    }

    private static long micros(JsonNode node, String path) throws Unusable {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Scalars.instant(path, bare(node)));
        } catch (IllegalArgumentException e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
    }

    private static int epochDay(JsonNode node, String path) throws Unusable {
        try {
            return Math.toIntExact(Scalars.date(path, bare(node)).toEpochDay());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
    }

    private static String bare(JsonNode node) {
        return node.isTextual() ? cut(node.textValue()) : shown(node);
    }

    private static JsonNode check(boolean holds, JsonNode node, Schema schema, String path) throws Unusable {
        if (!holds) {
            throw wrong(path, node, expected(schema));
        }
        return node;
    }

    private static String expected(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "a text";
            case DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case LONG -> isTime(schema) ? Scalars.TIME : "a whole number of at most " + Long.MAX_VALUE;
            case INT -> isDate(schema) ? "a date such as 2025-10-06" : "a whole number of at most " + Integer.MAX_VALUE;
            default -> "a value";
        };
    }

    /** The type of an optional field's value: our unions are of null and one other. */
    private static Schema present(Schema union) {
        return union.getTypes().get(1);
    }

    private static boolean isTime(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
    }

    private static boolean isDate(Schema schema) {
        LogicalType type = schema.getLogicalType();
        return type instanceof LogicalTypes.Date;
    }

    private static Unusable wrong(String path, JsonNode node, String expected) {
        return refusal(path, shown(node), expected);
    }

    private static Unusable refusal(String field, String value, String expected) {
        return new Unusable(RejectionReason.BAD_VALUE, field + " is " + value + ", expected " + expected);
    }

    /** A text stays in its quotes, so that "100" is seen to be none of 100. */
    static String shown(JsonNode node) {
        return cut(node.toString());
    }

    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
