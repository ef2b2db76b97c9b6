package io.dealwake.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Where a symbol lives: Java's default partitioner, murmur2 over the key's UTF-8 bytes. */
public final class Partitions {
    private Partitions() {}

    /** The partition of a symbol among a number of them. */
    public static int of(String symbol, int partitions) {
        return BuiltInPartitioner.partitionForKey(symbol.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
