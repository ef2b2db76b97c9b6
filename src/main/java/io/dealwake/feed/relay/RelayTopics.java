package io.dealwake.feed.relay;

import io.dealwake.feed.TapeRecords;

/**
 * The topics that relays read and write, by their full names.
 *
 * @param applicationId what the relays' consumer groups and transactions are called after
 * @param tape the topic {@code ticks}
 * @param ticksJson as many partitions as the tape
 */
public record RelayTopics(
        String applicationId,
        TapeRecords tape,
        String ticksJson,
        String deals,
        String dealsJson,
        String sequenced,
        String rejected) {}
