package io.dealwake.wire;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a message, read from front to back without Avro's decoder. Whatever is not as it should be is {@link Odd}: it is
 * left to Avro's own reader, which says why. Not thread-safe.
 */
final class LeanInput {
    private static final int LONGEST_LONG = 9;
    private static final int LONGEST_INT = 5;

    /** What is not as it should be; caught by who began to read, so it needs no stack. */
    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Odd() {
            super(null, null, false, false);
        }
    }

    private byte[] bytes = {};
    private int place;
    private int end;

    /** Begins with another message, behind its header. */
    LeanInput of(byte[] message) {
        return of(message, 0, message.length);
    }

    /** The same with a message among others, from a place to another. What reaches beyond it does not end where it should. */
    LeanInput of(byte[] messages, int from, int to) {
        bytes = messages;
        place = from + Codec.HEADER_LENGTH;
        end = to;
        return this;
    }

    void requireEnd() {
        require(place == end);
    }

    /** A text that is made once and remembered. */
    String text(Texts known) {
        int length = length();
        String text = known.of(bytes, place, length);
        place += length;
        return text;
    }

    String text() {
        int length = length();
        String text = length == 0 ? "" : new String(bytes, place, length, StandardCharsets.UTF_8);
        place += length;
        return text;
    }

    byte[] piece() {
        byte[] piece = new byte[length()];
        System.arraycopy(bytes, place, piece, 0, piece.length);
        place += piece.length;
        return piece;
    }

    private int length() {
        long length = whole();
        require(length >= 0 && length <= end - place);
        return (int) length;
    }

    boolean flag() {
        byte flag = bytes[place++];
        require(flag == 0 || flag == 1);
        return flag == 1;
    }

    double number() {
        require(end - place >= Double.BYTES);
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = bits << 8 | (bytes[place + i] & 0xff);
        }
        place += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    /** A whole number: seven bits a byte, the lowest first, the sign in the lowest bit. */
    long whole() {
        long bits = 0;
        for (int i = 0; i < LONGEST_LONG; i++) {
            byte next = bytes[place++];
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new Odd();
    }

    int count() {
        int from = place;
        long whole = whole();
        require(place - from <= LONGEST_INT && whole == (int) whole);
        return (int) whole;
    }

    /** Which of some types follows. */
    int branch(int types) {
        long branch = whole();
        require(branch >= 0 && branch < types);
        return (int) branch;
    }

    /** How many items follow in a list; none at its end. */
    long items() {
        long count = whole();
        if (count < 0) {
            count = -count;
            whole(); // the length in bytes, for readers that skip
        }
        require(count >= 0 && count <= end);
        return count;
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new Odd();
        }
    }
}
