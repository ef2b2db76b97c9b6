package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dealwake.deal.Announcement;
import io.dealwake.market.Trade;
import io.dealwake.wire.Samples.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessagesTest {
    private static final String TRADE = "{'symbol':'AMD','time':'2025-10-06T06:50:00-04:00','price':164.67,'size':100}";
    private static final String DEAL = "{'id':'d','announcedAt':'2025-10-06T06:50:00-04:00','headline':'h',"
            + "'parties':[{'entity':'AMD','role':'supplier','symbol':'AMD'},{'entity':'OpenAI','role':'customer'}]}";

    @ParameterizedTest
    @MethodSource("tapeSamples")
    void shouldReadWhatIsPrintedOfARecordOfTheTape(Sample<?> sample) throws Unusable {
        TapeRecord read = JsonMessages.tapeRecord(bytes(sample.line()), 0);

        assertThat(read).isEqualTo(TapeRecord.read(sample.bytes()));
    }

    static Stream<Sample<?>> tapeSamples() {
        return Samples.all()
                .filter(sample -> TapeRecord.TYPES.contains(sample.codec().name()));
    }

    @ParameterizedTest
    @MethodSource("dealSamples")
    void shouldReadWhatIsPrintedOfADeal(Sample<Announcement> sample) throws Unusable {
        assertThat(JsonMessages.deal(bytes(sample.line()))).isEqualTo(sample.value());
    }

    static Stream<Sample<?>> dealSamples() {
        return Samples.all().filter(sample -> sample.codec() == Codecs.ANNOUNCEMENT);
    }

    @Test
    void shouldTakeARecordWithoutTypeForATrade() throws Unusable {
        assertThat(tape(TRADE))
                .isEqualTo(
                        new TapeRecord.OneTrade(Trade.of("AMD", Instant.parse("2025-10-06T10:50:00Z"), 164.67, 100)));
    }

    @Test
    void shouldTakeThePartitionOfTheRecordWhereNoneIsNamed() throws Unusable {
        String beat = "{'type':'heartbeat','source':'s','time':'2025-10-06T10:50:00Z'}";

        assertThat(JsonMessages.tapeRecord(bytes(quoted(beat)), 3).namedPartition())
                .hasValue(3);
        assertThat(JsonMessages.tapeRecord(bytes(quoted(beat.replace("}", ",'partition':2}"))), 3)
                        .namedPartition())
                .hasValue(2);
    }

    @Test
    void shouldTakeAnnouncedAtForObservedAtWhereThatIsLeftOut() throws Unusable {
        Announcement deal = JsonMessages.deal(bytes(quoted(DEAL)));

        assertThat(deal.observedAt()).isEqualTo(deal.announcedAt());
        assertThat(deal.retracted()).isFalse();
    }

    @Test
    void shouldReadNullAsAbsent() throws Unusable {
        assertThat(JsonMessages.deal(bytes(quoted(DEAL.replace("'id'", "'sameAs':null,'flows':null,'id'")))))
                .isEqualTo(JsonMessages.deal(bytes(quoted(DEAL))));
    }

    /** What stands in the trade, what is put there instead, and what is said of it. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', textBlock = """
            'price':164.67 | 'price':-1     | price is -1.0, expected a finite number above zero (1e-9 to 1e15)
            'price':164.67 | 'price':0      | price is 0.0, expected a finite number above zero (1e-9 to 1e15)
            'price':164.67 | 'price':1e400  | price is Infinity, expected a finite number above zero (1e-9 to 1e15)
            'price':164.67 | 'price':'NaN'  | price is "NaN", expected a number
            'price':164.67 | 'price':'164'  | price is "164", expected a number
            'price':164.67 | 'price':null   | price is missing, expected a number
            'price':164.67 | 'price':[1]    | price is [1], expected a number
            'price':164.67 | 'prise':1      | field is prise, expected price; the fields are symbol, time, price, size, id, venue, conditions
            'size':100     | 'size':100.5   | size is 100.5, expected a whole number of at most 9223372036854775807
            'size':100     | 'size':1e2     | size is 100.0, expected a whole number of at most 9223372036854775807
            'size':100     | 'size':0       | size is 0, expected a whole number from 1 to 1000000000000
            'size':100     | 'size':9223372036854775808 | size is 9223372036854775808, expected a whole number of at most 9223372036854775807
            'size':100     | 'size':true    | size is true, expected a whole number of at most 9223372036854775807
            ,'size':100    | ^^             | size is missing, expected a whole number of at most 9223372036854775807
            'symbol':'AMD' | 'symbol':7     | symbol is 7, expected a text
            'symbol':'AMD' | 'symbol':'A B' | symbol is A B, expected a symbol of 1 to 32 characters without white space
            'symbol':'AMD' | 'symbol':'\\ud83d' | symbol is a text with half a surrogate pair, expected Unicode
            'size':100     | 'size':100,'conditions':'@' | conditions is "@", expected a list
            'size':100     | 'size':100,'conditions':['@',1] | conditions[1] is 1, expected a text
            -04:00         | ^^             | time is 2025-10-06T06:50:00, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00: this one has no offset
            '2025-10-06T06:50:00-04:00' | 1759747800000000 | time is 1759747800000000, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00
            2025           | 1925           | time is 1925-10-06T06:50:00-04:00, expected a time from 1990 to 2100
            :00-04:00      | :00.0000001Z   | time is 2025-10-06T06:50:00.0000001Z, expected a time in whole microseconds
            {              | {'type':1,     | type is 1, expected a text such as trade
            """)
    void shouldNameFieldValueAndWhatWasExpectedWhenAFieldOfATradeIsWrong(String right, String wrong, String problem) {
        assertThat(TRADE).contains(right);

        Unusable refusal = refusalOfTape(quoted(TRADE.replace(right, wrong)));

        assertThat(refusal).hasMessage(problem);
        assertThat(refusal.reason()).isEqualTo(RejectionReason.BAD_VALUE);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', textBlock = """
            'role':'supplier', | ^^              | parties[0].role is missing, expected a text
            'role':'supplier'  | 'role':'S'      | role is S, expected a word in kebab-case, such as supplier
            'entity':'OpenAI'  | 'entety':'OpenAI' | field is parties[1].entety, expected entity; the fields are entity, role, symbol
            'symbol':'AMD'     | 'symbol':null   | expected at least one listed party (one with a symbol)
            'headline':'h',    | ^^              | headline is missing, expected a text
            'id':'d',          | ^^              | id is missing, expected a text
            'id':'d'           | 'id':'a b'      | id is a b, expected 1 to 100 letters, digits, dots, dashes or underscores
            'id'               | 'observedAt':'2025-10-06T10:49:59Z','id' | observedAt is 2025-10-06T10:49:59Z, expected a time not before announcedAt
            'id'               | 'flows':[{'from':'AMD','to':'IBM','kind':'a'}],'id' | flows.to is IBM, expected one of the parties
            'id'               | 'retracted':'yes','id' | retracted is "yes", expected true or false
            'id'               | 'parties':7,'id' | Duplicate field 'parties'
            """)
    void shouldNameThePathWhenAFieldOfADealIsWrong(String right, String wrong, String problem) {
        assertThat(DEAL).contains(right);

        Unusable refusal = catchThrowableOfType(
                Unusable.class, () -> JsonMessages.deal(bytes(quoted(DEAL.replace(right, wrong)))));

        assertThat(refusal).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', textBlock = """
            ^^                      | the record is empty, expected a JSON object
            null                    | the record is null, expected a JSON object
            [1]                     | the record is [1], expected a JSON object
            42                      | the record is 42, expected a JSON object
            {                       | the record is no JSON (line 1, column 2): Unexpected end-of-input
            AMD 164.67              | the record is no JSON (line 1, column 1): Unrecognized token 'AMD'
            {'price':NaN}           | the record is no JSON (line 1, column 13): Non-standard token 'NaN'
            {'price':1,'price':1}   | the record is no JSON (line 1, column 19): Duplicate field 'price'
            {'a':1} {'b':2}         | the record is no JSON
            {'a':[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]} | the record is no JSON: Document nesting depth (17) exceeds the maximum allowed (16
            """)
    void shouldSayWhereTheTextIsNoJsonObject(String text, String problem) {
        Unusable refusal = refusalOfTape(quoted(text == null ? "" : text));

        assertThat(refusal).hasMessageStartingWith(problem);
        assertThat(refusal.getMessage()).hasSizeLessThan(500).doesNotContain("\n");
        assertThat(refusal.reason()).isEqualTo(RejectionReason.UNREADABLE);
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        Unusable refusal = catchThrowableOfType(
                Unusable.class, () -> JsonMessages.tapeRecord(new byte[] {'{', '"', (byte) 0xff, '"'}, 0));

        assertThat(refusal.reason()).isEqualTo(RejectionReason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules"})
    void shouldSayThatAReservedTypeIsNotApplied(String type) {
        Unusable refusal = refusalOfTape("{\"type\":\"" + type + "\"}");

        assertThat(refusal.reason()).isEqualTo(RejectionReason.NOT_SUPPORTED);
        assertThat(refusal).hasMessage("type is " + type + ", which this version does not apply");
    }

    @Test
    void shouldNameTheTypesWhenATypeIsUnknown() {
        Unusable refusal = refusalOfTape("{\"type\":\"hartbeat\"}");

        assertThat(refusal.reason()).isEqualTo(RejectionReason.NOT_SUPPORTED);
        assertThat(refusal).hasMessageStartingWith("type is hartbeat, expected heartbeat; the types are trade, block,");
        assertThat(catchThrowableOfType(Unusable.class, () -> JsonMessages.deal(bytes("{\"type\":\"trade\"}"))))
                .hasMessage("type is trade, expected announcement or none");
    }

    @Test
    void shouldShowALongValueByItsBeginning() {
        assertThat(refusalOfTape("{\"symbol\":" + "[".repeat(3) + "\"" + "x".repeat(1000) + "\"]]]}")
                        .getMessage())
                .hasSizeLessThan(150)
                .endsWith("…, expected a text");
    }

    private static TapeRecord tape(String json) throws Unusable {
        return JsonMessages.tapeRecord(bytes(quoted(json)), 0);
    }

    private static Unusable refusalOfTape(String json) {
        return catchThrowableOfType(Unusable.class, () -> JsonMessages.tapeRecord(bytes(json), 0));
    }

    /** Single quotes are easier to read in Java. */
    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadEveryRecordOfTheTapeThatTheDocumentShows() throws Exception {
        List<String> types = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/producers.md"))) {
            if (line.startsWith("{\"type\":")) {
                types.add(JsonMessages.tapeRecord(line.getBytes(StandardCharsets.UTF_8), 0)
                        .getClass()
                        .getSimpleName());
            }
        }

        assertThat(types).contains("OneCorrection", "OneHalt", "OneGap");
    }
}
