package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every schema read and written leanly, against Avro's own generic reader and writer: random values, and random bytes. What
 * the lean reader does not take is left to Avro, so only what it takes must be the same. Another seed: -Dseed=N.
 */
class LeanSchemaTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final int RUNS = 500;

    private final SplittableRandom random = new SplittableRandom(SEED);

    static List<String> names() {
        return StreamSupport.stream(Schemas.names().spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldWriteAndReadAnyValueAsAvroDoes(String name) throws IOException {
        Schema schema = Schemas.named(name);
        LeanSchema lean = LeanSchema.of(schema);
        for (int run = 0; run < RUNS; run++) {
            GenericRecord value = (GenericRecord) any(schema);
            byte[] avros = byAvro(value);

            LeanBytes leans = new LeanBytes(new byte[Codec.HEADER_LENGTH]);
            lean.write(value, leans);

            assertThat(leans.toBytes()).as("seed %d: %s", SEED, value).isEqualTo(avros);
            assertThat(leanly(lean, avros)).as("seed %d", SEED).hasValue(value.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldTakeNoBytesThatAvroReadsOtherwise(String name) throws IOException {
        Schema schema = Schemas.named(name);
        LeanSchema lean = LeanSchema.of(schema);
        int taken = 0;
        for (int run = 0; run < 20 * RUNS; run++) {
            byte[] message = damaged(byAvro((GenericRecord) any(schema)));
            Optional<String> found = leanly(lean, message);
            if (found.isPresent()) {
                taken++;
                assertThat(found).as("seed %d", SEED).isEqualTo(avroOf(schema, message));
            }
        }
        assertThat(taken)
                .as("damaged messages that are still of the schema, seed %d", SEED)
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"float\"", "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}"})
    void shouldRefuseTypesThatNoSchemaHas(String type) {
        Schema schema = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": " + type
                        + "}]}");

        assertThatThrownBy(() -> LeanSchema.of(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a schema has the ");
    }

    @Test
    void shouldReadALongListInPieces() throws IOException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\":"
                        + " {\"type\": \"array\", \"items\": \"long\"}}]}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[Codec.HEADER_LENGTH]);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(2);
        encoder.writeLong(7);
        encoder.writeLong(-8);
        encoder.writeLong(-1); // a piece that says its length in bytes
        encoder.writeLong(1);
        encoder.writeLong(9);
        encoder.writeLong(0);

        assertThat(leanly(LeanSchema.of(schema), bytes.toByteArray())).hasValue("{\"f\": [7, -8, 9]}");
    }

    private static Optional<String> leanly(LeanSchema lean, byte[] message) {
        try {
            LeanInput input = new LeanInput().of(message);
            GenericRecord record = lean.record(input);
            input.requireEnd();
            return Optional.of(record.toString());
        } catch (LeanInput.Odd | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static byte[] byAvro(GenericRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[Codec.HEADER_LENGTH]);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Optional<String> avroOf(Schema schema, byte[] message) {
        try {
            BinaryDecoder decoder = DecoderFactory.get()
                    .binaryDecoder(message, Codec.HEADER_LENGTH, message.length - Codec.HEADER_LENGTH, null);
            String found = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, decoder)
                    .toString();
            return decoder.isEnd() ? Optional.of(found) : Optional.empty();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private byte[] damaged(byte[] message) {
        byte[] bytes = message.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int place = random.nextInt(Codec.HEADER_LENGTH, bytes.length);
            bytes[place] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[place] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private Object any(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), any(field.schema())));
                yield record;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(schema.getElementType()));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(2); i > 0; i--) { // a map of two has no order in Avro
                    map.put(text(), any(schema.getValueType()));
                }
                yield map;
            }
            case UNION ->
                any(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong(1L << 62) >> random.nextInt(63);
            case DOUBLE -> random.nextGaussian() * Math.pow(10, random.nextInt(-9, 12));
            case STRING -> text();
            default -> ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("AZ09/[]+é漢".charAt(random.nextInt(10)));
        }
        return text.toString();
    }
}
