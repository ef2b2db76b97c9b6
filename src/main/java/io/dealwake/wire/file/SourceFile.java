package io.dealwake.wire.file;

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

/**
 * A text file of the user's: UTF-8, with or without a byte order mark. Bytes that are not UTF-8 come through as
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
            return skipMark(Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The whole text. */
    String text() {
        try (Reader reader = open()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return refuseForeignBytes(text.toString());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    BadFile unreadable(UncheckedIOException e) {
        return unreadable(e.getCause());
    }

    private BadFile unreadable(IOException e) {
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
            long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
            throw BadFile.at(name, line, "text", "not UTF-8", "UTF-8");
        }
        return text;
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
