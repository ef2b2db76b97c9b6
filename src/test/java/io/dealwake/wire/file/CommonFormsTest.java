package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Require;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by a short way, and by Java's parsers alone, is the same. */
class CommonFormsTest {
    private static final long SEED = 20251006;
    private static final int INPUTS = 300_000;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-10-06T06:50:00-04:00",
                "2025-10-06T10:50:00Z",
                "2025-10-06T10:50:00.5Z",
                "2025-10-06T10:50:00.123456789+17:59",
                "2024-02-29T23:59:59-00:00",
                "0000-01-01T00:00:00Z"
            })
    void shouldReadATimeWhenItHasTheCommonForm(String text) {
        assertThat(CommonTime.parse(text)).contains(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-10-06T10:50Z",
                "2025-10-06t10:50:00z",
                "2025-10-06T10:50:00",
                "2025-10-06T10:50:00.Z",
                "2025-10-06T10:50:00.1234567890Z",
                "2025-10-06T10:50:00+18:00",
                "2025-10-06T10:50:00+01:60",
                "2025-10-06T10:50:00+01:00:30",
                "2025-10-06T10:50:00ZZ",
                "+12025-10-06T10:50:00Z",
                "2025-10-06 10:50:00Z",
                "\u0662025-10-06T10:50:00Z"
            })
    void shouldLeaveATimeToJavaWhenItHasAnotherForm(String text) {
        assertThat(CommonTime.parse(text)).isEmpty();
    }

    @Test
    void shouldReadTimesAsJavaDoesWhateverTheyAre() {
        int read = 0;
        for (int input = 0; input < INPUTS; input++) {
            String text = marred(time());
            Object expected = outcome(
                    () -> Require.instant("time", OffsetDateTime.parse(text).toInstant()));
            assertThat(outcome(() -> Scalars.instant("time", text))).as(text).isEqualTo(expected);
            read += expected instanceof Instant ? 1 : 0;
        }
        assertThat(read).as("some of either kind").isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }

    /** Every field may be just too large. */
    private String time() {
        StringBuilder text = new StringBuilder(String.format(
                "%04d-%02d-%02dT%02d:%02d:%02d",
                random.nextInt(1985, 2105),
                random.nextInt(1, 14),
                random.nextInt(1, 33),
                random.nextInt(0, 26),
                random.nextInt(0, 62),
                random.nextInt(0, 62)));
        int digits = random.nextInt(0, 8);
        if (digits > 0) {
            text.append('.').append(String.valueOf(random.nextLong(10_000_000, 100_000_000)), 0, digits);
        }
        return text.append(
                        random.nextBoolean()
                                ? "Z"
                                : String.format(
                                        "%s%02d:%02d",
                                        random.nextBoolean() ? "+" : "-", random.nextInt(0, 20), random.nextInt(0, 61)))
                .toString();
    }

    /** The text, or one with a character too few, too many, or another one. */
    private String marred(String text) {
        StringBuilder marred = new StringBuilder(text);
        int at = random.nextInt(text.length());
        char other = "0123456789:-+.TZtz e".charAt(random.nextInt(20));
        switch (random.nextInt(12)) {
            case 0 -> marred.deleteCharAt(at);
            case 1 -> marred.insert(at, other);
            case 2 -> marred.setCharAt(at, other);
            default -> {
                // most are not
            }
        }
        return marred.toString();
    }

    /** The instant, or what was expected of the text. */
    private static Object outcome(Supplier<Instant> reader) {
        try {
            return reader.get();
        } catch (DateTimeException e) {
            return Scalars.TIME;
        } catch (IllegalArgumentException e) {
            return BadFile.expectedOf(e).replace(": this one has no offset", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00166.690", "166.69", ".5", "5.", "0.1", "999999999999999", "0.00000000000001"})
    void shouldReadANumberWhenItHasTheCommonForm(String text) {
        assertThat(CommonDecimal.parse(text)).hasValue(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "-1", "+1", "1e3", "1.2.3", "1234567890123456", "0.123456789012345", "1d", "\u0661"})
    void shouldLeaveANumberToJavaWhenItHasAnotherForm(String text) {
        assertThat(CommonDecimal.parse(text)).isEmpty();
    }

    @Test
    void shouldReadNumbersAsJavaDoesToTheLastBit() {
        int read = 0;
        for (int input = 0; input < INPUTS; input++) {
            String digits = Long.toString(random.nextLong(1, 1L << random.nextInt(1, 63)));
            String text = marred(new StringBuilder(digits)
                    .insert(random.nextInt(digits.length() + 1), '.')
                    .toString());
            OptionalDouble found = CommonDecimal.parse(text);
            if (found.isPresent()) {
                assertThat(Double.doubleToRawLongBits(found.getAsDouble()))
                        .as(text)
                        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
                read++;
            }
        }
        assertThat(read).as("some of either kind").isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }
}
