package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Trade;
import io.dealwake.wire.Samples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The lean reader and writer against Avro's own: the same value, the same bytes, or the same complaint. Another seed: -Dseed=N. */
class TapeReaderTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final Instant T0 = Instant.parse("2025-10-06T13:30:00.000001Z");

    static final List<Sample<?>> SAMPLES = Samples.FULL;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TapeReader reader = new TapeReader();

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void shouldReadEverySchemaAsAvroDoes(Sample<?> sample) {
        assertSame(sample.bytes());
    }

    @Test
    void shouldReadTradesAndBlocksAsAvroDoes() {
        for (int run = 0; run < 2000; run++) {
            assertSame(Codecs.TRADE.encode(trade()));
            List<TapeRecord.Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                entries.add(new TapeRecord.Entry(Optional.of(trade()), ""));
            }
            assertSame(Codecs.BLOCK.encode(new TapeRecord.Block(random.nextInt(64), entries)));
        }
    }

    @Test
    void shouldSayTheSameOfBytesThatAreNotRight() {
        for (int run = 0; run < 20_000; run++) {
            byte[] message = random.nextBoolean()
                    ? Codecs.TRADE.encode(trade())
                    : Codecs.BLOCK.encode(new TapeRecord.Block(
                            3,
                            List.of(
                                    new TapeRecord.Entry(Optional.of(trade()), ""),
                                    new TapeRecord.Entry(Optional.of(trade()), ""))));
            assertSame(damaged(message));
        }
    }

    @Test
    void shouldRememberNoMoreTextsThanItMay() {
        for (int i = 0; i < 70_000; i++) {
            assertSame(Codecs.TRADE.encode(new Trade("S" + i, T0, 1, 1, "", "V" + i, List.of("C" + i))));
        }
    }

    @Test
    void shouldBeWrittenAsAvroWritesIt() throws IOException {
        assertThat(Codecs.BLOCK.encode(new TapeRecord.Block(7, List.of())))
                .isEqualTo(byAvro(Codecs.BLOCK, new TapeRecord.Block(7, List.of())));
        for (int run = 0; run < 2000; run++) {
            Trade trade = trade();
            assertThat(Codecs.TRADE.encode(trade)).as("seed %d", SEED).isEqualTo(byAvro(Codecs.TRADE, trade));
            List<TapeRecord.Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(70); i >= 0; i--) {
                entries.add(new TapeRecord.Entry(Optional.of(trade()), ""));
            }
            TapeRecord.Block block = new TapeRecord.Block(random.nextInt(1000), entries);
            assertThat(Codecs.BLOCK.encode(block)).as("seed %d", SEED).isEqualTo(byAvro(Codecs.BLOCK, block));
        }
    }

    private static <T> byte[] byAvro(Codec<T> codec, T value) throws IOException {
        ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), Schemas.named(codec.name()))
                .encode(codec.toAvro(value));
        return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.remaining());
    }

    private void assertSame(byte[] message) {
        assertThat(said(() -> reader.read(message)))
                .as("seed %d", SEED)
                .isEqualTo(said(() -> TapeRecord.read(message)));
    }

    private interface Reading {
        TapeRecord read() throws Unusable;
    }

    private static Object said(Reading reading) {
        try {
            return reading.read();
        } catch (Unusable e) {
            return e.reason() + " " + e.getMessage();
        }
    }

    private byte[] damaged(byte[] message) {
        byte[] bytes = message.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(3));
            case 3 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                for (int i = 10; i < bytes.length; i++) {
                    bytes[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : bytes[i];
                }
            }
        }
        return bytes;
    }

    private Trade trade() {
        List<String> conditions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            conditions.add(text("@TIF7", 3));
        }
        return new Trade(
                "S" + text("ABCäß漢", 6),
                T0.plusNanos(1000 * random.nextLong(86_400_000_000L)),
                Math.round(random.nextDouble(1, 1_000_000)) / 100.0,
                1 + random.nextLong(random.nextBoolean() ? 300 : Trade.LARGEST_SIZE),
                random.nextBoolean() ? "" : text("0123456789", 18),
                text("PQ", 2),
                conditions);
    }

    private String text(String letters, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
