package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.dealwake.market.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");
    private static final String HEADER = "time,symbol,price,size\n";
    private static final String ROW = "2025-10-06T10:50:00Z,AMD,166.69,1\n";
    private static final TickRow FIRST = new TickRow(2, Trade.of("AMD", T0, 166.69, 1));
    private static final TickRow SECOND = new TickRow(3, Trade.of("AMD", T0, 166.69, 1));

    @TempDir
    Path directory;

    /** Header and row, as {@code gzip -9n} 1.12 and {@code zstd} 1.5.4 wrote them. */
    @ParameterizedTest
    @CsvSource({
        "H4sIAAAAAAACAyvJzE3VKa7MTcrP0SkoykwGcjKrUrmMDIxMdQ0NdA3MQgwNrEwNrAwMonQcfV10DM3M9MwsdQy5ADdEy105AAAA",
        "KLUv/SQ5yQEAdGltZSxzeW1ib2wscHJpY2Usc2l6ZQoyMDI1LTEwLTA2VDEwOjUwOjAwWixBTUQsMTY2LjY5LDEKzIDKIg=="
    })
    void shouldReadWhatOtherProgramsCompressed(String base64) {
        Path file = file("ticks.csv").holding(Base64.getDecoder().decode(base64));

        assertThat(rows(file)).containsExactly(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadOneAfterAnotherWhenThereAreSeveralMembers(Compression compression) {
        byte[] empty = compressed(compression, "");
        byte[] file = joined(empty, compressed(compression, HEADER), compressed(compression, ROW + ROW), empty);

        assertThat(rows(file("ticks.csv").holding(file))).containsExactly(FIRST, SECOND);
    }

    @Test
    void shouldPassOverAFrameThatIsToBeSkipped() {
        byte[] skipped = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        byte[] file = joined(skipped, compressed(Compression.ZSTD, HEADER + ROW), skipped);

        assertThat(rows(file("ticks.csv").holding(file))).containsExactly(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAFileWhereverItIsCutOff(Compression compression) {
        byte[] first = compressed(compression, HEADER + ROW);
        byte[] both = joined(first, compressed(compression, ROW));

        for (int length = 1; length < both.length; length++) {
            Path file = file("ticks.csv").holding(Arrays.copyOf(both, length));
            if (length == first.length) {
                assertThat(rows(file)).containsExactly(FIRST);
            } else {
                assertThat(catchThrowable(() -> rows(file)))
                        .as("cut off after %d bytes of %d and %d", length, first.length, both.length)
                        .isInstanceOf(BadFile.class)
                        .hasMessageContaining("ticks.csv:");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAFileOrReadTheSameWhicheverBitIsWrong(Compression compression) {
        byte[] whole = joined(compressed(compression, HEADER + ROW), compressed(compression, ROW));

        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] wrong = whole.clone();
            wrong[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Path file = file("ticks.csv").holding(wrong);
            List<TickRow> rows = new ArrayList<>();
            Throwable refusal = catchThrowable(() -> rows.addAll(rows(file)));
            if (refusal == null) {
                assertThat(rows).as("with bit %d wrong", bit).containsExactly(FIRST, SECOND);
            } else {
                assertThat(refusal).as("with bit %d wrong", bit).isInstanceOf(BadFile.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GZIP, gzip", "ZSTD, zstd"})
    void shouldSayHowFarAFileWasReadWhenItIsCutOffOrDamaged(Compression compression, String code) {
        byte[] first = compressed(compression, HEADER + ROW);
        byte[] whole = joined(first, compressed(compression, manyRows()));
        byte[] damaged = whole.clone();
        damaged[whole.length - 1] ^= 1; // of a checksum or a length

        assertThat(refusalAtItsLine(Arrays.copyOf(whole, whole.length * 3 / 4)))
                .isEqualTo("text is cut off, expected a whole " + code + " file");
        assertThat(refusalAtItsLine(damaged)).matches("text is damaged \\(.+\\), expected a whole " + code + " file");
    }

    /** What a refusal says behind its line, which must be the one after the last that was given. */
    private String refusalAtItsLine(byte[] bytes) {
        Path file = file("ticks.csv").holding(bytes);
        List<TickRow> read = new ArrayList<>();
        BadFile refusal = catchThrowableOfType(BadFile.class, () -> {
            try (TicksFile ticks = TicksFile.open(file)) {
                ticks.forEach(read::add);
            }
        });
        long line = read.get(read.size() - 1).line() + 1;
        String before = file + ":" + line + ": ";
        assertThat(line).isGreaterThan(1000);
        assertThat(refusal).hasMessageStartingWith(before);
        return refusal.getMessage().substring(before.length());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellALineOfATextThatIsReadWhole(Compression compression) {
        byte[] whole = compressed(compression, "- {symbol: AMD, name: A}\n".repeat(3));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThat(catchThrowable(
                        () -> SecuritiesFile.read(file("securities.yaml").holding(cut))))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("securities.yaml:")
                .hasMessageContaining("text is cut off");
    }

    @Test
    void shouldGoByTheBytesWhenTheNameSaysOtherwise() {
        assertThat(rows(file("ticks.csv.gz").holding(HEADER + ROW))).containsExactly(FIRST);
        assertThat(rows(file("ticks.csv.gz").holding(compressed(Compression.ZSTD, HEADER + ROW))))
                .containsExactly(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseTheTextWhenItIsNone(Compression compression) {
        byte[] garbage = new byte[1000];
        new SplittableRandom(7).nextBytes(garbage);
        Path nothing = file("nothing.csv").holding(compressed(compression, new byte[0]));
        Path noText = file("garbage.csv").holding(compressed(compression, garbage));

        assertThat(catchThrowable(() -> rows(nothing)))
                .hasMessageContaining("nothing.csv: file is empty, expected a header");
        assertThat(catchThrowable(() -> rows(noText))).isInstanceOf(BadFile.class);
    }

    @Test
    void shouldRefuseAFileThatOnlyBeginsAsIfItWereCompressed() {
        byte[] gzip = {0x1f, (byte) 0x8b, 'n', 'o', 't', ' ', 'a', 't', ' ', 'a', 'l', 'l'};
        byte[] behind = joined(compressed(Compression.GZIP, HEADER + ROW), new byte[512]);

        assertThat(catchThrowable(() -> rows(file("a.csv").holding(gzip))))
                .hasMessageMatching(".*a.csv:1: text is damaged \\(.+\\), expected a whole gzip file");
        assertThat(catchThrowable(() -> rows(file("b.csv").holding(behind))))
                .hasMessageMatching(".*b.csv:1: text is damaged \\(.+\\), expected a whole gzip file");
    }

    @ParameterizedTest
    @CsvSource({"closes.csv, closes.csv", "Closes.CSV.GZ, closes.csv", "d.json.zst, d.json", "gz, gz"})
    void shouldTakeACompressorsEndingOffAName(Path file, String plain) {
        assertThat(Compression.plainName(file)).isEqualTo(plain);
    }

    private UserFile file(String name) {
        return new UserFile(directory, name);
    }

    /** So many and so different that they fill many buffers. */
    private static String manyRows() {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 100_000; row++) {
            rows.append("2025-10-06T10:50:00Z,AMD,")
                    .append(1 + random.nextInt(100_000))
                    .append(",1\n");
        }
        return rows.toString();
    }

    private static byte[] compressed(Compression compression, String text) {
        return compressed(compression, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] compressed(Compression compression, byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = compressor(compression, file)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toByteArray();
    }

    /** With a checksum, as both programs write it. */
    private static OutputStream compressor(Compression compression, OutputStream file) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(file);
            case ZSTD -> new ZstdOutputStream(file).setChecksum(true);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<TickRow> rows(Path file) {
        List<TickRow> rows = new ArrayList<>();
        try (TicksFile ticks = TicksFile.open(file)) {
            ticks.forEach(rows::add);
        }
        return rows;
    }
}
