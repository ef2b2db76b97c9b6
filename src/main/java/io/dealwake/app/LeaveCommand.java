package io.dealwake.app;

import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.market.Require;
import io.dealwake.wire.TapeRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a source out of the tape that cannot do so itself. */
@Command(
        name = "leave",
        description = {
            "Says in the tape that a source has left: it holds the clock back no longer.",
            "For a feed or replay that was killed. One that is still running is announced again by its next heartbeat."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake leave replay")
final class LeaveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The name in its heartbeats: that of --source for a replay.")
    private String source = "";

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Require.text("SOURCE", source);
        } catch (IllegalArgumentException e) {
            throw Failure.data(e.getMessage());
        }
        Tape tape = Tape.of(kafka);
        TapeRecords records = new TapeRecords(tape.topics().ticks(), tape.partitions());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            Outbox outbox = new Outbox(producer);
            for (int partition = 0; partition < tape.partitions(); partition++) {
                records.of(new TapeRecord.SourceLeft(source, now, partition)).forEach(outbox::send);
            }
            outbox.flush();
        }
        spec.commandLine()
                .getErr()
                .println(source + " has left " + tape.topics().ticks());
        return ExitCode.DONE;
    }
}
