package io.dealwake.bench;

import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The command: prepares the topics once, runs every row in its own JVM, in turns, and prints what it cost. */
@CommandLine.Command(
        name = "bin/bench",
        mixinStandardHelpOptions = true,
        description = "Measures what a tick costs, beside a plain consumer of the same topic.")
final class Bench implements Callable<Integer> {
    static final int PARTITIONS = 4;
    private static final int SYMBOLS = 500;
    private static final int OPEN_LEGS = 50;
    private static final long SEED = 20251006;

    @Option(names = "--ticks", paramLabel = "N", defaultValue = "3000000", description = "how many trades")
    private long ticks;

    @Option(names = "--times", paramLabel = "N", defaultValue = "3", description = "how often each row is run")
    private int times;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "rows to run")
    private List<String> only = List.of("consumer-bytes", "consumer", "topology-eos");

    @Option(names = "--java", paramLabel = "OPTION", description = "further options of the measured JVMs")
    private List<String> javaOptions = List.of();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("dealwake-bench");
        try (Child broker = Child.java(List.of("-Xmx1g"), "io.dealwake.app.BenchBroker", folder.resolve("broker").toString())) {
            String servers = broker.readLine();
            Workload workload = new Workload(ticks, SYMBOLS, OPEN_LEGS, SEED);
            prepare(servers, workload);
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int turn = 0; turn < times; turn++) {
                for (String name : only) {
                    Cost cost = run(name, servers, broker, folder.resolve(name + "-" + turn));
                    System.out.printf(
                            Locale.ROOT,
                            "%-22s client %.3f  broker %.3f s/M  %.2f M/s  %s%n",
                            name,
                            cost.client(),
                            cost.broker(),
                            cost.rate(),
                            cost.remark());
                    costs.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
                }
            }
            costs.forEach((name, all) -> System.out.printf(
                    Locale.ROOT, "%-22s median client %.3f%n", name, median(all)));
        }
        return 0;
    }

    private static double median(List<Cost> costs) {
        return costs.stream().mapToDouble(Cost::client).sorted().toArray()[costs.size() / 2];
    }

    private static void prepare(String servers, Workload workload) {
        Topics topics = new Topics("bench.");
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(settings);
                Producer<byte[], byte[]> producer = TapeProducer.with(settings)) {
            TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
            TapeWriter tape = new TapeWriter(producer, topics.ticks(), PARTITIONS, "bench");
            workload.forEach((TapeEvent event) -> event.writeTo(tape));
            tape.end(Duration.ofSeconds(2));
        }
    }

    private Cost run(String name, String servers, Child broker, Path folder) throws IOException, InterruptedException {
        return switch (name) {
            case "consumer-bytes" -> ConsumerCost.of(servers, broker, "bench.ticks", ticks, false);
            case "consumer" -> ConsumerCost.of(servers, broker, "bench.ticks", ticks, true);
            case "topology-eos" -> TopologyCost.of(servers, broker, new Topics("bench."), ticks, folder, javaOptions);
            default -> throw new CommandLine.ParameterException(new CommandLine(this), "--only is " + name);
        };
    }
}
