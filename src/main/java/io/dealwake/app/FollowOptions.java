package io.dealwake.app;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much of an output topic is shown. */
final class FollowOptions {
    private static final Duration WAIT = Duration.ofMillis(250);

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: begin with what is there already.")
    private boolean fromBeginning;

    @Option(names = "--json", description = "Print JSON, an object a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** How a topic is read. */
    @FunctionalInterface
    interface Opening<T> {
        OutputReader<T> open(Connection kafka, boolean fromBeginning);
    }

    /** Gives what is there, or what comes, to a printer; in the end only if nothing more is to come. */
    <T> void read(KafkaOption option, Opening<T> opening, CommandSpec spec, Consumer<List<T>> whole, Consumer<T> each) {
        Connection kafka = option.connection();
        try (OutputReader<T> reader = opening.open(kafka, fromBeginning || !follow)) {
            if (follow) {
                follow(reader, option, kafka, spec, each);
            } else {
                whole.accept(reader.readToEnd());
                spec.commandLine().getOut().flush();
            }
        }
    }

    private static <T> void follow(
            OutputReader<T> reader, KafkaOption option, Connection kafka, CommandSpec spec, Consumer<T> each) {
        try (KafkaWatch watch = KafkaWatch.of(kafka, spec.commandLine().getErr())) {
            while (!Thread.currentThread().isInterrupted()
                    && !spec.commandLine().getOut().checkError()) {
                reader.poll(WAIT).forEach(each);
                watch.check();
                if (watch.isOutage() && option.wasOfAnUpThatHasEnded()) {
                    throw Failure.outOfReach("the ./dealwake up at " + kafka + " has ended", null);
                }
            }
        }
    }
}
