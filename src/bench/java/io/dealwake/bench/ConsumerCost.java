package io.dealwake.bench;

import java.io.IOException;
import java.util.List;

/** A run of {@link ConsumerRow}. */
final class ConsumerCost {
    private ConsumerCost() {}

    static Cost of(String servers, Child broker, Tape tape, boolean decodes) throws IOException {
        try (Child consumer = Child.java(
                List.of("-Xmx1g", "-XX:+UseParallelGC"),
                "io.dealwake.bench.ConsumerRow",
                servers,
                tape.topics().ticks(),
                Long.toString(tape.begin()),
                Integer.toString(Bench.PARTITIONS),
                Boolean.toString(decodes))) {
            String[] from = consumer.readLine().split(" ", -1);
            long compilerFrom = consumer.compilerCpu();
            long brokerFrom = broker.cpu();
            String[] to = consumer.readLine().split(" ", -1);
            long compilerTo = consumer.compilerCpu();
            long brokerTo = broker.cpu();
            return Cost.of(
                    tape.measured(),
                    Long.parseLong(to[2]) - Long.parseLong(from[2]),
                    compilerTo - compilerFrom,
                    brokerTo - brokerFrom,
                    Long.parseLong(to[3]) - Long.parseLong(from[3]),
                    new Cost.Gave(0, 0, to[4], ""));
        }
    }
}
