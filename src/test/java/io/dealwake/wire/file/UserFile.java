package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dealwake.market.Era;
import io.dealwake.market.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A file as a user might write it, in a directory of the test's. */
record UserFile(Path directory, String name) {
    /** AMD and SPY, both on XNYS. */
    static final Map<String, Security> SECURITIES =
            new TreeMap<>(Map.of("AMD", security("AMD", "SPY"), "SPY", security("SPY", null)));

    private static Security security(String symbol, String benchmark) {
        return new Security(symbol, symbol, Optional.ofNullable(benchmark), "XNYS", "USD", List.of(), Era.FIRST);
    }

    Path holding(String text) {
        return holding(text.getBytes(StandardCharsets.UTF_8));
    }

    Path holding(byte[] bytes) {
        try {
            return Files.write(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text and compares the refusal: {@code problem} is the message after the directory. */
    void shouldBeRefused(String text, Function<Path, ?> reader, String problem) {
        Path file = holding(text);
        BadFile refusal = catchThrowableOfType(BadFile.class, () -> reader.apply(file));
        assertThat(refusal).as("the refusal of %s", text).isNotNull();
        assertThat(refusal).hasMessage(directory + "/" + problem);
        assertThat(refusal.file()).isEqualTo(file.toString());
    }
}
