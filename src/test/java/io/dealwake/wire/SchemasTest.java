package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final Path FOLDER = Path.of("schemas");

    @ParameterizedTest
    @MethodSource("files")
    void shouldParseAloneAndBeNamedAsItsFile(String name) throws IOException {
        Schema schema = new Schema.Parser().parse(Files.readString(FOLDER.resolve(name + ".avsc")));

        assertThat(schema.getType()).isEqualTo(Schema.Type.RECORD);
        assertThat(schema.getName()).isEqualTo(camelCase(name));
        assertThat(schema).isEqualTo(Schemas.named(name));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSayWhatEachRecordAndFieldIs(String name) {
        List<Schema> records = recordsIn(Schemas.named(name));

        for (Schema record : records) {
            assertThat(record.getNamespace()).as(record.getName()).isEqualTo("io.dealwake.v1");
            assertThat(record.getDoc()).as(record.getName()).isNotBlank().endsWith(".");
            for (Schema.Field field : record.getFields()) {
                assertThat(field.doc())
                        .as(record.getName() + "." + field.name())
                        .isNotBlank()
                        .endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldDefaultToNullWhenAFieldIsOptional(String name) {
        for (Schema record : recordsIn(Schemas.named(name))) {
            for (Schema.Field field : record.getFields()) {
                if (field.schema().isUnion()) {
                    String place = record.getName() + "." + field.name();
                    assertThat(field.schema().getTypes()).as(place).hasSize(2);
                    assertThat(field.schema().getTypes().get(0).getType())
                            .as(place)
                            .isEqualTo(Schema.Type.NULL);
                    assertThat(field.defaultVal()).as(place).isEqualTo(JsonProperties.NULL_VALUE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSayThatItIsUtcMicrosecondsWhenAFieldIsATime(String name) {
        for (Schema record : recordsIn(Schemas.named(name))) {
            for (Schema.Field field : record.getFields()) {
                String type = field.schema().toString();
                String place = record.getName() + "." + field.name();
                if (type.contains("logicalType") && !type.contains("\"fields\"")) {
                    assertThat(type).as(place).containsAnyOf("timestamp-micros", "\"date\"");
                }
                if (type.contains("timestamp-micros") && !type.contains("\"fields\"")) {
                    assertThat(field.doc()).as(place).contains("UTC");
                }
            }
        }
    }

    @Test
    void shouldKnowEveryFileAndNoOther() throws IOException {
        assertThat(Schemas.names()).containsExactlyInAnyOrderElementsOf(files().toList());
        assertThatThrownBy(() -> Schemas.named("loop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no schema loop, there are [trade, ");
    }

    @Test
    void shouldDefineEachNameOnlyOnceAmongAllFiles() throws IOException {
        List<String> names = files().flatMap(name -> recordsIn(Schemas.named(name)).stream())
                .map(Schema::getFullName)
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellEveryTypeByItsFingerprint() throws IOException {
        Map<Long, String> names = new HashMap<>();
        for (String name : files().toList()) {
            long fingerprint = SchemaNormalization.parsingFingerprint64(Schemas.named(name));
            assertThat(names.put(fingerprint, name)).as(name).isNull();
            assertThat(Schemas.written(fingerprint).map(Schemas.Written::name)).contains(name);
        }
        assertThat(Schemas.written(0)).isEmpty();
    }

    @Test
    void shouldHaveTheTwelveTypesOfTheTape() throws IOException {
        List<String> tape = files().filter(name -> Schemas.named(name).getDoc().contains("A tape record"))
                .toList();

        assertThat(tape)
                .containsExactlyInAnyOrder(
                        "trade",
                        "block",
                        "correction",
                        "cancel",
                        "halt",
                        "gap",
                        "heartbeat",
                        "source-left",
                        "leg",
                        "close",
                        "security",
                        "rules");
    }

    private static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("README.md") && !file.equals("older"))
                    .map(file -> file.endsWith(".avsc") ? file.substring(0, file.length() - 5) : file)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** A schema's records, itself first. */
    private static List<Schema> recordsIn(Schema schema) {
        List<Schema> records = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> {
                records.add(schema);
                schema.getFields().forEach(field -> records.addAll(recordsIn(field.schema())));
            }
            case ARRAY -> records.addAll(recordsIn(schema.getElementType()));
            case MAP -> records.addAll(recordsIn(schema.getValueType()));
            case UNION -> schema.getTypes().forEach(type -> records.addAll(recordsIn(type)));
            default -> {}
        }
        return records;
    }

    private static String camelCase(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
