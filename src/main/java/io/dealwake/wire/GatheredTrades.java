package io.dealwake.wire;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Records of one trade each that were fetched together, as one value: each with its place, its timestamp and its key. It is
 * gone through from front to back. The form never leaves the process, and no record from outside can be taken for it: it
 * begins with a number that is drawn at the start. Not thread-safe.
 */
public final class GatheredTrades {
    private static final long MARK = new SecureRandom().nextLong();
    private static final int NO_KEY = -1;

    private final ByteBuffer bytes;
    private long offset;
    private long timestamp;
    private int key;
    private int keyLength;
    private int value;
    private int end;

    /** Stands before the first of some trades. */
    public GatheredTrades(byte[] gathered) {
        bytes = ByteBuffer.wrap(gathered);
        end = Long.BYTES;
    }

    /** Whether a value holds trades that were gathered. */
    public static boolean are(byte[] value) {
        return value.length > Long.BYTES && ByteBuffer.wrap(value).getLong() == MARK;
    }

    /** Whether a value is one trade. */
    public static boolean isOne(byte[] value) {
        return Codecs.TRADE.wrote(value);
    }

    /** Goes on to the next trade; false behind the last. */
    public boolean next() {
        if (end == bytes.limit()) {
            return false;
        }
        bytes.position(end);
        offset = bytes.getLong();
        timestamp = bytes.getLong();
        keyLength = bytes.getInt();
        int length = bytes.getInt();
        key = bytes.position();
        value = key + Math.max(0, keyLength);
        end = value + length;
        return true;
    }

    /** The record's place in its partition. */
    public long offset() {
        return offset;
    }

    /** The record's timestamp, in milliseconds. */
    public long timestamp() {
        return timestamp;
    }

    /** The record's key; null when it has none. */
    public byte[] key() {
        return keyLength == NO_KEY ? null : Arrays.copyOfRange(bytes.array(), key, value);
    }

    /** The record's value. */
    public byte[] value() {
        return Arrays.copyOfRange(bytes.array(), value, end);
    }

    LeanInput in(LeanInput input) {
        return input.of(bytes.array(), value, end);
    }

    /** Gathers trades, up to a number of bytes. */
    public static final class Gatherer {
        private final ByteBuffer bytes;
        private int count;

        /** Takes so many bytes at most. */
        public Gatherer(int capacity) {
            bytes = ByteBuffer.allocate(capacity);
            bytes.putLong(MARK);
        }

        /** Adds a record; false when it does not fit. */
        public boolean add(long offset, long timestamp, byte[] key, byte[] value) {
            int before = bytes.position();
            try {
                bytes.putLong(offset).putLong(timestamp);
                bytes.putInt(key == null ? NO_KEY : key.length).putInt(value.length);
                if (key != null) {
                    bytes.put(key);
                }
                bytes.put(value);
                count++;
                return true;
            } catch (BufferOverflowException e) {
                bytes.position(before);
                return false;
            }
        }

        /** How many there are. */
        public int count() {
            return count;
        }

        /** Those that were added; it is empty again. */
        public byte[] take() {
            byte[] gathered = Arrays.copyOf(bytes.array(), bytes.position());
            clear();
            return gathered;
        }

        /** Drops those that were added. */
        public void clear() {
            bytes.position(Long.BYTES);
            count = 0;
        }
    }
}
