package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dealwake.alert.Alert;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Samples.Sample;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("samples")
    void shouldLeadWithTheTopicAndNameTheFieldsAsTheSchemaDoes(Sample<?> sample) throws IOException {
        List<String> expected = new ArrayList<>(List.of("topic"));
        if (TapeRecord.TYPES.contains(sample.codec().name())) {
            expected.add("type");
        }
        GenericRecord record = toAvro(sample);
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            boolean empty = value == null
                    || (value instanceof Collection<?> items && items.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty());
            if (!empty) {
                expected.add(field.name());
            }
        }

        assertThat(namesOf(JSON.readTree(sample.line()))).containsExactlyElementsOf(expected);
        assertThat(sample.line()).doesNotContain("\n").doesNotContain("null");
    }

    @Test
    void shouldHaveAllFieldsOfTheContractWhenAReactionIsFull() throws IOException {
        String contract = """
                topic dealId symbol role benchmark window status reason model returnKind announcedAt eventDay basePrice
                baseTime lastPrice lastTime rawReturn benchmarkReturn expectedReturn abnormalReturn standardError
                standardErrorNaive degreesOfFreedom tStatistic tStatisticNaive pValue pEmpirical alpha beta sigma
                estimationDays estimationFrom estimationTo sharesOutstanding marketCapBefore marketCapChange
                peakMarketCapChange peakTime abnormalValueChange volumeRatio restatement
                """;

        String line = JsonLines.of("reactions", Codecs.REACTION, Samples.REACTION);

        assertThat(line).startsWith("{\"topic\":\"reactions\",\"dealId\":\"openai-amd-2025\",\"symbol\":\"AMD\",");
        assertThat(namesOf(JSON.readTree(line)))
                .containsExactly(contract.strip().split("\\s+"));
    }

    @Test
    void shouldLeaveOutWhatIsAbsent() {
        Sample<?> minimal = Samples.MINIMAL.stream()
                .filter(sample -> sample.codec() == Codecs.REACTION)
                .findFirst()
                .orElseThrow();

        assertThat(minimal.line())
                .isEqualTo("{\"topic\":\"topic\",\"dealId\":\"openai-amd-2025\",\"symbol\":\"AMD\",\"role\":\"rival\","
                        + "\"window\":\"since\",\"status\":\"OPEN\",\"model\":\"benchmark-adjusted\","
                        + "\"returnKind\":\"total\",\"announcedAt\":\"2025-10-06T10:50:00.123456Z\","
                        + "\"eventDay\":\"2025-10-06\",\"confoundedBy\":[\"other-deal\",\"earnings 2025-08-05\"],"
                        + "\"gaps\":[\"AMD missed 2025-10-06T13:30:00Z/2025-10-06T13:31:00Z feed\"]}");
    }

    @Test
    void shouldWriteTimesInUtcAndDatesAsTheyAre() {
        assertThat(JsonLines.of("ticks", Codecs.CLOSE, Samples.CLOSE))
                .isEqualTo(
                        "{\"topic\":\"ticks\",\"type\":\"close\",\"symbol\":\"AMD\",\"date\":\"2025-10-06\",\"close\":203.71,"
                                + "\"volume\":248915800,\"knownAt\":\"2025-10-06T21:56:40.123456Z\"}");
        assertThat(JsonLines.of("ticks", Codecs.HEARTBEAT, heartbeat("1990-01-01T00:00:00Z")))
                .contains("\"time\":\"1990-01-01T00:00:00Z\"");
        assertThat(JsonLines.of("ticks", Codecs.HEARTBEAT, heartbeat("2025-10-06T10:50:00.1Z")))
                .contains("\"time\":\"2025-10-06T10:50:00.100Z\"");
    }

    @Test
    void shouldNestTheRestatement() {
        assertThat(JsonLines.of("reactions", Codecs.REACTION, Samples.REACTION))
                .endsWith(",\"restatement\":{\"number\":2,\"cause\":\"late-close\"}}");
        Reaction again = Samples.REACTION.restated(new Reaction.Restatement(3, "amended"));
        assertThat(JsonLines.of("reactions", Codecs.REACTION, again))
                .endsWith(",\"restatement\":{\"number\":3,\"cause\":\"amended\"}}");
    }

    @Test
    void shouldNestRecordsInListsAndLeaveOutWhatTheyLack() throws IOException {
        Sample<?> deal = Samples.FULL.stream()
                .filter(sample -> sample.codec() == Codecs.ANNOUNCEMENT)
                .findFirst()
                .orElseThrow();

        JsonNode line = JSON.readTree(deal.line());

        assertThat(line.get("parties").toString())
                .isEqualTo("[{\"entity\":\"AMD\",\"role\":\"supplier\",\"symbol\":\"AMD\"},"
                        + "{\"entity\":\"OpenAI\",\"role\":\"customer\"}]");
        assertThat(line.get("flows").get(1).toString())
                .isEqualTo("{\"from\":\"AMD\",\"to\":\"OpenAI\",\"kind\":\"warrant\",\"shares\":160000000,"
                        + "\"strikeUsd\":0.01,\"vesting\":\"in tranches, the last at 600 USD\"}");
        assertThat(line.get("kinds").toString()).isEqualTo("[\"supply\",\"warrant\"]");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0.1 + 0.2, 1.0 / 3, 1e-9, 1e15, 123456789.12345679, 164.67, 100, 4.9e-9, 1234567890123.4568})
    void shouldKeepEveryDigitOfANumber(double price) throws IOException {
        String line = JsonLines.of("ticks", Codecs.TRADE, Trade.of("AMD", Samples.T0, price, 1));

        assertThat(JSON.readTree(line).get("price").doubleValue()).isEqualTo(price);
        assertThat(line).contains("\"price\":" + price + ",");
    }

    @Test
    void shouldKeepTheSmallestAndLargestNumbersInEvidence() throws IOException {
        Map<String, Object> evidence = Map.of(
                "a", Double.MIN_VALUE, "b", -Double.MAX_VALUE, "c", Long.MIN_VALUE, "d", -0.0, "e", Long.MAX_VALUE);

        JsonNode read = JSON.readTree(JsonLines.of("alerts", Codecs.ALERT, alert(evidence)))
                .get("evidence");

        assertThat(read.toString())
                .isEqualTo("{\"a\":4.9E-324,\"b\":-1.7976931348623157E308,\"c\":-9223372036854775808,\"d\":-0.0,"
                        + "\"e\":9223372036854775807}");
    }

    @Test
    void shouldOrderEvidenceByNameWhateverOrderItCameIn() {
        List<String> names = new ArrayList<>(List.of("z", "a", "Z", "price", "0", "ä", "priceTime"));
        String first = "";
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            Map<String, Object> evidence = new LinkedHashMap<>();
            names.forEach(name -> evidence.put(name, name));
            String line = JsonLines.of("alerts", Codecs.ALERT, alert(evidence));
            first = first.isEmpty() ? line : first;
            assertThat(line).isEqualTo(first);
        }
        assertThat(first)
                .endsWith("\"evidence\":{\"0\":\"0\",\"Z\":\"Z\",\"a\":\"a\",\"price\":\"price\","
                        + "\"priceTime\":\"priceTime\",\"z\":\"z\",\"ä\":\"ä\"}}");
    }

    @Test
    void shouldStayOnOneLineWhenATextHasLineBreaks() throws IOException {
        String odd = "one\ntwo\r\n\"three\"\\ \u0000 \t 株式🚀";
        Rejected rejected =
                new Rejected("t", 0, 1, OptionalInt.of(0), "bad-value", odd, Optional.of(new byte[] {-1, 0, 62}));

        String line = JsonLines.of("rejected", Codecs.REJECTED, rejected);

        assertThat(line.chars()).allMatch(c -> c >= ' ');
        assertThat(JSON.readTree(line).get("message").textValue()).isEqualTo(odd);
        assertThat(line).endsWith(",\"value\":\"/wA+\"}");
    }

    @Test
    void shouldWriteTheSameWhateverTheMachinesLocaleAndZone() {
        assertThat(Locale.getDefault()).isEqualTo(Locale.GERMANY);
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Pacific/Chatham"));
        List<String> here = Samples.all().map(Sample::line).toList();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(Samples.all().map(Sample::line).toList()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /** All but a rejected record, whose own field topic takes the place of the line's topic. */
    private static Stream<Sample<?>> samples() {
        return Samples.all().filter(sample -> sample.codec() != Codecs.REJECTED);
    }

    private static TapeRecord.Heartbeat heartbeat(String time) {
        return new TapeRecord.Heartbeat("feed", Instant.parse(time), Optional.empty(), 0);
    }

    private static Alert alert(Map<String, Object> evidence) {
        Alert alert = Samples.ALERT;
        return new Alert(
                alert.fingerprint(),
                alert.sequence(),
                alert.status(),
                alert.rule(),
                alert.severity(),
                alert.leg(),
                alert.window(),
                alert.firedAt(),
                alert.measure(),
                alert.value(),
                alert.threshold(),
                alert.headline(),
                evidence);
    }

    private static <T> GenericRecord toAvro(Sample<T> sample) {
        return sample.codec().toAvro(sample.value());
    }

    private static List<String> namesOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
