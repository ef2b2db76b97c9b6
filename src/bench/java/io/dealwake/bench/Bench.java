package io.dealwake.bench;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command: prepares the topics once, runs every row in its own JVM, in turns, and prints what it cost. */
@CommandLine.Command(
        name = "bin/bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a tick costs, beside a plain consumer of the same topic, and how soon it alerts.",
            "The row day measures how long a whole day takes, from a compressed file to the last alert."
        })
final class Bench implements Callable<Integer> {
    static final int PARTITIONS = 4;

    /** The number of the only broker. */
    static final int BROKER = 1;

    private static final int QUICK_TURNS = 3;
    private static final long QUICK_TICKS = 3_000_000;

    /**
     * Nearly two sessions of them. With twenty million half of what is measured is the JIT compiler, which takes twenty
     * processor seconds for whatever runs.
     */
    private static final long FULL_TICKS = 72_000_000;

    private static final long TICKS_OF_A_DAY = 60_000_000;
    private static final long SEED = 20251006;
    /** Without a bound by time: how fast the tape is written must not decide what is in it. */
    private static final BlockLimit IN_BLOCKS = new BlockLimit(64, Duration.ofDays(1));

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ticks",
            paramLabel = "N",
            description = "how many trades: by default " + FULL_TICKS + ", or " + QUICK_TICKS
                    + " with --quick, and " + TICKS_OF_A_DAY + " of the row day")
    private Optional<Long> ticksAsked = Optional.empty();

    private long ticks;

    /** Written when a row reads them. */
    private TickFiles files;

    @Option(names = "--times", paramLabel = "N", defaultValue = "5", description = "how often each row is run")
    private int times;

    @Option(names = "--quick", description = "the rows that matter most, three times: a few minutes")
    private boolean quick;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "rows to run")
    private List<String> only = List.of();

    @Option(names = "--json", description = "print a line of JSON for each row, and nothing else, to standard output")
    private boolean json;

    @Option(names = "--java", paramLabel = "OPTION", description = "further options of the measured JVMs")
    private List<String> javaOptions = List.of();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Row> rows = rows();
        ticks = ticksAsked.orElse(quick ? QUICK_TICKS : FULL_TICKS);
        check("--ticks", ticks);
        check("--times", times);
        int turns = quick ? QUICK_TURNS : times;
        Path folder = Files.createTempDirectory("dealwake-bench");
        try (Child broker = Child.java(List.of("-Xmx1g"), "io.dealwake.app.BenchBroker", folder.resolve("broker").toString())) {
            String servers = broker.readLine();
            List<Row> ofLatency = rows.stream().filter(Row::isOfLatency).toList();
            List<Row> ofDay = rows.stream().filter(Row::isOfDay).toList();
            List<Row> ofRestore = rows.stream().filter(Row.RESTORE::equals).toList();
            rows.removeAll(ofLatency);
            rows.removeAll(ofDay);
            rows.removeAll(ofRestore);
            if (!rows.isEmpty()) {
                measure(rows, turns, servers, broker, folder);
            }
            if (!ofLatency.isEmpty()) {
                measureLatency(ofLatency, turns, servers, broker, folder);
            }
            for (Row row : ofDay) {
                measureDay(row, turns, servers, broker, folder);
            }
            for (Row row : ofRestore) {
                measureRestore(row, turns, servers, folder);
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void measure(List<Row> rows, int turns, String servers, Child broker, Path folder) throws Exception {
        Map<String, Tape> tapes = new HashMap<>();
        for (Row row : rows) {
            String topic = topicOf(row);
            if (row.isOfFiles()) {
                files = TickFiles.write(Workload.of(row.ticks(ticks), row.shape(), SEED), folder.resolve("files"));
            } else if (!tapes.containsKey(topic)) {
                tapes.put(topic, prepare(servers, row.shape(), row.ticks(ticks)));
            }
        }
        Map<Row, List<Cost>> costs = new LinkedHashMap<>();
        Map<String, String> gave = new HashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Row row : rows) {
                Path state = folder.resolve(row.code() + "-" + turn);
                Cost cost = run(row, tapes.get(topicOf(row)), servers, broker, state);
                requireAgreement(row, cost.gave(), gave);
                costs.computeIfAbsent(row, key -> new ArrayList<>()).add(cost);
                System.err.println(row.code() + ": " + cost);
            }
        }
        print(() -> ofEach(costs, (row, all) -> Cost.median(all).toJson(row.code())), () -> table(costs));
    }

    /** What was said of one tape, by whom and when ever: raw moves by all, everything by the program itself. */
    private void requireAgreement(Row row, Cost.Gave gave, Map<String, String> before) {
        if (gave.moves().isEmpty()) {
            return;
        }
        String tape = row.shape().singles().topics(row.ticks(ticks)).prefix();
        requireEqual(row, gave.moves(), before.putIfAbsent(tape + "moves", gave.moves()));
        if (!row.isOfPeer()) {
            requireEqual(row, gave.checksum(), before.putIfAbsent(tape + "all", gave.checksum()));
        }
    }

    private static void requireEqual(Row row, String now, String before) {
        if (before != null && !before.equals(now)) {
            throw new IllegalStateException(row.code() + " gave " + now + ", another run of the same tape " + before);
        }
    }

    private void measureLatency(List<Row> rows, int turns, String servers, Child broker, Path folder)
            throws Exception {
        Map<Row, List<Latency>> latencies = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Row row : rows) {
                Latency latency =
                        LatencyRun.of(row, servers, broker, topicsOf(row, turn), folder, javaOptions);
                latencies.computeIfAbsent(row, key -> new ArrayList<>()).add(latency);
                System.err.println(row.code() + ": " + latency);
            }
        }
        print(
                () -> ofEach(latencies, (row, all) -> Latency.median(all).toJson(row.code())),
                () -> Latency.table(latencies));
    }

    private void measureDay(Row row, int turns, String servers, Child broker, Path folder) throws Exception {
        Workload workload = Workload.ofDay(ticksAsked.orElse(TICKS_OF_A_DAY), row.shape(), SEED);
        try (DayFile day = DayFile.write(workload, folder.resolve("day.csv.zst"))) {
            List<DayCost> costs =
                    inTurns(row, turns, topics -> DayRun.of(day, servers, broker, topics, folder, javaOptions));
            print(() -> List.of(DayCost.median(costs).toJson(row.code())), () -> DayCost.table(row.code(), costs));
        }
    }

    private void measureRestore(Row row, int turns, String servers, Path folder) throws Exception {
        List<RestoreCost> costs = inTurns(row, turns, topics -> RestoreRun.of(servers, topics, folder, javaOptions));
        print(() -> List.of(RestoreCost.median(costs).toJson(row.code())), () -> RestoreCost.table(row.code(), costs));
    }

    /** A run on topics of its own. */
    private interface Run<T> {
        T on(Topics topics) throws Exception;
    }

    private static <T> List<T> inTurns(Row row, int turns, Run<T> run) throws Exception {
        List<T> costs = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            T cost = run.on(topicsOf(row, turn));
            costs.add(cost);
            System.err.println(row.code() + ": " + cost);
        }
        return costs;
    }

    private static Topics topicsOf(Row row, int turn) {
        return new Topics(row.code() + "-" + turn + ".");
    }

    private static <T> List<String> ofEach(Map<Row, List<T>> costs, BiFunction<Row, List<T>, String> line) {
        return costs.entrySet().stream()
                .map(entry -> line.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void print(Supplier<List<String>> asJson, Supplier<List<String>> asTable) {
        (json ? asJson : asTable).get().forEach(System.out::println);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String name : only) {
            rows.add(Row.of(name)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(), "--only is " + name + ", expected some of " + Row.codes())));
        }
        if (rows.isEmpty()) {
            rows.addAll(quick ? Row.QUICK : List.of(Row.values()));
        }
        return rows;
    }

    private void check(String option, long number) {
        if (number < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " is " + number + ", expected one or more");
        }
    }

    /** Medians, and how often the client's is that of the row's reference in the same run. */
    private List<String> table(Map<Row, List<Cost>> costs) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-22s %8s %17s %8s %8s %6s %9s",
                "row", "client", "(lowest, highest)", "compiler", "broker", "M/s", "reference"));
        costs.forEach((row, all) -> {
            Cost median = Cost.median(all);
            Optional<Cost> reference = Optional.of(row.reference())
                    .filter(other -> other.ticks(ticks) == row.ticks(ticks))
                    .map(costs::get)
                    .map(Cost::median);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-22s %8.3f %17s %8.3f %8.3f %6.2f %9s",
                    row.code(),
                    median.client(),
                    Cost.spread(all),
                    median.compiler(),
                    median.broker(),
                    median.rate(),
                    reference
                            .map(of -> String.format(Locale.ROOT, "%.2f x", median.client() / of.client()))
                            .orElse("")));
        });
        return lines;
    }

    private String topicOf(Row row) {
        return row.shape().topics(row.ticks(ticks)).ticks();
    }

    private static Tape prepare(String servers, Shape shape, long ticks) throws Exception {
        Topics topics = shape.topics(ticks);
        BlockLimit limit = shape.blocks() ? IN_BLOCKS : BlockLimit.SINGLE;
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(settings);
                Producer<byte[], byte[]> producer = TapeProducer.with(settings)) {
            TopicAdmin.create(admin, topics, PARTITIONS, (short) 1);
            TapeWriter tape =
                    new TapeWriter(new Outbox(producer), new TapeRecords(topics.ticks(), PARTITIONS), "bench", limit);
            AtomicLong trades = new AtomicLong();
            AtomicLong begin = new AtomicLong();
            Workload.of(ticks, shape, SEED).forEach((TapeEvent event) -> {
                if (event instanceof TapeEvent.OfTrade && trades.getAndIncrement() == Tape.before(ticks)) {
                    tape.flush();
                    begin.set(TopologyCost.sumOfEnds(admin, topics.ticks()));
                }
                event.writeTo(tape);
            });
            tape.end(Duration.ofSeconds(2));
            return new Tape(topics, ticks, begin.get());
        }
    }

    private Cost run(Row row, Tape tape, String servers, Child broker, Path folder)
            throws IOException, InterruptedException {
        return switch (row) {
            case CONSUMER_BYTES -> ConsumerCost.of(servers, broker, tape, false);
            case CONSUMER, CONSUMER_BLOCKS -> ConsumerCost.of(servers, broker, tape, true);
            case TOPOLOGY_EOS,
                    TOPOLOGY_EOS_BLOCKS,
                    GROWTH_SYMBOLS_10000,
                    GROWTH_LEGS_1,
                    GROWTH_LEGS_1000,
                    GROWTH_SESSIONS_20,
                    GROWTH_SESSIONS_250 -> TopologyCost.of(servers, broker, tape, folder, javaOptions);
            case STREAMS_DSL -> TopologyCost.ofDsl(servers, broker, tape, folder, javaOptions);
            case FLINK -> FlinkCost.of(servers, broker, tape, folder);
            case DUCKDB -> DuckDbCost.of(files);
            case LATENCY_UNCOMMITTED, LATENCY_COMMITTED, DAY, RESTORE -> throw new IllegalArgumentException(row + " has no such tape");
        };
    }
}
