package io.dealwake.wire;

import io.dealwake.market.Trade;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts that were read before, by their bytes: what comes again and again is made once. Not thread-safe. */
final class Texts {
    /** More are not remembered: a feed that makes them up must not fill the memory. */
    static final int MOST = 1 << 16;

    private static final int FIRST_SIZE = 1 << 10;

    /** Longer ones, which are rare, are not worth a look without making them. */
    private static final int SHORT = Long.BYTES - 1;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The number of bytes of short texts, then these; zero where there is none. */
    private long[] keys = new long[FIRST_SIZE];

    private String[] values = new String[FIRST_SIZE];
    private int size;
    private final Map<String, String> longer = new HashMap<>();

    String of(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length <= SHORT) {
            return ofShort(bytes, from, length);
        }
        String text = text(bytes, from, length);
        // What is remembered is bounded by bytes, too: hardly a text that a trade may have is longer.
        return length <= Trade.LONGEST_TEXT ? ofLong(text) : text;
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private String ofShort(byte[] bytes, int from, int length) {
        long key = key(bytes, from, length);
        int slot = slot(keys, key);
        if (keys[slot] == key) {
            return values[slot];
        }
        String text = text(bytes, from, length);
        if (size < MOST) {
            put(slot, key, text);
        }
        return text;
    }

    /** The number of bytes of a short text, then these. */
    private static long key(byte[] bytes, int from, int length) {
        long text = 0;
        if (from + Long.BYTES <= bytes.length) {
            text = (long) EIGHT_BYTES.get(bytes, from) >>> ((Long.BYTES - length) * Byte.SIZE);
        } else {
            for (int i = from; i < from + length; i++) {
                text = (text << Byte.SIZE) | (bytes[i] & 0xff);
            }
        }
        return ((long) length << (SHORT * Byte.SIZE)) | text;
    }

    private String ofLong(String text) {
        if (longer.size() >= MOST) {
            return longer.getOrDefault(text, text);
        }
        String known = longer.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private void put(int slot, long key, String text) {
        keys[slot] = key;
        values[slot] = text;
        size++;
        if (size > keys.length / 2) {
            grow();
        }
    }

    private void grow() {
        long[] moreKeys = new long[2 * keys.length];
        String[] moreValues = new String[2 * keys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(moreKeys, keys[i]);
                moreKeys[slot] = keys[i];
                moreValues[slot] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }

    /** Where a key is, or would be: its own place, or the next that is free or holds it. */
    private static int slot(long[] keys, long key) {
        int slot = (int) ((key * GOLDEN) >>> Integer.SIZE) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
