package io.dealwake.bench;

import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * A run of {@code peer.FlinkRow}, into topics of its own. What is measured begins when it has looked at so many trades and ends
 * when all is committed; the time that it waits for its last checkpoint counts in none of the rates.
 */
final class FlinkCost {
    private FlinkCost() {}

    static Cost of(String servers, Child broker, Tape tape, Path folder) throws IOException {
        Topics outputs = new Topics(folder.getFileName() + ".");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            TopicAdmin.create(admin, outputs, Bench.PARTITIONS, (short) 1);
        }
        try (Child job = Child.javaWith(
                Path.of("target", "flink-kafka-clients.jar"),
                List.of(
                        "-Xmx2g",
                        "-XX:+UseParallelGC",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED"),
                "io.dealwake.bench.peer.FlinkRow",
                servers,
                tape.topics().ticks(),
                outputs.prefix(),
                Long.toString(tape.before()),
                Long.toString(tape.trades()),
                folder.toString())) {
            String[] from = job.readLine().split(" ", -1);
            long compilerFrom = job.compilerCpu();
            long brokerFrom = broker.cpu();
            String[] all = job.readLine().split(" ", -1);
            String[] to = job.readLine().split(" ", -1);
            return Cost.of(
                    tape.measured(),
                    Long.parseLong(to[2]) - Long.parseLong(from[2]),
                    job.compilerCpu() - compilerFrom,
                    broker.cpu() - brokerFrom,
                    Long.parseLong(all[3]) - Long.parseLong(from[3]),
                    Outputs.of(servers, outputs));
        }
    }
}
