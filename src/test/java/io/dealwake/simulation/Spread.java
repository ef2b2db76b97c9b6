package io.dealwake.simulation;

import io.dealwake.feed.TapeRecords;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A tape as it is written to the partitions of a topic. */
final class Spread {
    private final TapeRecords records;

    Spread(String topic, int partitions) {
        records = new TapeRecords(topic, partitions);
    }

    /** What Kafka takes, in the order of the tape. */
    List<ProducerRecord<byte[], byte[]>> of(List<TapeRecord> tape) {
        return tape.stream()
                .flatMap(record -> copies(record).stream())
                .flatMap(copy -> records.of(copy).stream())
                .toList();
    }

    /** Heartbeats go to all partitions; a block is one of each partition that its trades are of. */
    private List<TapeRecord> copies(TapeRecord record) {
        List<TapeRecord> all = new ArrayList<>();
        for (int partition = 0; partition < records.partitions(); partition++) {
            if (record instanceof TapeRecord.Heartbeat beat) {
                all.add(new TapeRecord.Heartbeat(beat.source(), beat.time(), beat.quietSince(), partition));
            } else if (record instanceof TapeRecord.SourceLeft left) {
                all.add(new TapeRecord.SourceLeft(left.source(), left.time(), partition));
            } else if (record instanceof TapeRecord.Block block) {
                all.add(part(block, partition));
            }
        }
        return all.isEmpty() ? List.of(record) : all;
    }

    private TapeRecord.Block part(TapeRecord.Block block, int partition) {
        return new TapeRecord.Block(
                partition,
                block.entries().stream()
                        .filter(entry ->
                                Partitions.of(entry.trade().orElseThrow().symbol(), records.partitions()) == partition)
                        .toList());
    }
}
