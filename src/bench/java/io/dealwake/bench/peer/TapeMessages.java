package io.dealwake.bench.peer;

import io.dealwake.wire.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Avro's generic reader of single-object encoding: the schema is found by its fingerprint. Not thread-safe. */
final class TapeMessages {
    private static final int MARKER_LENGTH = 2;
    private static final int HEADER_LENGTH = MARKER_LENGTH + Long.BYTES;

    private final Map<Long, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private BinaryDecoder decoder;

    TapeMessages() {
        for (String name : Schemas.names()) {
            var schema = Schemas.named(name);
            readers.put(SchemaNormalization.parsingFingerprint64(schema), new GenericDatumReader<>(schema));
        }
    }

    GenericRecord read(byte[] message) {
        long fingerprint =
                ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER_LENGTH);
        decoder = DecoderFactory.get()
                .binaryDecoder(message, HEADER_LENGTH, message.length - HEADER_LENGTH, decoder);
        try {
            return readers.get(fingerprint).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("the tape holds something else", e);
        }
    }

    static String text(GenericRecord message, String field) {
        return message.get(field).toString();
    }

    static long whole(GenericRecord message, String field) {
        return (Long) message.get(field);
    }

    static double number(GenericRecord message, String field) {
        return (Double) message.get(field);
    }
}
