package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.dealwake.alert.Alert;
import io.dealwake.alert.Severity;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.wire.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final int HEADER_LENGTH = 10;

    /** Far above what the largest sample needs, far below what a length of 2 GB would ask for. */
    private static final long BYTES_ENOUGH_FOR_A_READ = 1 << 20;

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadWhatItWrote(Sample<?> sample) throws Unusable {
        assertThat(sample.codec().read(sample.bytes()))
                .usingRecursiveComparison()
                .isEqualTo(sample.value());
        assertThat(sample.codec().decode(sample.bytes()))
                .usingRecursiveComparison()
                .isEqualTo(sample.value());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void shouldWriteTheBytesThatAvroWrites(Sample<T> sample) throws IOException {
        Schema schema = Schemas.named(sample.codec().name());
        GenericRecord record = sample.codec().toAvro(sample.value());

        ByteBuffer avros = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record);

        assertThat(ByteBuffer.wrap(sample.bytes())).isEqualTo(avros);
        assertThat(new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(sample.bytes()))
                .isEqualTo(record);
    }

    @Test
    void shouldReadWhatItWroteWhenAnyGroupsOfAReactionAreThere() throws Unusable {
        for (Reaction.Status status : Reaction.Status.values()) {
            for (int groups = 0; groups < 1 << 13; groups++) {
                boolean refused = (status == Reaction.Status.FINAL && (groups & ABNORMAL) == 0)
                        || (status == Reaction.Status.NOT_COMPUTABLE && (groups & REASON) == 0);
                if (!refused) {
                    Reaction reaction = reaction(status, groups);
                    assertThat(Codecs.REACTION.read(Codecs.REACTION.encode(reaction)))
                            .isEqualTo(reaction);
                }
            }
        }
    }

    @Test
    void shouldReadWhatItWroteForEachReasonStatusAndSeverity() throws Unusable {
        for (Reason reason : Reason.values()) {
            Reaction full = Samples.REACTION;
            Reaction reaction = new Reaction(
                    full.leg(),
                    full.role(),
                    full.benchmark(),
                    full.window(),
                    Reaction.Status.NOT_COMPUTABLE,
                    Optional.of(reason),
                    full.model(),
                    full.returnKind(),
                    full.announcedAt(),
                    full.eventDay(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    full.confoundedBy(),
                    full.gaps(),
                    Optional.empty());
            assertThat(Codecs.REACTION.read(Codecs.REACTION.encode(reaction))).isEqualTo(reaction);
        }
        for (Alert.Status status : Alert.Status.values()) {
            for (Severity severity : Severity.values()) {
                Alert alert = alert(status, severity, Map.of());
                assertThat(Codecs.ALERT.read(Codecs.ALERT.encode(alert))).isEqualTo(alert);
            }
        }
    }

    @Test
    void shouldKeepDoublesLongsAndTextsApartInEvidence() throws Unusable {
        Map<String, Object> evidence = Map.of(
                "double",
                1.0,
                "least",
                Double.MIN_VALUE,
                "long",
                1L,
                "largest",
                Long.MAX_VALUE,
                "text",
                "1",
                "empty",
                "",
                "Größe Ω",
                "株式");
        Alert alert = alert(Alert.Status.FIRING, Severity.CRITICAL, evidence);

        assertThat(Codecs.ALERT.read(Codecs.ALERT.encode(alert)).evidence()).isEqualTo(evidence);
    }

    @Test
    void shouldKeepTheOtherTradesWhenOneOfABlockCannotBe() throws Exception {
        GenericRecord block = Codecs.BLOCK.toAvro(new TapeRecord.Block(2, entries(4)));
        tradeOf(block, 0).put("price", Double.NaN);
        tradeOf(block, 1).put("time", Long.MAX_VALUE);
        tradeOf(block, 3).put("symbol", "A MD");

        TapeRecord.Block read = (TapeRecord.Block) TapeRecord.read(encoded(block));

        assertThat(read.entries().stream().map(entry -> entry.trade().isPresent()))
                .containsExactly(false, false, true, false);
        assertThat(read.entries().get(2)).isEqualTo(entries(3).get(2));
        assertThat(read.entries().get(0).failure()).startsWith("price is NaN, expected ");
        assertThat(read.entries().get(1).failure()).startsWith("time is ");
        assertThat(read.entries().get(3).failure()).startsWith("symbol is A MD, expected ");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeUnusableWhenTheMessageIsOfAnotherType(Sample<?> sample) throws Exception {
        for (Sample<?> other : Samples.FULL) {
            if (other.codec() != sample.codec()) {
                assertUnusable(sample, other.bytes(), RejectionReason.NOT_SUPPORTED);
            }
        }
        for (String reserved : ReservedSamples.NAMES) {
            assertUnusable(sample, encoded(ReservedSamples.of(reserved)), RejectionReason.NOT_SUPPORTED);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeUnusableWhenCutOffAnywhere(Sample<?> sample) {
        byte[] bytes = sample.bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertUnusable(sample, Arrays.copyOf(bytes, length), RejectionReason.UNREADABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeUnusableWhenBytesFollow(Sample<?> sample) {
        for (int more = 1; more < 20; more++) {
            byte[] longer = Arrays.copyOf(sample.bytes(), sample.bytes().length + more);
            assertUnusable(sample, longer, RejectionReason.UNREADABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeUnusableWhenTheSchemaIsUnknown(Sample<?> sample) {
        for (int bit = 0; bit < HEADER_LENGTH * Byte.SIZE; bit++) {
            RejectionReason expected = bit < 16 ? RejectionReason.UNREADABLE : RejectionReason.UNKNOWN_FINGERPRINT;
            assertUnusable(sample, flipped(sample.bytes(), bit), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeUnusableOrAValidValueWhenABitIsFlipped(Sample<?> sample) {
        for (int bit = 0; bit < sample.bytes().length * Byte.SIZE; bit++) {
            readOrRefuse(sample.codec(), flipped(sample.bytes(), bit));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBeUnusableOrAValidValueWhenBodiesAreDamaged(long seed) {
        Random random = new Random(seed);
        List<Sample<?>> samples = samples().toList();
        for (int round = 0; round < 20_000; round++) {
            Sample<?> sample = samples.get(random.nextInt(samples.size()));
            byte[] bytes = sample.bytes();
            for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
                int place = HEADER_LENGTH + random.nextInt(Math.max(1, bytes.length - HEADER_LENGTH));
                if (place < bytes.length) {
                    bytes[place] = random.nextBoolean() ? (byte) random.nextInt() : (byte) -random.nextInt(3);
                }
            }
            readOrRefuse(sample.codec(), bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("impossibleLengths")
    void shouldRefuseWithoutMakingRoomWhenALengthCannotBe(Codec<?> codec, long length) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(headerOf(codec.name()));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(message, null);
        if (codec == Codecs.BLOCK) {
            encoder.writeInt(0);
        }
        encoder.writeLong(length);
        message.write(new byte[64]);

        readOrRefuse(codec, message.toByteArray());
        assertThatExceptionOfType(Unusable.class).isThrownBy(() -> codec.read(message.toByteArray()));
    }

    private static Stream<Arguments> impossibleLengths() {
        // A text comes first in a trade, a list after the partition in a block, bytes in a watched leg.
        return Stream.<Codec<?>>of(Codecs.TRADE, Codecs.BLOCK, StateCodecs.WATCHED_LEG)
                .flatMap(codec -> LongStream.of(
                                65,
                                1 << 20,
                                1 << 30,
                                Integer.MAX_VALUE - 8,
                                Integer.MAX_VALUE,
                                1L << 31,
                                1L << 32,
                                Long.MAX_VALUE,
                                -1,
                                -65,
                                Integer.MIN_VALUE,
                                Long.MIN_VALUE + 1,
                                Long.MIN_VALUE)
                        .mapToObj(length -> Arguments.of(codec, length)));
    }

    @ParameterizedTest
    @MethodSource("times")
    void shouldBeUnusableWhenATimeIsOutOfThisWorld(Sample<?> sample, String field) throws Exception {
        for (long micros : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            GenericRecord record = toAvro(sample);
            record.put(field, micros);

            Unusable refusal =
                    catchThrowableOfType(Unusable.class, () -> sample.codec().read(encoded(record)));

            assertThat(refusal).as("%s of %d", field, micros).isNotNull();
            assertThat(refusal.reason()).isEqualTo(RejectionReason.BAD_VALUE);
            assertThat(refusal).hasMessageStartingWith(field + " is ");
        }
    }

    private static Stream<Arguments> times() {
        return Samples.FULL.stream()
                .flatMap(sample -> Schemas.named(sample.codec().name()).getFields().stream()
                        .filter(field -> field.schema().toString().contains("timestamp-micros"))
                        .filter(field -> field.schema().getType() != Schema.Type.ARRAY)
                        .filter(field -> !field.schema().toString().contains("\"record\""))
                        .map(field -> Arguments.of(sample, field.name())));
    }

    @Test
    void shouldBeUnusableWhenPartOfAGroupIsMissing() throws Exception {
        List<String> known = new ArrayList<>();
        for (Schema.Field field : Schemas.named("reaction").getFields()) {
            GenericRecord record = Codecs.REACTION.toAvro(Samples.REACTION);
            if (field.hasDefaultValue() && field.schema().getType() == Schema.Type.UNION) {
                record.put(field.name(), null);
                readOrRefuse(Codecs.REACTION, encoded(record));
                known.add(field.name());
            }
        }
        assertThat(known).contains("lastPrice", "baseTime", "pValue", "estimationFrom", "peakTime");
    }

    @Test
    void shouldBeUnusableWhenTheMessageInsideIsDamaged() throws Exception {
        for (byte[] inside : List.of(
                new byte[0], new byte[] {1, 2, 3}, Codecs.ALERT.encode(Samples.ALERT), new byte[HEADER_LENGTH])) {
            for (Sample<?> sample : Samples.FULL) {
                String field = sample.codec() == StateCodecs.DISPATCH ? "message" : "leg";
                Schema.Field holder = Schemas.named(sample.codec().name()).getField(field);
                if (holder != null && holder.schema().toString().contains("bytes")) {
                    GenericRecord record = toAvro(sample);
                    record.put(field, ByteBuffer.wrap(inside));
                    assertUnusable(sample, encoded(record), RejectionReason.BAD_VALUE);
                }
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenADecodedMessageOfOurOwnIsDamaged() {
        byte[] bytes = Arrays.copyOf(Codecs.LEG.encode(Samples.LEG), 20);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Codecs.LEG.decode(bytes))
                .withMessageStartingWith("a stored leg cannot be read: ");
    }

    @Test
    void shouldNameReservedTypesAndRefuseOthersWhenOnTheTape() throws Exception {
        for (String name : ReservedSamples.NAMES) {
            assertThat(TapeRecord.read(encoded(ReservedSamples.of(name)))).isEqualTo(new TapeRecord.Reserved(name));
        }
        for (Sample<?> sample : samplesOf("announcement", "mark", "reaction")) {
            assertThat(catchThrowableOfType(Unusable.class, () -> TapeRecord.read(sample.bytes()))
                            .reason())
                    .isEqualTo(RejectionReason.NOT_SUPPORTED);
        }
    }

    private static List<Sample<?>> samplesOf(String... names) {
        return Samples.FULL.stream()
                .filter(sample -> List.of(names).contains(sample.codec().name()))
                .toList();
    }

    private static Stream<Sample<?>> samples() {
        return Samples.all();
    }

    private static void assertUnusable(Sample<?> sample, byte[] message, RejectionReason expected) {
        Unusable refusal =
                catchThrowableOfType(Unusable.class, () -> sample.codec().read(message));
        assertThat(refusal).as("%s, %d bytes", sample, message.length).isNotNull();
        assertThat(refusal.reason()).as("%s: %s", sample, refusal.getMessage()).isEqualTo(expected);
        assertThat(refusal).message().isNotBlank();
    }

    /** Reads a message from anywhere: refused in words and without much memory, or a value as good as any other. */
    private static <T> void readOrRefuse(Codec<T> codec, byte[] message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Optional<T> read = Optional.empty();
        try {
            read = Optional.of(codec.read(message));
        } catch (Unusable e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (Throwable e) {
            throw new AssertionError(codec.name() + " " + Arrays.toString(message), e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(BYTES_ENOUGH_FOR_A_READ);
        if (read.isPresent() && !(read.get() instanceof TapeRecord.Block block && hasFailures(block))) {
            byte[] written = codec.encode(read.get());
            assertThat(codec.encode(codec.decode(written))).isEqualTo(written);
            assertThat(JsonLines.of("topic", codec, read.get())).startsWith("{\"topic\":\"");
        }
    }

    private static boolean hasFailures(TapeRecord.Block block) {
        return block.entries().stream().anyMatch(entry -> entry.trade().isEmpty());
    }

    private static byte[] flipped(byte[] message, int bit) {
        byte[] flipped = message.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return flipped;
    }

    private static byte[] headerOf(String name) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(Schemas.named(name)))
                .array();
    }

    private static <T> GenericRecord toAvro(Sample<T> sample) {
        return sample.codec().toAvro(sample.value());
    }

    private static byte[] encoded(GenericRecord record) throws IOException {
        ByteBuffer buffer =
                new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static GenericRecord tradeOf(GenericRecord block, int place) {
        return (GenericRecord) ((List<?>) block.get("trades")).get(place);
    }

    private static List<TapeRecord.Entry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TapeRecord.Entry(Optional.of(Samples.TRADE), ""))
                .toList();
    }

    private static Alert alert(Alert.Status status, Severity severity, Map<String, Object> evidence) {
        Alert alert = Samples.ALERT;
        return new Alert(
                alert.fingerprint(),
                3,
                status,
                alert.rule(),
                severity,
                alert.leg(),
                alert.window(),
                alert.firedAt(),
                alert.measure(),
                alert.value(),
                alert.threshold(),
                alert.headline(),
                evidence);
    }

    private static final int ABNORMAL = 1;
    private static final int REASON = 2;

    /** A reaction with the groups whose bits are set. */
    private static Reaction reaction(Reaction.Status status, int groups) {
        Reaction full = Samples.REACTION;
        Reaction.Estimation estimation = full.estimation().orElseThrow();
        Reaction.Significance significance = full.significance().orElseThrow();
        Reaction.MarketValue value = full.marketValue().orElseThrow();
        boolean inner = (groups & 4096) != 0;
        return new Reaction(
                full.leg(),
                full.role(),
                full.benchmark().filter(x -> (groups & 4) != 0),
                full.window(),
                status,
                full.reason().filter(x -> (groups & REASON) != 0),
                full.model(),
                full.returnKind(),
                full.announcedAt(),
                full.eventDay(),
                full.move().filter(x -> (groups & 8) != 0),
                when((groups & 16) != 0, full.benchmarkReturn()),
                full.abnormal().filter(x -> (groups & ABNORMAL) != 0),
                Optional.of(new Reaction.Significance(
                                significance.standardError(),
                                significance.standardErrorNaive(),
                                significance.degreesOfFreedom(),
                                significance.tStatistic(),
                                significance.tStatisticNaive(),
                                significance.pValue(),
                                when(inner, significance.pEmpirical())))
                        .filter(x -> (groups & 32) != 0),
                Optional.of(new Reaction.Estimation(
                                when((groups & 1024) != 0, estimation.alpha()),
                                when((groups & 2048) != 0, estimation.beta()),
                                when(inner, estimation.sigma()),
                                estimation.days(),
                                estimation.from(),
                                estimation.to()))
                        .filter(x -> (groups & 64) != 0),
                Optional.of(new Reaction.MarketValue(
                                value.sharesOutstanding(),
                                value.capBefore(),
                                value.capChange(),
                                value.peakCapChange(),
                                value.peakTime(),
                                when(inner, value.abnormalValueChange())))
                        .filter(x -> (groups & 128) != 0),
                when((groups & 256) != 0, full.volumeRatio()),
                full.confoundedBy(),
                full.gaps(),
                full.restatement().filter(x -> (groups & 512) != 0));
    }

    private static OptionalDouble when(boolean present, OptionalDouble value) {
        return present ? value : OptionalDouble.empty();
    }
}
