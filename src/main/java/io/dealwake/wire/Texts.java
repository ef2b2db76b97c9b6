package io.dealwake.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts that were read before, by their bytes: what comes again and again is made once. Not thread-safe. */
final class Texts {
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
