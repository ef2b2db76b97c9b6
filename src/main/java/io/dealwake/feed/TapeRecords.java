package io.dealwake.feed;

import io.dealwake.market.Correction;
import io.dealwake.market.Trade;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of the tape as Kafka takes them: keyed by symbol, in the partition of that symbol or the one they name, stamped
 * with when they became known.
 *
 * @param topic the full name of the topic {@code ticks}
 * @param partitions how many partitions it has
 */
public record TapeRecords(String topic, int partitions) {
    /** The copies of a record: one for each partition of a security, one of any other, none of a block without trades. */
    public List<ProducerRecord<byte[], byte[]>> of(TapeRecord record) {
        if (record instanceof TapeRecord.OneTrade one) {
            return bySymbol(one.trade().symbol(), one.trade().time(), Codecs.TRADE.encode(one.trade()));
        }
        if (record instanceof TapeRecord.Block block) {
            return newest(block)
                    .map(time -> inPartition(block.partition(), time, Codecs.BLOCK.encode(block)))
                    .orElse(List.of());
        }
        if (record instanceof TapeRecord.Heartbeat beat) {
            return inPartition(beat.partition(), beat.time(), Codecs.HEARTBEAT.encode(beat));
        }
        if (record instanceof TapeRecord.SourceLeft left) {
            return inPartition(left.partition(), left.time(), Codecs.SOURCE_LEFT.encode(left));
        }
        if (record instanceof TapeRecord.OneLeg one) {
            return bySymbol(one.leg().id().symbol(), one.leg().observedAt(), Codecs.LEG.encode(one.leg()));
        }
        if (record instanceof TapeRecord.OneClose one) {
            return bySymbol(one.close().symbol(), one.close().knownAt(), Codecs.CLOSE.encode(one.close()));
        }
        if (record instanceof TapeRecord.OneSecurity one) {
            byte[] key = bytes(one.security().symbol());
            byte[] value = Codecs.SECURITY.encode(one.security());
            return IntStream.range(0, partitions)
                    .mapToObj(partition -> record(partition, key, one.security().knownAt(), value))
                    .toList();
        }
        if (record instanceof TapeRecord.OneCorrection one) {
            Correction correction = one.correction();
            byte[] value = (correction.corrected().isPresent() ? Codecs.CORRECTION : Codecs.CANCEL).encode(correction);
            return bySymbol(correction.symbol(), correction.knownAt(), value);
        }
        if (record instanceof TapeRecord.OneHalt one) {
            return bySymbol(one.halt().symbol(), one.halt().time(), Codecs.HALT.encode(one.halt()));
        }
        if (record instanceof TapeRecord.OneGap one) {
            return bySymbol(one.gap().symbol(), one.gap().to(), Codecs.GAP.encode(one.gap()));
        }
        throw new IllegalArgumentException(record + " is reserved: this version writes none");
    }

    private List<ProducerRecord<byte[], byte[]>> bySymbol(String symbol, Instant knownAt, byte[] value) {
        return List.of(record(Partitions.of(symbol, partitions), bytes(symbol), knownAt, value));
    }

    private List<ProducerRecord<byte[], byte[]>> inPartition(int partition, Instant time, byte[] value) {
        return List.of(record(partition, null, time, value));
    }

    private ProducerRecord<byte[], byte[]> record(int partition, byte[] key, Instant knownAt, byte[] value) {
        return new ProducerRecord<>(topic, partition, knownAt.toEpochMilli(), key, value);
    }

    private static Optional<Instant> newest(TapeRecord.Block block) {
        return block.trades().stream().map(Trade::time).max(Comparator.naturalOrder());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
