package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dealwake.wire.Samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of version 1, kept for ever. A fingerprint does not see logical types and defaults, so values and the
 * schemas' whole text are compared as well; only the docs may change freely.
 *
 * <p>A failure here means that messages already written will not be read as they were meant. A new schema gets its
 * files by {@code ./mvnw test -Dtest=StoredBytesTest -Ddealwake.store=true}, which overwrites none. A schema changed on
 * purpose: never edit or remove a file under {@code v1}; teach {@link Schemas} to read the old fingerprint too, store
 * today's messages under {@code v2} beside it, compare today's schema with the newest stored text, and go on reading
 * every version here.
 */
class StoredBytesTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/dealwake/wire/v1");
    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<Sample<?>> SAMPLES = Samples.FULL;

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldReadTheSameValueWhenTheBytesAreStored(Sample<?> sample) throws Exception {
        assertThat(sample.codec().read(stored(sample.codec().name())))
                .usingRecursiveComparison()
                .isEqualTo(sample.value());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldWriteTheStoredBytesWhenTheValueIsTheSame(Sample<?> sample) throws Exception {
        assertThat(sample.bytes()).isEqualTo(stored(sample.codec().name()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHoldTheStoredValuesWhenReadByAvroWithTheStoredSchemaAlone(String name) throws Exception {
        Schema schema = new Schema.Parser().parse(text(name, "avsc"));

        GenericRecord record = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(stored(name));

        assertThat(written(record)).isEqualTo(JSON.readTree(text(name, "json")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHoldTheStoredValuesWhenReadByAvroWithTodaysSchema(String name) throws Exception {
        Schema schema = Schemas.named(name);

        GenericRecord record = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(stored(name));

        assertThat(written(record)).isEqualTo(JSON.readTree(text(name, "json")));
        // Avro keeps a map in no order, so only the length of what it writes is sure.
        assertThat(encoded(record)).hasSameSizeAs(stored(name)).startsWith(Arrays.copyOf(stored(name), 10));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldEqualTheStoredSchemaWhenDocsAreLeftOut(String name) throws Exception {
        JsonNode today = JSON.readTree(Files.readString(Path.of("schemas", name + ".avsc")));
        JsonNode then = JSON.readTree(text(name, "avsc"));

        assertThat(withoutDocs(today)).isEqualTo(withoutDocs(then));
    }

    @Test
    void shouldStoreAMessageOfEverySchemaAndOfNothingElse() throws IOException {
        List<String> expected = names().flatMap(name -> Stream.of(name + ".avsc", name + ".hex", name + ".json"))
                .toList();

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "dealwake.store", matches = "true")
    void storeWhatIsNotYetStored() throws IOException {
        Files.createDirectories(FOLDER);
        for (String name : names().toList()) {
            byte[] message = messageOf(name);
            GenericRecord record =
                    new BinaryMessageDecoder<GenericRecord>(GenericData.get(), Schemas.named(name)).decode(message);
            store(name, "hex", HexFormat.of().formatHex(message).replaceAll("(.{100})", "$1\n") + "\n");
            store(name, "json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written(record)) + "\n");
            store(name, "avsc", Files.readString(Path.of("schemas", name + ".avsc")));
        }
    }

    private static void store(String name, String kind, String text) throws IOException {
        Path file = FOLDER.resolve(name + "." + kind);
        if (Files.notExists(file)) {
            Files.writeString(file, text);
        }
    }

    private static Stream<String> names() {
        List<String> names = new ArrayList<>();
        Schemas.names().forEach(names::add);
        return names.stream();
    }

    private static String text(String name, String kind) throws IOException {
        return Files.readString(FOLDER.resolve(name + "." + kind));
    }

    private static byte[] stored(String name) throws IOException {
        return HexFormat.of().parseHex(text(name, "hex").replaceAll("\\s", ""));
    }

    private static byte[] messageOf(String name) throws IOException {
        for (Sample<?> sample : SAMPLES) {
            if (sample.codec().name().equals(name)) {
                return sample.bytes();
            }
        }
        return encoded(ReservedSamples.of(name));
    }

    private static byte[] encoded(GenericRecord record) throws IOException {
        var buffer = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** As it will be when read from a file, so that numbers are of the same kinds. */
    private static JsonNode written(GenericRecord record) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(PlainJson.of(record)));
    }

    private static JsonNode withoutDocs(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("doc");
        }
        node.forEach(StoredBytesTest::withoutDocs);
        return node;
    }
}
