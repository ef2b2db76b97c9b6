package io.dealwake.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * A message type in Avro's single-object encoding: two marker bytes, the schema's fingerprint, the body. Immutable and
 * safe for use by many threads.
 */
public final class Codec<T> {
    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final int HEADER_LENGTH = MARKER.length + Long.BYTES;

    private final String name;
    private final Schema schema;
    private final LeanSchema lean;
    private final long fingerprint;
    private final byte[] header;
    private final BiConsumer<T, AvroFields> writer;
    private final Function<AvroFields, T> reader;
    private final Optional<BiConsumer<T, LeanBytes>> ownWriter;

    Codec(String name, BiConsumer<T, AvroFields> writer, Function<AvroFields, T> reader) {
        this(name, writer, reader, Optional.empty());
    }

    private Codec(
            String name,
            BiConsumer<T, AvroFields> writer,
            Function<AvroFields, T> reader,
            Optional<BiConsumer<T, LeanBytes>> ownWriter) {
        this.name = name;
        this.schema = Schemas.named(name);
        this.lean = LeanSchema.of(schema);
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.header = ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(fingerprint)
                .array();
        this.writer = writer;
        this.reader = reader;
        this.ownWriter = ownWriter;
    }

    /** This codec with a shorter way to write the same bytes. */
    Codec<T> writtenBy(BiConsumer<T, LeanBytes> shorter) {
        return new Codec<>(name, writer, reader, Optional.of(shorter));
    }

    /** The name of the schema's file, without {@code .avsc}. */
    public String name() {
        return name;
    }

    /** Whether a message is one of the schema as it is written today. */
    boolean wrote(byte[] message) {
        return hasHeader(message) && (long) LONGS.get(message, MARKER.length) == fingerprint;
    }

    private static boolean hasHeader(byte[] message) {
        return message.length >= HEADER_LENGTH && message[0] == MARKER[0] && message[1] == MARKER[1];
    }

    /** The message of a value. */
    public byte[] encode(T value) {
        LeanBytes bytes = new LeanBytes(header);
        if (ownWriter.isPresent()) {
            ownWriter.get().accept(value, bytes);
        } else {
            lean.write(toAvro(value), bytes);
        }
        return bytes.toBytes();
    }

    /** The value of a message from outside; says why when it is not one of this type. */
    public T read(byte[] message) throws Unusable {
        Optional<GenericRecord> record = readLeanly(message);
        return valueOf(record.isPresent() ? record.get() : readByAvro(message));
    }

    /** The fields of a message of today's schema; absent for any other, and when something is not as it should be. */
    private Optional<GenericRecord> readLeanly(byte[] message) {
        if (!wrote(message)) {
            return Optional.empty();
        }
        try {
            LeanInput input = new LeanInput().of(message);
            GenericRecord record = lean.record(input);
            input.requireEnd();
            return Optional.of(record);
        } catch (LeanInput.Odd | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private GenericRecord readByAvro(byte[] message) throws Unusable {
        Schemas.Written found = written(message);
        if (!found.name().equals(name)) {
            throw new Unusable(RejectionReason.NOT_SUPPORTED, "type is " + found.name() + ", expected " + name);
        }
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(message, HEADER_LENGTH, message.length - HEADER_LENGTH, null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(found.schema(), schema).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new Unusable(RejectionReason.UNREADABLE, "the record is longer than a " + name);
            }
            return record;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | UnsupportedOperationException e) {
            // The last is what Avro says of a text, or a list, of more than 2 GB.
            throw new Unusable(RejectionReason.UNREADABLE, "the record is no " + name + " in Avro: " + e.getMessage());
        }
    }

    /** The value of a JSON object with the fields of the schema; says why when there is none. */
    T read(ObjectNode json) throws Unusable {
        return valueOf(JsonFields.read(json, schema));
    }

    private T valueOf(GenericRecord record) throws Unusable {
        try {
            return reader.apply(new AvroFields(record));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Unusable(RejectionReason.BAD_VALUE, e.getMessage());
        }
    }

    /** The value of a message of our own; anything else is a fault of ours. */
    public T decode(byte[] message) {
        try {
            return read(message);
        } catch (Unusable e) {
            throw new IllegalStateException("a stored " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    GenericRecord toAvro(T value) {
        AvroFields fields = new AvroFields(schema);
        for (Schema.Field field : schema.getFields()) {
            if (field.schema().getType() == Schema.Type.ARRAY) {
                fields.put(field.name(), List.of());
            }
        }
        writer.accept(value, fields);
        return fields.toAvro();
    }

    /** The name of a message's schema. */
    static String typeOf(byte[] message) throws Unusable {
        return written(message).name();
    }

    private static Schemas.Written written(byte[] message) throws Unusable {
        if (!hasHeader(message)) {
            throw new Unusable(
                    RejectionReason.UNREADABLE,
                    "the record does not begin with the header of Avro's single-object encoding (c3 01, fingerprint)");
        }
        long fingerprint = (long) LONGS.get(message, MARKER.length);
        return Schemas.written(fingerprint)
                .orElseThrow(() -> new Unusable(
                        RejectionReason.UNKNOWN_FINGERPRINT,
                        "fingerprint is " + Long.toHexString(fingerprint)
                                + ", expected that of a schema of this version"));
    }
}
