package io.dealwake.app;

import io.dealwake.feed.FeedException;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.relay.ClockRelay;
import io.dealwake.feed.relay.DealRelay;
import io.dealwake.feed.relay.JsonRelay;
import io.dealwake.feed.relay.RelayThread;
import io.dealwake.feed.relay.RelayTopics;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The relays that run beside a processor, each on a thread of its own. */
final class Relays implements AutoCloseable {
    private final List<RelayThread> threads;

    private Relays(List<RelayThread> threads) {
        this.threads = threads;
    }

    /** Starts those that are wanted; they tell of trouble with Kafka. */
    static Relays start(RelayOptions options, StreamSettings settings, Connection kafka, PrintWriter talk) {
        Map<String, Object> client = kafka.clientSettings();
        RelayTopics topics = topics(settings);
        Consumer<String> say = line -> {
            talk.println(Paragraph.wrap(line));
            talk.flush();
        };
        List<RelayThread> threads = new ArrayList<>();
        if (options.sequence()) {
            threads.add(RelayThread.start(
                    "legs of " + topics.deals(), () -> new DealRelay(client, topics, options.backlog()), say));
        }
        if (options.json()) {
            threads.add(RelayThread.start(
                    topics.ticksJson() + " and " + topics.dealsJson(), () -> new JsonRelay(client, topics), say));
        }
        if (options.heartbeat()) {
            threads.add(RelayThread.start(
                    "heartbeats of the clock",
                    () -> new ClockRelay(client, topics, Clock.systemUTC(), options.delay()),
                    say));
        }
        return new Relays(threads);
    }

    private static RelayTopics topics(StreamSettings settings) {
        Topics topics = settings.topics();
        return new RelayTopics(
                topics.applicationId(),
                new TapeRecords(topics.ticks(), settings.partitions()),
                topics.ticksJson(),
                topics.deals(),
                topics.dealsJson(),
                topics.sequenced(),
                topics.rejected());
    }

    /** Throws when a relay has ended for good. */
    void throwFailure() {
        for (RelayThread thread : threads) {
            thread.failure().ifPresent(problem -> {
                if (problem instanceof KafkaException || problem instanceof FeedException) {
                    throw Failure.outOfReach(thread.name() + ": " + problem.getMessage(), problem);
                }
                throw new IllegalStateException(thread.name() + ": " + problem.getMessage(), problem);
            });
        }
    }

    /** Ends all; a second time does no harm. */
    @Override
    public void close() {
        threads.forEach(RelayThread::stop);
        threads.forEach(RelayThread::close);
    }
}
