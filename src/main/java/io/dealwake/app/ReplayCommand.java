package io.dealwake.app;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.Pace;
import io.dealwake.feed.Replay;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.wire.file.TicksFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trades from a file into the tape. */
@Command(
        name = "replay",
        description = {
            "Writes the trades of a file into the tape, with the heartbeats that move its time.",
            "Rows are sent in the order of the file, which should be that of time: one that comes more than two"
                    + " seconds late is rejected."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dealwake replay ticks.csv", "  ./dealwake replay ticks.csv --speed 60"})
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "CSV with time,symbol,price,size[,id,venue,conditions], as it is or compressed by gzip or zstd;"
                            + " time is ISO-8601 with offset.")
    private Path file = Path.of("ticks.csv");

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            description = "Seconds of event time a second, in stretches with trades (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "replay",
            description = "Name in the heartbeats; two replays at a time need two (default: ${DEFAULT-VALUE}).")
    private String source;

    @Mixin
    private BlockOptions blocks = new BlockOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Pace pace = new Pace(Ranges.speed(spec, speed));
        PrintWriter talk = spec.commandLine().getErr();
        Duration lateness = time.settings().lateness();
        BlockLimit limit = blocks.limit();
        checkWhole();
        Tape tape = Tape.of(kafka);
        try (TicksFile rows = TicksFile.open(file);
                Producer<byte[], byte[]> producer =
                        TapeProducer.with(tape.kafka().clientSettings());
                Progress progress = Progress.of("replay", -1, talk)) {
            Iterator<TapeEvent> events = StreamSupport.stream(rows.spliterator(), false)
                    .<TapeEvent>map(row -> new TapeEvent.OfTrade(row.trade()))
                    .iterator();
            Replay replay = new Replay(tape.writer(new Outbox(producer), source, limit), pace, lateness);
            Interruption.closing(replay::stop);
            long count = KafkaWatch.during(tape.kafka(), talk, () -> replay.run(events, progress::step));
            talk.printf(Locale.ROOT, "sent %d trades%n", count);
        }
        talk.flush();
        return ExitCode.DONE;
    }

    /** A file with a bad row is refused before the first one is sent: what is in the tape cannot be taken back. */
    private void checkWhole() {
        try (TicksFile rows = TicksFile.open(file)) {
            rows.forEach(row -> {});
        }
    }
}
