package io.dealwake.app;

import io.dealwake.stream.DealwakeTopology;
import io.dealwake.stream.StartingPoint;
import io.dealwake.stream.StreamSettings;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.TradeGatherer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** The processor: the topology on threads of this JVM, exactly-once, under the name that follows from its topics. */
final class StreamsRunner implements AutoCloseable {
    private static final Duration RUNNING_WITHIN = Duration.ofMinutes(3);
    private static final String INTERCEPTOR_CLASSES = ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
    private static final String INTERCEPTORS = StreamsConfig.mainConsumerPrefix(INTERCEPTOR_CLASSES);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Connection kafka;
    private final KafkaStreams streams;
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private StreamsRunner(StreamSettings settings, Connection kafka, int threads, Path stateDir) {
        this.kafka = kafka;
        Properties config = new Properties();
        config.putAll(config(settings.topics().applicationId(), threads, stateDir, kafka.clientSettings()));
        streams = new KafkaStreams(new DealwakeTopology(settings).build(), config);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR || now.hasCompletedShutdown()) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(problem -> {
            failure.compareAndSet(null, problem);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /** Checks the topics, starts a processor on them and waits until it runs. */
    static StreamsRunner start(StreamSettings settings, Connection kafka, int threads, Path stateDir)
            throws InterruptedException {
        Readiness readiness = new Readiness(kafka, settings.topics());
        readiness.check();
        try {
            kafka.ask(admin -> {
                StartingPoint.set(admin, settings.topics());
                return null;
            });
        } catch (StartingPoint.OffsetsGone e) {
            throw Failure.data(e.getMessage());
        }
        StreamsRunner runner = new StreamsRunner(settings, kafka, threads, stateDir);
        try {
            runner.streams.start();
            runner.awaitRunning();
            // Only now are the topics of its state there for certain.
            readiness.checkPermissions();
            return runner;
        } catch (InterruptedException | RuntimeException e) {
            runner.close();
            throw e;
        }
    }

    static Map<String, Object> config(
            String applicationId, int threads, Path stateDir, Map<String, Object> clientSettings) {
        Map<String, Object> config = new HashMap<>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        config.put(StreamsConfig.topicPrefix("retention.ms"), "-1");
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // A task reads one partition: there is nothing to wait for, and to ask costs as much as a trade.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        Map<String, Object> ofConsumers = Map.of(
                "max.poll.records",
                2000,
                // For so long the tasks of a processor that was killed wait for another one.
                "session.timeout.ms",
                10_000);
        Map<String, Object> ofProducers = Map.of(
                // So long an alert waits for others; what a commit writes is gathered without it.
                "linger.ms",
                1,
                // A commit meets the end of the one before, which takes the broker some milliseconds; the wait doubles
                // each time.
                "retry.backoff.ms",
                5,
                "max.request.size",
                TopicAdmin.LARGEST_OUTPUT_BYTES);
        config.putAll(ours(ofConsumers, clientSettings, StreamsConfig::consumerPrefix));
        config.putAll(ours(ofProducers, clientSettings, StreamsConfig::producerPrefix));
        config.putAll(clientSettings);
        config.put(INTERCEPTORS, withGatherer(clientSettings));
        Object guarantee = config.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
        if (!StreamsConfig.EXACTLY_ONCE_V2.equals(guarantee)) {
            throw Failure.data(StreamsConfig.PROCESSING_GUARANTEE_CONFIG + " is " + guarantee + ", expected "
                    + StreamsConfig.EXACTLY_ONCE_V2 + " or nothing: after a crash anything else counts twice");
        }
        checkTogether(config);
        return config;
    }

    /** Behind the user's own interceptors, which see what was fetched. */
    private static Object withGatherer(Map<String, Object> clientSettings) {
        List<String> classes = new ArrayList<>();
        Stream.of(INTERCEPTORS, StreamsConfig.consumerPrefix(INTERCEPTOR_CLASSES), INTERCEPTOR_CLASSES)
                .filter(clientSettings::containsKey)
                .findFirst()
                .ifPresent(name -> classes.add(clientSettings.get(name).toString()));
        classes.add(TradeGatherer.class.getName());
        return String.join(",", classes);
    }

    /** Values that are possible alone may not be so together: a commit must come before a transaction times out. */
    private static void checkTogether(Map<String, Object> config) {
        try {
            var unused = new StreamsConfig(config);
        } catch (IllegalArgumentException e) {
            throw Failure.data("settings of Kafka Streams: " + e.getMessage());
        }
    }

    /** Those of our settings that the user has not made: with a prefix they would win over his, which have none. */
    private static Map<String, Object> ours(
            Map<String, Object> settings, Map<String, Object> clientSettings, UnaryOperator<String> prefixed) {
        Map<String, Object> unset = new HashMap<>();
        settings.forEach((name, value) -> {
            if (!clientSettings.containsKey(name)) {
                unset.put(prefixed.apply(name), value);
            }
        });
        return unset;
    }

    /** Waits until all tasks run; throws when the processor stopped instead, or the time is over. */
    private void awaitRunning() throws InterruptedException {
        if (!running.await(RUNNING_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Failure.outOfReach(
                    "the processor did not run within " + RUNNING_WITHIN.toSeconds()
                            + " s: its state is being rebuilt, or"
                            + " Kafka does not let it join its group; ./dealwake doctor, and DEALWAKE_LOG_KAFKA=WARN, say"
                            + " more",
                    null);
        }
        throwFailure();
    }

    /** Throws when the processor has failed. */
    void throwFailure() {
        Throwable problem = failure.get();
        if (problem != null) {
            throw Diagnosis.of(problem, kafka)
                    .<RuntimeException>map(diagnosis ->
                            Failure.of(diagnosis.exitCode(), "the processor stopped: " + diagnosis.message(), problem))
                    .orElseGet(() -> new ProcessorStopped("the processor stopped: " + rootOf(problem), problem));
        }
    }

    private static String rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** The processor stopped by itself. */
    static final class ProcessorStopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProcessorStopped(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
