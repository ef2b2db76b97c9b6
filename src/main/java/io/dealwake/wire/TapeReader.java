package io.dealwake.wire;

import io.dealwake.market.Trade;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records of the tape as {@link TapeRecord#read} does, trades and blocks straight from their bytes: they are nearly
 * all of a tape. Whatever is not as it should be is left to Avro's own reader, which says why; a test holds the two against
 * each other. Texts that come again and again are made once, so that reading a trade makes little more than the trade.
 * Not thread-safe.
 */
public final class TapeReader {
    private static final int LONGEST_VARINT = 9;

    /** What a lean reader cannot read; caught here, so it needs no stack. */
    private static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Odd() {
            super(null, null, false, false);
        }
    }

    private final Texts symbols = new Texts();
    private final Texts venues = new Texts();
    private final Map<List<String>, List<String>> conditions = new HashMap<>();
    private final Texts codes = new Texts();
    private byte[] bytes = {};
    private int place;

    /** Reads a record of the tape; says why when it is none. */
    public TapeRecord read(byte[] message) throws Unusable {
        bytes = message;
        place = Codec.HEADER_LENGTH;
        try {
            if (Codecs.TRADE.wrote(message)) {
                return ended(new TapeRecord.OneTrade(trade()));
            }
            if (Codecs.BLOCK.wrote(message)) {
                return ended(block());
            }
        } catch (Odd | IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // said below
        }
        return TapeRecord.read(message);
    }

    private TapeRecord ended(TapeRecord record) {
        require(place == bytes.length);
        return record;
    }

    private TapeRecord.Block block() {
        long partition = whole();
        require(partition >= 0 && partition <= Integer.MAX_VALUE);
        List<TapeRecord.Entry> entries = new ArrayList<>();
        for (long count = items(); count > 0; count = items()) {
            for (long i = 0; i < count; i++) {
                entries.add(new TapeRecord.Entry(Optional.of(trade()), ""));
            }
        }
        return new TapeRecord.Block((int) partition, entries);
    }

    private Trade trade() {
        return new Trade(text(symbols), instant(), number(), whole(), id(), text(venues), conditions());
    }

    private List<String> conditions() {
        long count = items();
        if (count == 0) {
            return List.of();
        }
        List<String> read = new ArrayList<>();
        for (; count > 0; count = items()) {
            for (long i = 0; i < count; i++) {
                read.add(text(codes));
            }
        }
        List<String> known = conditions.get(read);
        if (known == null) {
            known = List.copyOf(read);
            if (conditions.size() < Texts.MOST) {
                conditions.put(known, known);
            }
        }
        return known;
    }

    /** How many items follow in an array; none at its end. */
    private long items() {
        long count = whole();
        if (count < 0) {
            count = -count;
            whole(); // the length in bytes, for readers that skip
        }
        require(count >= 0 && count <= bytes.length);
        return count;
    }

    private String text(Texts known) {
        int length = length();
        String text = known.of(bytes, place, length);
        place += length;
        return text;
    }

    private String id() {
        int length = length();
        String text = length == 0 ? "" : new String(bytes, place, length, StandardCharsets.UTF_8);
        place += length;
        return text;
    }

    private int length() {
        long length = whole();
        require(length >= 0 && length <= bytes.length - place);
        return (int) length;
    }

    private Instant instant() {
        long micros = whole();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    private double number() {
        require(bytes.length - place >= Double.BYTES);
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = bits << 8 | (bytes[place + i] & 0xff);
        }
        place += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    /** A whole number: seven bits a byte, the lowest first, the sign in the lowest bit. */
    private long whole() {
        long bits = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = bytes[place++];
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new Odd();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Odd();
        }
    }

    /** Texts that were read before, by their bytes. */
    private static final class Texts {
        /** More are not remembered: a feed that makes them up must not fill the memory. */
        static final int MOST = 1 << 16;

        private static final int FIRST_SIZE = 1 << 10;

        private byte[][] keys = new byte[FIRST_SIZE][];
        private String[] values = new String[FIRST_SIZE];
        private int size;

        String of(byte[] bytes, int from, int length) {
            if (length == 0) {
                return "";
            }
            int slot = slot(keys, bytes, from, length);
            if (keys[slot] != null) {
                return values[slot];
            }
            String text = new String(bytes, from, length, StandardCharsets.UTF_8);
            if (size < MOST) {
                put(slot, Arrays.copyOfRange(bytes, from, from + length), text);
            }
            return text;
        }

        private void put(int slot, byte[] key, String text) {
            keys[slot] = key;
            values[slot] = text;
            size++;
            if (size > keys.length / 2) {
                grow();
            }
        }

        private void grow() {
            byte[][] moreKeys = new byte[2 * keys.length][];
            String[] moreValues = new String[2 * keys.length];
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] != null) {
                    int slot = slot(moreKeys, keys[i], 0, keys[i].length);
                    moreKeys[slot] = keys[i];
                    moreValues[slot] = values[i];
                }
            }
            keys = moreKeys;
            values = moreValues;
        }

        /** Where a key is, or would be: its own place, or the next that is free or holds it. */
        private static int slot(byte[][] keys, byte[] bytes, int from, int length) {
            int hash = 1;
            for (int i = from; i < from + length; i++) {
                hash = 31 * hash + bytes[i];
            }
            int slot = (hash ^ hash >>> 15) & (keys.length - 1);
            while (keys[slot] != null && !Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, from + length)) {
                slot = (slot + 1) & (keys.length - 1);
            }
            return slot;
        }
    }
}
