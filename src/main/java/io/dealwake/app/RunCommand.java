package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The processor on a Kafka of one's own. */
@Command(
        name = "run",
        description = {
            "Runs the processor on a Kafka of your own until Ctrl-C.",
            "The topics must be there: make them with ./dealwake topics --create. Run it on several machines to share the"
                    + " work; each needs a state folder of its own."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake run --kafka broker1:9092 --kafka-config client.properties --threads 2")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

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
        threads.check(spec);
        relayOptions.check(spec);
        Topics topics = kafka.topics();
        Connection connection = kafka.connection();
        int partitions = connection.ask(admin -> TopicAdmin.partitionsOf(admin, topics.ticks()));
        StreamSettings settings = measure.streamSettings(topics, partitions, time.settings());
        PrintWriter talk = spec.commandLine().getErr();
        talk.println("starting the processor " + topics.applicationId() + " on Kafka at " + connection + " ...");
        talk.flush();
        try (StreamsRunner processor = StreamsRunner.start(settings, connection, threads.count(), state.folder());
                Relays relays = Relays.start(relayOptions, settings, connection, talk)) {
            Interruption.closing(relays, processor);
            talk.println("running: topics " + topics.prefix() + "*, " + partitions + " partitions. Ctrl-C stops it.");
            talk.flush();
            Supervision.of(processor, relays, connection, topics, talk);
        }
        return ExitCode.DONE;
    }
}
