package io.dealwake.stream;

import io.dealwake.wire.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Records of the tape that our own values refuse to be: what a foreign producer may send. */
final class RawRecord {
    private RawRecord() {}

    /** A trade with any price, size and time. */
    static byte[] trade(String symbol, Instant time, double price, long size) {
        return encode(tradeFields(symbol, time, price, size));
    }

    static GenericRecord tradeFields(String symbol, Instant time, double price, long size) {
        GenericRecord trade = new GenericData.Record(Schemas.named("trade"));
        trade.put("symbol", symbol);
        trade.put("time", ChronoUnit.MICROS.between(Instant.EPOCH, time));
        trade.put("price", price);
        trade.put("size", size);
        trade.put("id", "");
        trade.put("venue", "");
        trade.put("conditions", List.of());
        return trade;
    }

    static byte[] block(int partition, List<GenericRecord> trades) {
        Schema schema = Schemas.named("block");
        Schema element = schema.getField("trades").schema().getElementType();
        List<GenericData.Record> records = trades.stream()
                .map(trade -> {
                    GenericData.Record record = new GenericData.Record(element);
                    for (Schema.Field field : element.getFields()) {
                        record.put(field.name(), trade.get(field.name()));
                    }
                    return record;
                })
                .toList();
        GenericRecord block = new GenericData.Record(schema);
        block.put("partition", partition);
        block.put("trades", records);
        return encode(block);
    }

    /** The header of a type and any bytes for a body. */
    static byte[] headed(String type, byte... body) {
        return headed(SchemaNormalization.parsingFingerprint64(Schemas.named(type)), body);
    }

    static byte[] headed(long fingerprint, byte... body) {
        return ByteBuffer.allocate(10 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(fingerprint)
                .put(body)
                .array();
    }

    static byte[] encode(GenericRecord record) {
        try {
            ByteBuffer bytes =
                    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
            byte[] message = new byte[bytes.remaining()];
            bytes.get(message);
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record with some fields set, the rest as they were. */
    static byte[] with(byte[] message, String type, Map<String, Object> changes) {
        try {
            Schema schema = Schemas.named(type);
            GenericRecord record = new org.apache.avro.message.BinaryMessageDecoder<GenericRecord>(
                            GenericData.get(), schema)
                    .decode(message);
            changes.forEach(record::put);
            return encode(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
