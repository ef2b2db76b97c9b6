package io.dealwake.wire;

import io.dealwake.market.Trade;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The bytes of a message, written without Avro's encoder. A test holds them against what Avro writes. Not thread-safe. */
final class LeanBytes {
    private static final int FIRST_LENGTH = 64;

    private byte[] bytes;
    private int length;

    LeanBytes(byte[] header) {
        bytes = Arrays.copyOf(header, header.length + FIRST_LENGTH);
        length = header.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void putTrade(Trade trade) {
        putText(trade.symbol());
        putInstant(trade.time());
        putNumber(trade.price());
        putWhole(trade.size());
        putText(trade.id());
        putText(trade.venue());
        putTexts(trade.conditions());
    }

    void putBlock(TapeRecord.Block block) {
        putWhole(block.partition());
        putItems(block.entries().size());
        block.entries().forEach(entry -> putTrade(entry.trade().orElseThrow()));
        putWhole(0);
    }

    private void putTexts(List<String> texts) {
        putItems(texts.size());
        texts.forEach(this::putText);
        putWhole(0);
    }

    /** How many items of a list follow; behind them comes a zero, which is also how an empty list begins. */
    void putItems(int count) {
        if (count > 0) {
            putWhole(count);
        }
    }

    void putFlag(boolean value) {
        ensure(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void putPiece(ByteBuffer piece) {
        int size = piece.remaining();
        putWhole(size);
        ensure(size);
        piece.duplicate().get(bytes, length, size);
        length += size;
    }

    void putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putWhole(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // both parts are used
    private void putInstant(Instant time) {
        putWhole(Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000));
    }

    void putNumber(double value) {
        ensure(Double.BYTES);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Double.BYTES; i++) {
            bytes[length++] = (byte) (bits >>> (8 * i));
        }
    }

    /** Seven bits a byte, the lowest first; the sign in the lowest bit. */
    void putWhole(long value) {
        ensure(10);
        long bits = (value << 1) ^ (value >> 63);
        while ((bits & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((bits & 0x7f) | 0x80);
            bits >>>= 7;
        }
        bytes[length++] = (byte) bits;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }
}
