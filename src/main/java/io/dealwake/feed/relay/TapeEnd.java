package io.dealwake.feed.relay;

import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far the tape has come: the newest of its partitions' last heartbeats. */
final class TapeEnd implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);

    /** Heartbeats are a second apart, so the last records nearly always hold one. */
    private static final long FIRST_LOOK = 500;

    /** Where so many records hold no heartbeat, the tape is taken to have none. */
    private static final long FURTHEST_LOOK = 1_000_000;

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;

    TapeEnd(Map<String, Object> clientSettings, String topic) {
        this.consumer = RelayConsumers.alone(clientSettings);
        this.topic = topic;
    }

    /** The end as it is now; absent while there is no heartbeat. */
    Optional<Instant> find() {
        List<TopicPartition> partitions = RelayConsumers.partitionsOf(consumer, topic);
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Optional<Instant> newest = Optional.empty();
        for (TopicPartition partition : partitions) {
            Optional<Instant> last = lastHeartbeat(partition, begins.get(partition), ends.get(partition));
            if (newest.isEmpty() || last.filter(newest.get()::isBefore).isPresent()) {
                newest = last;
            }
        }
        return newest;
    }

    /** Looks back in stretches that double. */
    private Optional<Instant> lastHeartbeat(TopicPartition partition, long begin, long end) {
        long to = end;
        for (long stretch = FIRST_LOOK; to > begin && end - to < FURTHEST_LOOK; stretch *= 2) {
            long from = Math.max(begin, to - stretch);
            Optional<Instant> found = lastHeartbeatWithin(partition, from, to);
            if (found.isPresent()) {
                return found;
            }
            to = from;
        }
        return Optional.empty();
    }

    private Optional<Instant> lastHeartbeatWithin(TopicPartition partition, long fromInclusive, long toExclusive) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, fromInclusive);
        Optional<Instant> last = Optional.empty();
        while (consumer.position(partition) < toExclusive) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                Optional<Instant> time = record.offset() < toExclusive ? heartbeatIn(record) : Optional.empty();
                last = time.isPresent() ? time : last;
            }
        }
        return last;
    }

    private static Optional<Instant> heartbeatIn(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() != null && TapeRecord.read(record.value()) instanceof TapeRecord.Heartbeat heartbeat
                    ? Optional.of(heartbeat.time())
                    : Optional.empty();
        } catch (Unusable e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        RelayConsumers.close(consumer);
    }
}
