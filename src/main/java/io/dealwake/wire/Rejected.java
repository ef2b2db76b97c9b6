package io.dealwake.wire;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An input that could not be used, as it came.
 *
 * @param place of the trade in its block, from 0; absent when the whole record is meant
 * @param value the record's bytes as received; absent when it had none
 */
public record Rejected(
        String topic,
        int partition,
        long offset,
        OptionalInt place,
        String reason,
        String message,
        Optional<byte[]> value) {}
