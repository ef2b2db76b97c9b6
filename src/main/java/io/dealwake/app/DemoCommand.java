package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.FeedException;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.Pace;
import io.dealwake.feed.Replay;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Require;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.KafkaUnreachable;
import io.dealwake.stream.ProcessorGroup;
import io.dealwake.stream.ProcessorStatus;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Two real deals from start to end, on a broker and a processor of its own. */
@Command(
        name = "demo",
        description = "Replays two real deals through a broker and a processor of its own, and says what they did.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dealwake demo",
            "  ./dealwake demo --json | grep '\"window\":\"[0,+2]\"'",
            "  ./dealwake demo --sample my-deals --model benchmark-adjusted"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int REJECTIONS_SHOWN = 10;

    @Option(
            names = "--sample",
            paramLabel = "DIR",
            description =
                    "Folder with securities.yaml, deals.yaml, closes.csv and optionally ticks.csv, or days.csv and"
                            + " known.csv (default: the bundled sample).")
    private Optional<Path> sampleFolder = Optional.empty();

    @Option(names = "--json", description = "Print final reactions and alerts as JSON, an object a line.")
    private boolean json;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            description = "Seconds of event time a second, in stretches with trades (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the simulated trades (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--deals-late",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "As if each deal had become known so much later: PT2H, P3D. The final figures are the same;"
                    + " confoundedBy lacks deals that were told too late.")
    private Duration dealsLate;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "Replay into this Kafka, where ./dealwake run works, and not into one of its own. Its tape must"
                            + " be empty; --partitions, --threads and how is measured are those of the processor there.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "With --kafka: properties that all Kafka clients are given as they are.")
    private Optional<Path> kafkaConfig = Optional.empty();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Mixin
    private ProcessorOptions processor = new ProcessorOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Mixin
    private MeasureOptions measure = new MeasureOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        processor.check(spec);
        measure.settings(); // these and the time's are refused before any file is read
        time.settings();
        Optional<Double> pace = Ranges.speed(spec, speed);
        Optional<Connection> given = Connection.given(kafka, kafkaConfig);
        Usage.checked(() -> {
            Require.check(!dealsLate.isNegative(), "dealsLate", dealsLate, "zero or more");
            return dealsLate;
        });
        Sample sample = sampleFolder
                .map(folder -> Sample.read(folder, seed))
                .orElseGet(() -> Sample.bundled(seed))
                .withDealsLater(dealsLate);
        PrintWriter talk = spec.commandLine().getErr();
        sample.notices().forEach(talk::println);
        return given.isPresent() ? replayInto(given.get(), sample, pace, talk) : replayIntoItsOwn(sample, pace, talk);
    }

    private int replayIntoItsOwn(Sample sample, Optional<Double> pace, PrintWriter talk) throws InterruptedException {
        try (Installation installation = new Installation(DataFolder.temporary())) {
            Interruption.closing(installation);
            say(talk, "starting a broker and the processor ...");
            installation.start(Optional.empty(), prefix.topics(), processor, time, measure);
            StreamSettings settings = installation.settings();
            Tape tape = new Tape(installation.kafka(), settings.topics(), settings.partitions());
            int windows = settings.measure().windows().size();
            return replay(
                    sample,
                    tape,
                    pace,
                    OptionalInt.of(sample.legs() * windows),
                    installation.processor()::throwFailure,
                    talk);
        }
    }

    private int replayInto(Connection connection, Sample sample, Optional<Double> pace, PrintWriter talk) {
        Topics topics = prefix.topics();
        Tape tape =
                new Tape(connection, topics, connection.ask(admin -> TopicAdmin.partitionsOf(admin, topics.ticks())));
        if (!connection.ask(admin -> ProcessorStatus.isEmpty(admin, topics.ticks()))) {
            throw Failure.data("topic " + topics.ticks() + " at " + connection
                    + " is not empty, expected a new tape: make one with topics --create and another --prefix, and"
                    + " start run with that");
        }
        try (Admin admin = connection.admin()) {
            Runnable check = () -> {
                if (ProcessorGroup.membersOf(admin, topics.applicationId()) == 0) {
                    throw Failure.check("no processor works on " + topics.prefix() + "* at " + connection
                            + ": start ./dealwake run with this --kafka and --prefix");
                }
            };
            check.run();
            say(talk, "replaying into Kafka at " + connection + " ...");
            return replay(sample, tape, pace, OptionalInt.empty(), check, talk);
        }
    }

    private int replay(
            Sample sample,
            Tape tape,
            Optional<Double> pace,
            OptionalInt expectedEnds,
            Runnable checkProcessor,
            PrintWriter talk) {
        try (DemoOutcome outcome = new DemoOutcome(tape.kafka(), tape.topics(), checkProcessor);
                KafkaWatch watch = KafkaWatch.of(tape.kafka(), talk)) {
            write(sample, tape, pace, talk);
            outcome.awaitEnd(expectedEnds, watch);
            return print(sample, outcome, spec.commandLine().getOut(), talk);
        } catch (KafkaUnreachable | FeedException e) {
            throw tape.kafka().explained(e);
        }
    }

    private void write(Sample sample, Tape tape, Optional<Double> pace, PrintWriter talk) {
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            Outbox outbox = new Outbox(producer);
            TapeWriter writer = tape.writer(outbox, "demo", BlockLimit.DEFAULT);
            List<TapeEvent> events = sample.events();
            Replay replay = new Replay(writer, new Pace(pace), time.settings().lateness());
            Interruption.closing(replay::stop);
            try (Progress progress = Progress.of("replay", events.size(), talk)) {
                replay.run(events.iterator(), progress::step);
            }
            DealWriter deals = new DealWriter(outbox, writer);
            deals.sequenced(tape.topics().sequenced(), sample.entries());
            deals.deals(tape.topics().deals(), sample.announcements());
        }
    }

    private int print(Sample sample, DemoOutcome outcome, PrintWriter out, PrintWriter talk) {
        List<Reaction> finals = outcome.reactions();
        List<Alert> alerts = outcome.alerts();
        if (json) {
            finals.forEach(reaction -> out.println(JsonLines.of("reactions", Codecs.REACTION, reaction)));
            alerts.forEach(alert -> out.println(JsonLines.of("alerts", Codecs.ALERT, alert)));
            out.flush();
        } else {
            DemoReport.print(sample, finals, alerts, out);
            out.println(Paragraph.wrap(origin(sample)));
            out.flush();
        }
        outcome.rejected().stream()
                .limit(REJECTIONS_SHOWN)
                .forEach(rejected -> say(talk, "rejected (" + rejected.reason() + "): " + rejected.message()));
        return outcome.rejected().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void say(PrintWriter talk, String line) {
        talk.println(line);
        talk.flush();
    }

    /** Which figures are real. */
    private String origin(Sample sample) {
        if (!sample.simulated()) {
            return sample.trades().isEmpty()
                    ? "Measured from closes alone."
                    : "Measured from the trades of ticks.csv and the closes.";
        }
        String figures = sampleFolder.isPresent()
                ? "Closes, opens, highs, lows and the known prices are those of the files."
                : "Closes, opens, highs, lows and the known prices are real.";
        return figures + " Trades between them are simulated (seed " + seed
                + "), and so are figures that rest on a trade: alert times, PT windows and peaks.";
    }
}
