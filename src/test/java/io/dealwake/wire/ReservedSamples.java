package io.dealwake.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Messages of the tape's types that this version reserves: Avro writes them, we have no types for them. */
final class ReservedSamples {
    static final List<String> NAMES = List.of("rules");

    private static final long T0 = micros(Samples.T0);

    private ReservedSamples() {}

    static GenericRecord of(String name) {
        GenericRecordBuilder record = new GenericRecordBuilder(Schemas.named(name));
        return switch (name) {
            case "rules" ->
                record.set("name", "mine")
                        .set("effectiveFrom", T0)
                        .set("yaml", "- name: large-move\n")
                        .set("partition", 3)
                        .build();
            default -> throw new IllegalArgumentException(name + " is not reserved");
        };
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
