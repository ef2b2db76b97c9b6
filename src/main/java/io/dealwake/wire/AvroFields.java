package io.dealwake.wire;

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

/** An Avro record by the types that we use: instants for timestamp-micros, dates for date, absence for null. */
final class AvroFields {
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
        return fields.get(name).toString();
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(fields.get(name)).map(Object::toString);
    }

    double number(String name) {
        return (Double) fields.get(name);
    }

    OptionalDouble optionalNumber(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
    }

    long whole(String name) {
        return (Long) fields.get(name);
    }

    OptionalLong optionalWhole(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    int count(String name) {
        return (Integer) fields.get(name);
    }

    OptionalInt optionalCount(String name) {
        Object value = fields.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
    }

    boolean flag(String name) {
        return (Boolean) fields.get(name);
    }

    Instant instant(String name) {
        return Instant.EPOCH.plus(whole(name), ChronoUnit.MICROS);
    }

    Optional<Instant> optionalInstant(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(micros -> Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS));
    }

    LocalDate date(String name) {
        return LocalDate.ofEpochDay(count(name));
    }

    byte[] bytes(String name) {
        return optionalBytes(name).orElseThrow();
    }

    Optional<byte[]> optionalBytes(String name) {
        return Optional.ofNullable((ByteBuffer) fields.get(name)).map(buffer -> {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        });
    }

    List<String> texts(String name) {
        return ((List<?>) fields.get(name)).stream().map(Object::toString).toList();
    }

    <T> List<T> records(String name, Function<AvroFields, T> reader) {
        List<T> records = new ArrayList<>();
        for (Object element : (List<?>) fields.get(name)) {
            records.add(reader.apply(new AvroFields((GenericRecord) element)));
        }
        return records;
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
