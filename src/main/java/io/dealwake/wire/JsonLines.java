package io.dealwake.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Messages as JSON, one object a line, with the names of the schemas: times as ISO-8601 in UTC, dates as ISO-8601, bytes
 * as Base64. What is null or empty is left out.
 */
public final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The field that leads a line. */
    static final String LEAD = "topic";

    /** The field that says which record of the tape a line holds, since their topic holds many. */
    static final String TYPE = "type";

    private JsonLines() {}

    /** The line of a value, led by the topic it comes from and, for a record of the tape, by its type. */
    public static <T> String of(String topic, Codec<T> codec, T value) {
        return of(topic, codec, value, Map.of());
    }

    /**
     * The same with what its reader knows of it.
     *
     * @param known by names that no field of its schema has; comes after the topic
     */
    public static <T> String of(String topic, Codec<T> codec, T value, Map<String, String> known) {
        ObjectNode line = NODES.objectNode().put(LEAD, topic);
        known.forEach(line::put);
        if (TapeRecord.TYPES.contains(codec.name())) {
            line.put(TYPE, codec.name());
        }
        addFields(line, codec.toAvro(value));
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    private static void addFields(ObjectNode node, GenericRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            add(node, nameOf(field), field.schema(), record.get(field.pos()));
        }
    }

    /** A record that itself speaks of a topic must not hide which one it comes from. */
    private static String nameOf(Schema.Field field) {
        return field.name().equals(LEAD) ? "inputTopic" : field.name();
    }

    private static void add(ObjectNode node, String name, Schema schema, Object value) {
        if (value == null
                || (value instanceof Collection<?> none && none.isEmpty())
                || (value instanceof Map<?, ?> nothing && nothing.isEmpty())) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = node.putObject(name);
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(key.toString(), element));
            sorted.forEach((key, element) -> add(object, key, schema, element));
        } else if (value instanceof Collection<?> items) {
            ArrayNode array = node.putArray(name);
            for (Object item : items) {
                ObjectNode holder = NODES.objectNode();
                add(holder, name, elementOf(schema), item);
                array.add(holder.get(name));
            }
        } else if (value instanceof GenericRecord record) {
            addFields(node.putObject(name), record);
        } else {
            addScalar(node, name, logicalTypeOf(schema), value);
        }
    }

    private static Schema elementOf(Schema schema) {
        return schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema;
    }

    private static String logicalTypeOf(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream()
                    .map(JsonLines::logicalTypeOf)
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        LogicalType type = schema.getLogicalType();
        return type == null ? "" : type.getName();
    }

    private static void addScalar(ObjectNode node, String name, String logicalType, Object value) {
        if (logicalType.equals("timestamp-micros")) {
            node.put(name, Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
        } else if (logicalType.equals("date")) {
            node.put(name, LocalDate.ofEpochDay((Integer) value).toString());
        } else if (value instanceof Double number) {
            node.put(name, number);
        } else if (value instanceof Long number) {
            node.put(name, number);
        } else if (value instanceof Integer number) {
            node.put(name, number);
        } else if (value instanceof Boolean flag) {
            node.put(name, flag);
        } else if (value instanceof ByteBuffer bytes) {
            node.put(name, base64(bytes));
        } else {
            node.put(name, value.toString());
        }
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
