package io.dealwake.app;

import io.dealwake.wire.Codec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How much of an output topic is shown. */
final class FollowOptions {
    private static final Duration WAIT = Duration.ofMillis(250);

    /** After this many polls without a record it is asked whether Kafka is still there. */
    private static final int QUIET_POLLS = 20;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: begin with what is there already.")
    private boolean fromBeginning;

    @Option(names = "--json", description = "Print JSON, an object a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Gives what is there, or what comes, to a printer; in the end only if nothing more is to come. */
    <T> void read(
            Connection kafka,
            String topic,
            Codec<T> codec,
            PrintWriter out,
            Consumer<List<T>> whole,
            Consumer<T> each) {
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic, codec, fromBeginning || !follow)) {
            if (!follow) {
                whole.accept(reader.readToEnd());
                out.flush();
                return;
            }
            int quiet = 0;
            while (!Thread.currentThread().isInterrupted() && !out.checkError()) {
                List<T> news = reader.poll(WAIT);
                news.forEach(each);
                quiet = news.isEmpty() ? quiet + 1 : 0;
                if (quiet == QUIET_POLLS) {
                    reader.checkReachable();
                    quiet = 0;
                }
            }
        }
    }
}
