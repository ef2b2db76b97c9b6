package io.dealwake.app;

import io.dealwake.app.Provisional.Standing;
import io.dealwake.wire.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads each record of one topic as soon as it is written, and tells what becomes of it. Kafka tells a consumer of either
 * kind nothing of aborted transactions, so there are two: what the one of committed records passes without being given
 * it was aborted.
 */
final class ProvisionalReader<T> implements OutputReader<Provisional<T>> {
    /** How soon after its end that of a transaction is told. */
    private static final Duration SOON = Duration.ofMillis(20);

    private final TopicReader<T> committed;
    private final TopicReader<T> written;

    /** What is not known to be committed or aborted, in the order in which it was read. */
    private final Map<Place, T> pending = new LinkedHashMap<>();

    private record Place(TopicPartition partition, long offset) {
        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    ProvisionalReader(Connection kafka, String topic, Codec<T> codec, boolean fromBeginning) {
        // First the one that begins no later than the other: what it never saw would seem aborted.
        committed = new TopicReader<>(kafka, topic, codec, fromBeginning, IsolationLevel.READ_COMMITTED);
        try {
            written = new TopicReader<>(kafka, topic, codec, fromBeginning, IsolationLevel.READ_UNCOMMITTED);
        } catch (RuntimeException e) {
            committed.close();
            throw e;
        }
    }

    @Override
    public List<Provisional<T>> poll(Duration limit) {
        List<Provisional<T>> news = ended();
        written.poll(news.isEmpty() ? wait(limit) : Duration.ZERO, (record, value) -> {
            if (isPending(record)) {
                pending.put(Place.of(record), value);
                news.add(new Provisional<>(value, Standing.PROVISIONAL));
            }
        });
        return news;
    }

    private Duration wait(Duration limit) {
        return pending.isEmpty() || limit.compareTo(SOON) < 0 ? limit : SOON;
    }

    /** Those whose transaction has ended since the last call. */
    private List<Provisional<T>> ended() {
        List<Provisional<T>> news = new ArrayList<>();
        committed.poll(Duration.ZERO, (record, value) -> {
            pending.remove(Place.of(record));
            news.add(new Provisional<>(value, Standing.CONFIRMED));
        });
        pending.entrySet().removeIf(each -> {
            boolean aborted = hasPassed(each.getKey());
            if (aborted) {
                news.add(new Provisional<>(each.getValue(), Standing.ABORTED));
            }
            return aborted;
        });
        return news;
    }

    /** Without those that were aborted: nobody was told of them. */
    @Override
    public List<Provisional<T>> readToEnd() {
        List<Provisional<T>> all = new ArrayList<>();
        committed.readToEnd((record, value) -> all.add(new Provisional<>(value, Standing.CONFIRMED)));
        written.readToEnd((record, value) -> {
            if (isPending(record)) {
                all.add(new Provisional<>(value, Standing.PROVISIONAL));
            }
        });
        return all;
    }

    private boolean isPending(ConsumerRecord<byte[], byte[]> record) {
        return !hasPassed(Place.of(record));
    }

    private boolean hasPassed(Place place) {
        return committed.hasPassed(place.partition(), place.offset());
    }

    @Override
    public void close() {
        written.close();
        committed.close();
    }
}
