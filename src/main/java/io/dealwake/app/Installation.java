package io.dealwake.app;

import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * A broker and a processor in this JVM, with all their data in one folder. It may be closed by another thread while it
 * starts, as Ctrl-C does: the step of the start that is under way is waited for, and those after it are not taken.
 */
final class Installation implements AutoCloseable {
    private final DataFolder folder;
    private Optional<EmbeddedBroker> broker = Optional.empty();
    private Optional<StreamsRunner> processor = Optional.empty();
    private Optional<StreamSettings> settings = Optional.empty();
    private Optional<Relays> relays = Optional.empty();
    private volatile boolean stopping;
    private boolean closed;

    /**
     * An installation that is not started yet.
     *
     * @param folder is closed with it
     */
    Installation(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts all, on what the folder holds or from nothing, and waits until the processor runs.
     *
     * @param port of the broker; a free one when absent
     */
    synchronized void start(
            Optional<Integer> port, Topics topics, ProcessorOptions options, TimeOptions time, MeasureOptions measure)
            throws InterruptedException {
        measure.streamSettings(topics, options.partitions(), time.settings()); // refused before a broker is started
        goOn();
        broker = Optional.of(EmbeddedBroker.start(Map.of(), port, folder.broker()));
        goOn();
        int partitions = kafka().ask(admin -> {
            TopicAdmin.create(admin, topics, options.partitions(), (short) 1);
            return TopicAdmin.partitionsOf(admin, topics.ticks());
        });
        options.checkAgainst(partitions);
        goOn();
        StreamSettings found = measure.streamSettings(topics, partitions, time.settings());
        processor = Optional.of(StreamsRunner.start(found, kafka(), options.threads(), folder.processor()));
        settings = Optional.of(found);
        goOn();
    }

    /** Starts what is wanted beside the processor, once that runs. */
    synchronized Relays startRelays(RelayOptions options, PrintWriter talk) throws InterruptedException {
        goOn();
        Relays started = Relays.start(options, settings(), kafka(), talk);
        relays = Optional.of(started);
        return started;
    }

    private void goOn() throws InterruptedException {
        if (stopping) {
            throw new InterruptedException("stopped while it started");
        }
    }

    Connection kafka() {
        return broker.orElseThrow().connection();
    }

    StreamsRunner processor() {
        return processor.orElseThrow();
    }

    StreamSettings settings() {
        return settings.orElseThrow();
    }

    @Override
    public void close() {
        stopping = true;
        closeAll();
    }

    private synchronized void closeAll() {
        if (!closed) {
            closed = true;
            relays.ifPresent(Relays::close);
            processor.ifPresent(StreamsRunner::close);
            broker.ifPresent(EmbeddedBroker::close);
            folder.close();
        }
    }
}
