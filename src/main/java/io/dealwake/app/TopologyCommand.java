package io.dealwake.app;

import io.dealwake.stream.DealwakeTopology;
import io.dealwake.stream.StreamSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The topology's description. */
@Command(
        name = "topology",
        description = "Prints the description of the Kafka Streams topology; needs no Kafka.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake topology")
final class TopologyCommand implements Callable<Integer> {
    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StreamSettings settings = StreamSettings.defaults(prefix.topics(), 1);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new DealwakeTopology(settings).build().describe());
        out.flush();
        return ExitCode.DONE;
    }
}
