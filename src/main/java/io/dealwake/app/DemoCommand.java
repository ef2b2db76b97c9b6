package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.deal.Announcement;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.Pace;
import io.dealwake.feed.Replay;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Security;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Mixin
    private ProcessorOptions processor = new ProcessorOptions();

    @Mixin
    private MeasureOptions measure = new MeasureOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        processor.check(spec);
        Optional<Double> pace = Ranges.speed(spec, speed);
        StreamSettings settings = measure.streamSettings(new Topics("dealwake."), processor.partitions());
        Sample sample = sampleFolder.map(folder -> Sample.read(folder, seed)).orElseGet(() -> Sample.bundled(seed));
        PrintWriter talk = spec.commandLine().getErr();
        sample.notices().forEach(talk::println);
        talk.println("starting a broker and the processor ...");
        talk.flush();
        try (Installation installation = Installation.start(settings, processor.threads(), Optional.empty());
                DemoOutcome outcome = new DemoOutcome(installation, settings.topics())) {
            Interruption.closing(installation);
            replay(sample, settings, installation, pace, talk);
            outcome.awaitEnd(expectedEnds(sample, settings));
            return print(sample, outcome, spec.commandLine().getOut(), talk);
        }
    }

    private static int expectedEnds(Sample sample, StreamSettings settings) {
        int legs = sample.deals().stream()
                .mapToInt(deal -> deal.listedParties().size())
                .sum();
        return legs * settings.measure().windows().size();
    }

    private void replay(
            Sample sample,
            StreamSettings settings,
            Installation installation,
            Optional<Double> pace,
            PrintWriter talk) {
        try (Producer<byte[], byte[]> producer =
                TapeProducer.with(installation.kafka().clientSettings())) {
            Outbox outbox = new Outbox(producer);
            TapeRecords records = new TapeRecords(settings.topics().ticks(), settings.partitions());
            TapeWriter tape = new TapeWriter(outbox, records, "demo");
            List<TapeEvent> events = sample.events();
            try (Progress progress = Progress.of("replay", events.size(), talk)) {
                new Replay(tape, new Pace(pace), settings.time().lateness()).run(events.iterator(), progress::step);
            }
            DealWriter deals = new DealWriter(outbox, tape);
            deals.publish(settings.topics().sequenced(), sample.deals());
            deals.publish(settings.topics().deals(), sample.deals());
        }
    }

    private int print(Sample sample, DemoOutcome outcome, PrintWriter out, PrintWriter talk) {
        List<Reaction> finals = outcome.reactions();
        List<Alert> alerts = outcome.alerts();
        if (json) {
            finals.forEach(reaction -> out.println(JsonLines.of("reactions", Codecs.REACTION, reaction)));
            alerts.forEach(alert -> out.println(JsonLines.of("alerts", Codecs.ALERT, alert)));
        } else {
            printForPeople(sample, finals, alerts, out);
        }
        out.flush();
        outcome.rejected().stream()
                .limit(REJECTIONS_SHOWN)
                .forEach(rejected -> talk.println("rejected (" + rejected.reason() + "): " + rejected.message()));
        talk.flush();
        return outcome.rejected().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void printForPeople(Sample sample, List<Reaction> finals, List<Alert> alerts, PrintWriter out) {
        for (Announcement deal : sample.deals()) {
            List<Reaction> ofDeal = finals.stream()
                    .filter(reaction -> reaction.leg().dealId().equals(deal.id()))
                    .toList();
            out.println();
            out.println(deal.id() + ": " + deal.headline());
            out.println();
            out.println(Tables.reactions(ofDeal));
        }
        ZoneId zone = zoneOf(sample);
        out.println();
        out.println("Alerts (" + zone.getId() + " time)");
        out.println();
        out.println(alerts.isEmpty() ? "none" : Tables.alerts(alerts, zone));
        for (Announcement deal : sample.deals()) {
            out.println();
            out.println(Paragraph.wrap(Verdict.of(deal, finals, zone)));
        }
        out.println();
        out.println(Paragraph.wrap(origin(sample)));
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
                + "), and so are figures that rest on a trade: alert times and PT windows.";
    }

    private static ZoneId zoneOf(Sample sample) {
        return sample.deals().stream()
                .flatMap(deal -> deal.listedParties().stream())
                .flatMap(party -> party.symbol().stream())
                .map(sample.securities()::get)
                .map(Security::tradingCalendar)
                .map(calendar -> calendar.zone())
                .findFirst()
                .orElseThrow();
    }
}
