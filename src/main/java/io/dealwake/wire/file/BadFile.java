package io.dealwake.wire.file;

import java.util.OptionalLong;

/**
 * A file of the user's that cannot be used. The message is {@code FILE:LINE: FIELD is VALUE, expected …}, with the file
 * as the user named it, and speaks of the first mistake only; nothing of the file is taken over.
 */
public final class BadFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String EXPECTED = ", expected ";

    private final String file;
    private final long line;

    /** A mistake that only another file shows; the problem reads "FIELD is VALUE, expected …". */
    public BadFile(String file, String problem) {
        this(file, 0, problem);
    }

    private BadFile(String file, long line, String problem) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem);
        this.file = file;
        this.line = line;
    }

    /** A field at a line, counted from 1, that is not what was expected. */
    public static BadFile at(String file, long line, String field, String value, String expected) {
        return new BadFile(file, line, field + " is " + value + EXPECTED + expected);
    }

    /** A mistake told by the exception of a value that refused itself. */
    static BadFile at(String file, long line, IllegalArgumentException refusal) {
        return new BadFile(file, line, refusal.getMessage());
    }

    /** A file that is not usable as a whole. */
    static BadFile whole(String file, String state, String expected) {
        return new BadFile(file, 0, "file is " + state + EXPECTED + expected);
    }

    /** The name of the field that a value refused: what stands before "is" in its message. */
    static String fieldOf(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int end = message.indexOf(" is ");
        return end < 0 ? "" : message.substring(0, end);
    }

    /** What a value that refused itself had expected. */
    static String expectedOf(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int start = message.lastIndexOf(EXPECTED);
        return start < 0 ? message : message.substring(start + EXPECTED.length());
    }

    /** The file as the user named it. */
    public String file() {
        return file;
    }

    /** The line, counted from 1; absent when the whole file is meant. */
    public OptionalLong line() {
        return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
    }
}
