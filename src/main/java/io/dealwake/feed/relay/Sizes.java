package io.dealwake.feed.relay;

import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.Unusable;

/** Keeps out what the topics behind would refuse for its size, which would stop a relay for good. */
final class Sizes {
    /** Kafka takes a megabyte by default; key, header and what a leg adds to its deal need room too. */
    private static final int LARGEST_VALUE_BYTES = 900_000;

    private Sizes() {}

    static void check(byte[] value) throws Unusable {
        if (value.length > LARGEST_VALUE_BYTES) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE,
                    "the record is " + value.length + " bytes of Avro, expected at most " + LARGEST_VALUE_BYTES);
        }
    }
}
