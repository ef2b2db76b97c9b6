package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A broker and a processor until Ctrl-C. */
@Command(
        name = "up",
        description =
                "Runs a broker and the processor until Ctrl-C; their data goes with them, unless --data is given.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample, in two terminals:%n",
        footer = {"  ./dealwake up --data my-data", "  ./dealwake alerts --follow"})
final class UpCommand implements Callable<Integer> {
    @Mixin
    private UpOptions up = new UpOptions();

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Mixin
    private ProcessorOptions processor = new ProcessorOptions();

    @Mixin
    private TimeOptions time = new TimeOptions();

    @Mixin
    private RelayOptions relayOptions = new RelayOptions();

    @Mixin
    private MeasureOptions measure = new MeasureOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        processor.check(spec);
        up.check(spec);
        relayOptions.check(spec);
        PrintWriter talk = spec.commandLine().getErr();
        try (RunningBroker claim = RunningBroker.claim();
                DataFolder folder = up.folder();
                Installation installation = new Installation(folder)) {
            Interruption.closing(() -> say(talk, "stopping ..."), claim, installation);
            say(talk, "starting a broker and the processor ...");
            if (folder.wasLeftBehind()) {
                say(talk, "the last one on this folder did not stop cleanly: state is rebuilt, which takes longer");
            }
            installation.start(up.port(), prefix.topics(), processor, time, measure);
            Relays relays = installation.startRelays(relayOptions, talk);
            claim.write(installation.kafka().bootstrapServers());
            StreamSettings settings = installation.settings();
            greet(installation, settings, talk);
            if (up.untilReady()) {
                return ExitCode.DONE;
            }
            Supervision.of(installation.processor(), relays, installation.kafka(), settings.topics(), talk);
        }
        return ExitCode.DONE;
    }

    private void greet(Installation installation, StreamSettings settings, PrintWriter talk) {
        say(
                talk,
                "ready: Kafka at " + installation.kafka().bootstrapServers() + ", topics "
                        + settings.topics().prefix() + "*, " + settings.partitions()
                        + " partitions. In other terminals:");
        say(talk, "  ./dealwake load securities.yaml closes.csv    what is known of symbols, and their closes");
        say(talk, "  ./dealwake announce deal.yaml                 a deal");
        say(talk, "  ./dealwake replay ticks.csv                   trades");
        say(talk, "  ./dealwake alerts --follow                    alerts as they come (or reactions --follow)");
        up.data()
                .ifPresent(folder ->
                        say(talk, "All is kept in " + folder + " for the next ./dealwake up --data " + folder + "."));
        say(talk, "Ctrl-C stops it.");
    }

    private static void say(PrintWriter talk, String line) {
        talk.println(line);
        talk.flush();
    }
}
