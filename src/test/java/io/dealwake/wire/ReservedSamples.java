package io.dealwake.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Messages of the tape's types that this version reserves: Avro writes them, we have no types for them. */
final class ReservedSamples {
    static final List<String> NAMES = List.of("correction", "cancel", "halt", "gap", "rules");

    private static final long T0 = micros(Samples.T0);
    private static final long LATER = micros(Samples.T0.plusSeconds(90));

    private ReservedSamples() {}

    static GenericRecord of(String name) {
        GenericRecordBuilder record = new GenericRecordBuilder(Schemas.named(name));
        return switch (name) {
            case "correction" ->
                record.set("symbol", "AMD")
                        .set("knownAt", LATER)
                        .set("id", "17")
                        .set("time", T0)
                        .set("price", 164.67)
                        .set("size", 100L)
                        .set("correctedPrice", 164.76)
                        .set("correctedSize", 10L)
                        .set("correctedConditions", List.of("@", "T"))
                        .build();
            case "cancel" ->
                record.set("symbol", "AMD")
                        .set("knownAt", LATER)
                        .set("id", "17")
                        .set("time", T0)
                        .set("price", 164.67)
                        .set("size", 100L)
                        .build();
            case "halt" ->
                record.set("symbol", "AMD")
                        .set("time", T0)
                        .set("halted", true)
                        .set("reason", "LUDP")
                        .build();
            case "gap" ->
                record.set("symbol", "AMD")
                        .set("source", "feed")
                        .set("from", T0)
                        .set("to", LATER)
                        .set("reason", "disconnected")
                        .build();
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
