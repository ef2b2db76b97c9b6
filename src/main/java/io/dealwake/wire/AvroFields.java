package io.dealwake.wire;

import io.dealwake.market.Require;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * An Avro record by the types that we use: instants for timestamp-micros, dates for date, absence for null. A reading
 * method throws IllegalArgumentException when the field holds nothing, or what cannot be.
 */
final class AvroFields {
    /** Beyond these lies nothing that Dealwake wrote, and time in nanoseconds, which java.time counts in, overflows. */
    private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final GenericRecord fields;

    AvroFields(GenericRecord fields) {
        this.fields = fields;
    }

    AvroFields(Schema schema) {
        this(new GenericData.Record(schema));
    }

    GenericRecord toAvro() {
        return fields;
    }

    String text(String name) {
        return required(name).toString();
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(fields.get(name)).map(Object::toString);
    }

    double number(String name) {
        return (Double) required(name);
    }

    OptionalDouble optionalNumber(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
    }

    long whole(String name) {
        return (Long) required(name);
    }

    OptionalLong optionalWhole(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    int count(String name) {
        return (Integer) required(name);
    }

    OptionalInt optionalCount(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
    }

    boolean flag(String name) {
        return (Boolean) required(name);
    }

    Instant instant(String name) {
        return instantOf(name, required(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return Optional.ofNullable(fields.get(name)).map(micros -> instantOf(name, micros));
    }

    LocalDate date(String name) {
        return LocalDate.ofEpochDay(count(name));
    }

    byte[] bytes(String name) {
        return Require.present(name, optionalBytes(name).orElse(null));
    }

    Optional<byte[]> optionalBytes(String name) {
        return Optional.ofNullable((ByteBuffer) fields.get(name)).map(AvroFields::bytesIn);
    }

    private static byte[] bytesIn(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    List<String> texts(String name) {
        return ((List<?>) fields.get(name)).stream().map(Object::toString).toList();
    }

    List<byte[]> pieces(String name) {
        return ((List<?>) fields.get(name))
                .stream().map(piece -> bytesIn((ByteBuffer) piece)).toList();
    }

    <T> List<T> records(String name, Function<AvroFields, T> reader) {
        List<T> records = new ArrayList<>();
        for (Object element : (List<?>) fields.get(name)) {
            records.add(reader.apply(new AvroFields((GenericRecord) element)));
        }
        return records;
    }

    <T> Optional<T> record(String name, Function<AvroFields, T> reader) {
        return Optional.ofNullable((GenericRecord) fields.get(name)).map(found -> reader.apply(new AvroFields(found)));
    }

    private Object required(String name) {
        return Require.present(name, fields.get(name));
    }

    private static Instant instantOf(String name, Object micros) {
        Instant instant = Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
        Require.check(
                !instant.isBefore(EARLIEST) && instant.isBefore(LATEST), name, instant, "a time from 1700 to 2200");
        return instant;
    }

    AvroFields put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    AvroFields put(String name, Instant value) {
        return put(name, (Object) ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    AvroFields put(String name, LocalDate value) {
        return put(name, (Object) Math.toIntExact(value.toEpochDay()));
    }

    AvroFields putPieces(String name, List<byte[]> pieces) {
        return put(name, (Object) pieces.stream().map(ByteBuffer::wrap).toList());
    }

    AvroFields put(String name, byte[] value) {
        return put(name, (Object) ByteBuffer.wrap(value));
    }

    AvroFields put(String name, OptionalDouble value) {
        return value.isPresent() ? put(name, (Object) value.getAsDouble()) : this;
    }

    AvroFields put(String name, OptionalLong value) {
        return value.isPresent() ? put(name, (Object) value.getAsLong()) : this;
    }

    AvroFields put(String name, OptionalInt value) {
        return value.isPresent() ? put(name, (Object) value.getAsInt()) : this;
    }

    AvroFields putText(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, (Object) text));
        return this;
    }

    AvroFields putInstant(String name, Optional<Instant> value) {
        value.ifPresent(instant -> put(name, instant));
        return this;
    }

    AvroFields putBytes(String name, Optional<byte[]> value) {
        value.ifPresent(bytes -> put(name, bytes));
        return this;
    }

    <T> AvroFields putRecord(String name, Optional<T> value, BiConsumer<T, AvroFields> writer) {
        value.ifPresent(found -> {
            Schema optional = fields.getSchema().getField(name).schema();
            AvroFields record = new AvroFields(optional.getTypes().get(1));
            writer.accept(found, record);
            put(name, (Object) record.toAvro());
        });
        return this;
    }

    <T> AvroFields putRecords(String name, List<T> values, BiConsumer<T, AvroFields> writer) {
        Schema element = fields.getSchema().getField(name).schema().getElementType();
        List<GenericRecord> records = new ArrayList<>();
        for (T value : values) {
            AvroFields record = new AvroFields(element);
            writer.accept(value, record);
            records.add(record.toAvro());
        }
        return put(name, (Object) records);
    }
}
