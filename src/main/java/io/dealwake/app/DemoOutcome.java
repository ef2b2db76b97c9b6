package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.KafkaUnreachable;
import io.dealwake.stream.ProcessorStatus;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** What the outputs of a demo say, as it comes. */
final class DemoOutcome implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(200);

    private final Topics topics;
    private final Runnable checkProcessor;
    private final Admin admin;
    private final TopicReader<Reaction> reactionReader;
    private final TopicReader<Alert> alertReader;
    private final TopicReader<Rejected> rejectedReader;
    private final Map<LegId, Map<String, Reaction>> reactions = new TreeMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Rejected> rejections = new ArrayList<>();

    /**
     * The outcome on a Kafka.
     *
     * @param checkProcessor throws when the processor works no more
     */
    DemoOutcome(Connection kafka, Topics topics, Runnable checkProcessor) {
        this.topics = topics;
        this.checkProcessor = checkProcessor;
        admin = kafka.admin();
        reactionReader = new TopicReader<>(kafka, topics.reactions(), Codecs.REACTION, true);
        alertReader = new TopicReader<>(kafka, topics.alerts(), Codecs.ALERT, true);
        rejectedReader = new TopicReader<>(kafka, topics.rejected(), Codecs.REJECTED, true);
    }

    /**
     * Reads until so many windows have ended, or the processor has nothing left to read.
     *
     * @param expectedEnds absent when only the processor knows which windows it measures
     * @param watch of that Kafka: an outage is waited out
     */
    void awaitEnd(OptionalInt expectedEnds, KafkaWatch watch) {
        boolean done = false;
        while (!done) {
            watch.check();
            try {
                done = isOver(expectedEnds);
            } catch (KafkaUnreachable e) {
                if (!watch.isOutage()) {
                    throw e;
                }
            }
        }
        reactionReader.readToEnd().forEach(this::keep);
        alerts.addAll(alertReader.readToEnd());
        rejections.addAll(rejectedReader.readToEnd());
    }

    private boolean isOver(OptionalInt expectedEnds) {
        checkProcessor.run();
        boolean nothingLeft = ProcessorStatus.hasCaughtUp(admin, topics);
        reactionReader.poll(QUIET).forEach(this::keep);
        return (nothingLeft || ended() >= expectedEnds.orElse(Integer.MAX_VALUE))
                && ProcessorStatus.isSettled(admin, topics);
    }

    private void keep(Reaction reaction) {
        reactions
                .computeIfAbsent(reaction.leg(), leg -> new TreeMap<>())
                .put(reaction.window().code(), reaction);
    }

    private long ended() {
        return reactions.values().stream()
                .flatMap(windows -> windows.values().stream())
                .filter(Reaction::ended)
                .count();
    }

    /** The last of each window, by deal, symbol and window. */
    List<Reaction> reactions() {
        return reactions.values().stream()
                .flatMap(windows -> windows.values().stream())
                .toList();
    }

    List<Alert> alerts() {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::firedAt).thenComparing(Alert::fingerprint))
                .toList();
    }

    List<Rejected> rejected() {
        return rejections;
    }

    @Override
    public void close() {
        reactionReader.close();
        alertReader.close();
        rejectedReader.close();
        admin.close();
    }
}
