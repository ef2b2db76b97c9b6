package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A broker and a processor until Ctrl-C. */
@Command(
        name = "up",
        description = "Runs a broker and the processor until Ctrl-C; their data goes with them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample, in two terminals:%n",
        footer = {"  ./dealwake up", "  ./dealwake alerts --follow"})
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the broker on 127.0.0.1 (default: a free one).")
    private Optional<Integer> port = Optional.empty();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Mixin
    private ProcessorOptions processor = new ProcessorOptions();

    @Mixin
    private RelayOptions relayOptions = new RelayOptions();

    @Mixin
    private MeasureOptions measure = new MeasureOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        processor.check(spec);
        relayOptions.check(spec);
        port.ifPresent(value -> Ranges.check(spec, "--kafka-port", value, 1, 65535));
        RunningBroker.find().ifPresent(running -> {
            throw Failure.data("another ./dealwake up runs on this machine, at " + running.bootstrapServers()
                    + " (process " + running.process() + "): stop it first");
        });
        StreamSettings settings = measure.streamSettings(prefix.topics(), processor.partitions());
        PrintWriter talk = spec.commandLine().getErr();
        say(talk, "starting a broker and the processor ...");
        try (Installation installation = Installation.start(settings, processor.threads(), port);
                Relays relays = Relays.start(relayOptions, settings, installation.kafka(), talk)) {
            RunningBroker running = new RunningBroker(
                    installation.kafka().bootstrapServers(),
                    ProcessHandle.current().pid());
            running.write();
            Interruption.closing(() -> say(talk, "stopping ..."), running::forget, relays, installation);
            greet(installation, settings, talk);
            Supervision.of(installation.processor(), relays, installation.kafka(), settings.topics(), talk);
        }
        return ExitCode.DONE;
    }

    private static void greet(Installation installation, StreamSettings settings, PrintWriter talk) {
        say(
                talk,
                "ready: Kafka at " + installation.kafka().bootstrapServers() + ", topics "
                        + settings.topics().prefix() + "*, " + settings.partitions()
                        + " partitions. In other terminals:");
        say(talk, "  ./dealwake load securities.yaml closes.csv    what is known of symbols, and their closes");
        say(talk, "  ./dealwake announce deal.yaml                 a deal");
        say(talk, "  ./dealwake replay ticks.csv                   trades");
        say(talk, "  ./dealwake alerts --follow                    alerts as they come (or reactions --follow)");
        say(talk, "Ctrl-C stops it.");
    }

    private static void say(PrintWriter talk, String line) {
        talk.println(line);
        talk.flush();
    }
}
