package io.dealwake.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of stores, made so that the order of their bytes is the order of what they name. A text ends with a zero byte;
 * an instant is its microseconds since 1970, a date its days, both above zero.
 */
final class Keys {
    private Keys() {}

    static Bytes of(String... texts) {
        return Bytes.wrap((String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    static Bytes of(String symbol, Instant time) {
        byte[] text = of(symbol).get();
        return Bytes.wrap(ByteBuffer.allocate(text.length + Long.BYTES)
                .put(text)
                .putLong(micros(time))
                .array());
    }

    static Bytes of(String symbol, LocalDate date) {
        byte[] text = of(symbol).get();
        return Bytes.wrap(ByteBuffer.allocate(text.length + Integer.BYTES)
                .put(text)
                .putInt(Math.toIntExact(date.toEpochDay()))
                .array());
    }

    static Bytes of(String symbol, LocalDate date, Instant asOf) {
        return appended(of(symbol, date), micros(asOf));
    }

    static Bytes of(String symbol, Instant time, Instant asOf) {
        return appended(of(symbol, time), micros(asOf));
    }

    static Bytes of(String symbol, Instant time, long offset) {
        return appended(of(symbol, time), offset);
    }

    static Bytes of(String symbol, Instant time, long offset, int place) {
        byte[] key = of(symbol, time, offset).get();
        return Bytes.wrap(ByteBuffer.allocate(key.length + Integer.BYTES)
                .put(key)
                .putInt(place)
                .array());
    }

    private static Bytes appended(Bytes key, long last) {
        return Bytes.wrap(ByteBuffer.allocate(key.get().length + Long.BYTES)
                .put(key.get())
                .putLong(last)
                .array());
    }

    static Bytes of(Instant time, long offset) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(micros(time))
                .putLong(offset)
                .array());
    }

    static Bytes of(String symbol, long offset) {
        byte[] text = of(symbol).get();
        return Bytes.wrap(ByteBuffer.allocate(text.length + Long.BYTES)
                .put(text)
                .putLong(offset)
                .array());
    }

    /** The first key that lies behind all keys which begin with a text. */
    static Bytes behind(String... texts) {
        byte[] bytes = of(texts).get();
        bytes[bytes.length - 1] = 1;
        return Bytes.wrap(bytes);
    }

    /** The first key that lies behind all keys of a symbol and time. */
    static Bytes behind(String symbol, Instant time) {
        return of(symbol, time.plus(1, ChronoUnit.MICROS));
    }

    /** The first key that lies behind all keys of a symbol and date. */
    static Bytes behind(String symbol, LocalDate date) {
        return of(symbol, date.plusDays(1));
    }

    /** The text of a key that is nothing else. */
    static String textIn(Bytes key) {
        return new String(key.get(), 0, key.get().length - 1, StandardCharsets.UTF_8);
    }

    /** The text that a key begins with. */
    static String firstTextIn(Bytes key) {
        byte[] bytes = key.get();
        int end = 0;
        while (bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    static long offsetIn(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(Long.BYTES);
    }

    static Instant timeIn(Bytes key) {
        return Instant.EPOCH.plus(ByteBuffer.wrap(key.get()).getLong(), ChronoUnit.MICROS);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
