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
import java.util.Map;
import java.util.stream.IntStream;
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
 * purpose: never edit or remove a file under {@code v1}; keep the old text in {@code schemas/older}, from where {@link
 * Schemas} reads it, and store today's message in the next folder beside it.
 */
class StoredBytesTest {
    private static final Path ROOT = Path.of("src/test/resources/io/dealwake/wire");

    /** In which version a schema is written today; 1 for all others. */
    private static final Map<String, Integer> NEWEST = Map.of("security", 2, "correction", 2, "cancel", 2);

    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<Sample<?>> SAMPLES = Samples.FULL;

    /** A file of a version, such as v1/trade. */
    private record Stored(int version, String name) {
        static Stored newest(String name) {
            return new Stored(NEWEST.getOrDefault(name, 1), name);
        }

        Path file(String kind) {
            return ROOT.resolve("v" + version).resolve(name + "." + kind);
        }

        String text(String kind) throws IOException {
            return Files.readString(file(kind));
        }

        byte[] message() throws IOException {
            return HexFormat.of().parseHex(text("hex").replaceAll("\\s", ""));
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldReadTheSameValueWhenTheBytesAreStored(Sample<?> sample) throws Exception {
        assertThat(sample.codec().read(Stored.newest(sample.codec().name()).message()))
                .usingRecursiveComparison()
                .isEqualTo(sample.value());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldWriteTheStoredBytesWhenTheValueIsTheSame(Sample<?> sample) throws Exception {
        assertThat(sample.bytes())
                .isEqualTo(Stored.newest(sample.codec().name()).message());
    }

    @Test
    void shouldReadTheFirstVersionOfASecurity() throws Exception {
        assertThat(Codecs.SECURITY.read(new Stored(1, "security").message())).isEqualTo(Samples.SECURITY_1);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void shouldHoldTheStoredValuesWhenReadByAvroWithTheStoredSchemaAlone(Stored stored) throws Exception {
        Schema schema = new Schema.Parser().parse(stored.text("avsc"));

        GenericRecord record =
                new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(stored.message());

        assertThat(written(record)).isEqualTo(JSON.readTree(stored.text("json")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHoldTheStoredValuesWhenReadByAvroWithTodaysSchema(String name) throws Exception {
        Stored stored = Stored.newest(name);
        Schema schema = Schemas.named(name);

        GenericRecord record =
                new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(stored.message());

        assertThat(written(record)).isEqualTo(JSON.readTree(stored.text("json")));
        // Avro keeps a map in no order, so only the length of what it writes is sure.
        assertThat(encoded(record)).hasSameSizeAs(stored.message()).startsWith(Arrays.copyOf(stored.message(), 10));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldEqualTheStoredSchemaWhenDocsAreLeftOut(String name) throws Exception {
        JsonNode today = JSON.readTree(Files.readString(Path.of("schemas", name + ".avsc")));
        JsonNode then = JSON.readTree(Stored.newest(name).text("avsc"));

        assertThat(withoutDocs(today)).isEqualTo(withoutDocs(then));
    }

    @Test
    void shouldStoreAMessageOfEverySchemaAndOfNothingElse() throws IOException {
        List<String> expected = everything()
                .flatMap(stored -> Stream.of("avsc", "hex", "json").map(stored::file))
                .map(Path::toString)
                .toList();

        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "dealwake.store", matches = "true")
    void storeWhatIsNotYetStored() throws IOException {
        for (String name : names().toList()) {
            Stored stored = Stored.newest(name);
            Files.createDirectories(stored.file("hex").getParent());
            byte[] message = messageOf(name);
            GenericRecord record =
                    new BinaryMessageDecoder<GenericRecord>(GenericData.get(), Schemas.named(name)).decode(message);
            store(stored.file("hex"), HexFormat.of().formatHex(message).replaceAll("(.{100})", "$1\n") + "\n");
            store(
                    stored.file("json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written(record)) + "\n");
            store(stored.file("avsc"), Files.readString(Path.of("schemas", name + ".avsc")));
        }
    }

    private static void store(Path file, String text) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, text);
        }
    }

    private static Stream<String> names() {
        List<String> names = new ArrayList<>();
        Schemas.names().forEach(names::add);
        return names.stream();
    }

    /** Every version of every schema. */
    private static Stream<Stored> everything() {
        return names().flatMap(name ->
                IntStream.rangeClosed(1, NEWEST.getOrDefault(name, 1)).mapToObj(version -> new Stored(version, name)));
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
