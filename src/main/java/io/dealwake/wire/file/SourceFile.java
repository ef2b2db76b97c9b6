package io.dealwake.wire.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text file of the user's: UTF-8, with or without a byte order mark, compressed or not ({@link Compression}). Bytes that are not UTF-8 come through as
 * {@link #NOT_UTF8}, so that whoever knows the line can refuse them there.
 */
record SourceFile(String name, Path path) {
    static final char NOT_UTF8 = '\uFFFD';

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static SourceFile of(Path path) {
        return new SourceFile(path.toString(), path);
    }

    /** The text from its first character, without the byte order mark. */
    Reader open() {
        if (Files.isDirectory(path)) {
            throw BadFile.whole(name, "a directory", "a file that can be read");
        }
        try {
            return open(Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(e, 0);
        } catch (LinkageError e) {
            throw unreadable(new IOException("zstd's library does not load here: " + e.getMessage(), e), 0);
        }
    }

    private static Reader open(InputStream file) throws IOException {
        try {
            BufferedInputStream in = new BufferedInputStream(file);
            Optional<Compression> compression = Compression.of(in);
            return skipMark(compression.isPresent() ? new Decompressed(compression.get(), in) : in);
        } catch (IOException | LinkageError e) {
            file.close();
            throw e;
        }
    }

    /** The whole text. */
    String text() {
        StringWriter text = new StringWriter();
        try (Reader reader = open()) {
            reader.transferTo(text);
        } catch (IOException e) {
            throw unreadable(e, lines(text.toString()));
        }
        return refuseForeignBytes(text.toString());
    }

    /**
     * What to say of a file that cannot be read on.
     *
     * @param read how many lines have been read
     */
    BadFile unreadable(UncheckedIOException e, long read) {
        return unreadable(e.getCause(), read);
    }

    private BadFile unreadable(IOException e, long read) {
        if (e instanceof Decompressed.Damage damage) {
            return BadFile.at(name, read + 1, "text", damage.getMessage(), damage.expected());
        }
        String state = e instanceof NoSuchFileException
                ? "missing"
                : e instanceof AccessDeniedException
                        ? "not open to this user"
                        : "not readable (" + e.getMessage() + ")";
        return BadFile.whole(name, state, "a file that can be read");
    }

    private String refuseForeignBytes(String text) {
        int at = text.indexOf(NOT_UTF8);
        if (at >= 0) {
            throw BadFile.at(name, 1 + lines(text.substring(0, at)), "text", "not UTF-8", "UTF-8");
        }
        return text;
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    private static Reader skipMark(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
