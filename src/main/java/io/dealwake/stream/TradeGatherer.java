package io.dealwake.stream;

import io.dealwake.wire.GatheredTrades;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Stands between the consumer and Kafka Streams: records of one trade each that follow each other in what was fetched are
 * handed on as one record, since Streams spends more on a record than the product does. All else passes as it is. Decision 23
 * says why that is safe.
 */
public final class TradeGatherer implements ConsumerInterceptor<byte[], byte[]> {
    /** So many of them lie between two moments at which Streams may commit. */
    static final int MOST = 64;

    private static final int MOST_BYTES = 1 << 16;

    private final GatheredTrades.Gatherer gatherer = new GatheredTrades.Gatherer(MOST_BYTES);

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> fetched) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> gathered = new HashMap<>();
        for (TopicPartition partition : fetched.partitions()) {
            gathered.put(partition, gathered(fetched.records(partition)));
        }
        return new ConsumerRecords<>(gathered, fetched.nextOffsets());
    }

    /** The records of a partition in the order of the log, trades together. */
    List<ConsumerRecord<byte[], byte[]>> gathered(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> result = new ArrayList<>();
        ConsumerRecord<byte[], byte[]> first = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!add(record)) {
                flush(first, result);
                if (!add(record)) {
                    result.add(record);
                }
            }
            if (gatherer.count() == 1) {
                first = record;
            }
        }
        flush(first, result);
        return result;
    }

    private boolean add(ConsumerRecord<byte[], byte[]> record) {
        // Streams refuses a record without a timestamp: that is not for us to hide.
        return record.value() != null
                && GatheredTrades.isOne(record.value())
                && record.timestamp() >= 0
                && gatherer.count() < MOST
                && gatherer.add(record.offset(), record.timestamp(), record.key(), record.value());
    }

    private void flush(ConsumerRecord<byte[], byte[]> first, List<ConsumerRecord<byte[], byte[]>> result) {
        if (gatherer.count() == 1) {
            result.add(first);
            gatherer.clear();
        } else if (gatherer.count() > 1) {
            result.add(together(first, gatherer.take()));
        }
    }

    /** It stands where the first stands: as long as it is not processed, Streams commits that place. */
    private static ConsumerRecord<byte[], byte[]> together(ConsumerRecord<byte[], byte[]> first, byte[] trades) {
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                first.serializedKeySize(),
                trades.length,
                first.key(),
                trades,
                first.headers(),
                first.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
