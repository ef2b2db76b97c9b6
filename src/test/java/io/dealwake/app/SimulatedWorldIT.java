package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.simulation.SampleWorld;
import io.dealwake.stream.StreamSettings;
import io.dealwake.wire.Codec;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worlds of the simulation on a real broker: exactly-once, the real partitioner, transactions and changelogs instead of the
 * simulation's own, in a processor that is killed without a warning at random moments of its start and of its work. Each
 * life has a stretch of the tape of its own. What is said in the end is held against the naive twin.
 */
class SimulatedWorldIT {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final int WORLDS = Integer.getInteger("worlds", 2);
    private static final int KILLS = Integer.getInteger("kills", 2);

    private static final int PARTITIONS = 2;
    private static final int STEPS = 20;
    private static final long MILLIS_A_STEP = 40;

    /** One kill in four comes before the processor runs; the others while its stretch is written, or soon after. */
    private static final int STARTS = 4;

    private static final int STARTING_MILLIS = 3000;
    private static final int RUNNING_MILLIS = 1500;

    private static TestBroker broker;

    @TempDir
    private static Path home;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start(Map.of("group.min.session.timeout.ms", "1000"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + WORLDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAgreeWithTheTwinOnABrokerHoweverOftenItIsKilled(long seed) {
        String prefix = "world-" + seed + ".";
        SampleWorld world = SampleWorld.of(seed);
        StreamSettings settings = world.settings(prefix, PARTITIONS);
        Connection kafka = Connection.to(broker.bootstrapServers());
        createTopics(prefix);
        List<ProducerRecord<byte[], byte[]>> records =
                world.records(settings.topics().ticks(), PARTITIONS);
        SplittableRandom random = new SplittableRandom(seed);
        try (Producer<byte[], byte[]> producer = broker.producer(Map.of("linger.ms", 5))) {
            for (int life = 0; life < KILLS; life++) {
                liveAndDie(seed, prefix, random, stretch(records, life), producer);
            }
            send(stretch(records, KILLS), producer);
        }
        try (Program last = start(seed, prefix)) {
            last.awaitErr("running");
            awaitEnd(kafka, settings, last);
            last.kill();
        }
        List<Reaction> reactions = read(kafka, settings.topics().reactions(), Codecs.REACTION);
        List<Alert> alerts = read(kafka, settings.topics().alerts(), Codecs.ALERT);
        List<Rejected> rejected = read(kafka, settings.topics().rejected(), Codecs.REJECTED);
        System.out.println("world of seed " + seed + ": " + KILLS + " kills, " + records.size() + " records, "
                + reactions.size() + " reactions, " + alerts.size() + " alerts, " + rejected.size() + " rejections");
        assertThat(world.differences(PARTITIONS, reactions, alerts, rejected))
                .as("-Dseed=" + seed + " -Dworlds=1 -Dkills=" + KILLS)
                .isEmpty();
        assertThat(reactions).isNotEmpty();
    }

    private static void createTopics(String prefix) {
        InProcess created = InProcess.run(
                "topics",
                "--create",
                "--partitions",
                Integer.toString(PARTITIONS),
                "--kafka",
                broker.bootstrapServers(),
                "--prefix",
                prefix);
        assertThat(created.exitCode()).as(created.err()).isZero();
    }

    private static Program start(long seed, String prefix) {
        return Program.startJava(
                home,
                List.of("-cp", System.getProperty("java.class.path"), WorldProcessor.class.getName()),
                broker.bootstrapServers(),
                Long.toString(seed),
                prefix,
                Integer.toString(PARTITIONS),
                home.resolve("state-" + seed).toString());
    }

    private static void liveAndDie(
            long seed,
            String prefix,
            SplittableRandom random,
            List<ProducerRecord<byte[], byte[]>> stretch,
            Producer<byte[], byte[]> producer) {
        boolean starting = random.nextInt(STARTS) == 0;
        Duration delay = Duration.ofMillis(random.nextInt(starting ? STARTING_MILLIS : RUNNING_MILLIS));
        CountDownLatch killed = new CountDownLatch(1);
        try (Program life = start(seed, prefix)) {
            if (!starting) {
                life.awaitErr("running");
            }
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(stretch, producer, killed));
            boolean ended = life.endsWithin(delay);
            life.kill();
            killed.countDown();
            writing.join();
            assertThat(ended).as(life.err()).isFalse();
        }
    }

    /** Step by step, until it makes no difference any more. */
    private static void write(
            List<ProducerRecord<byte[], byte[]>> stretch, Producer<byte[], byte[]> producer, CountDownLatch killed) {
        try {
            int step = stretch.size() / STEPS + 1;
            for (int from = 0; from < stretch.size(); from += step) {
                send(stretch.subList(from, Math.min(from + step, stretch.size())), producer);
                var unused = killed.await(MILLIS_A_STEP, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records, Producer<byte[], byte[]> producer) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ZERO));
    }

    private static <T> List<T> stretch(List<T> records, int life) {
        int size = records.size() / (KILLS + 1);
        return records.subList(life * size, life < KILLS ? (life + 1) * size : records.size());
    }

    private static void awaitEnd(Connection kafka, StreamSettings settings, Program last) {
        Runnable lives =
                () -> assertThat(last.endsWithin(Duration.ZERO)).as(last.err()).isFalse();
        try (DemoOutcome outcome = new DemoOutcome(kafka, settings.topics(), lives);
                KafkaWatch watch = KafkaWatch.of(kafka, new PrintWriter(Writer.nullWriter()))) {
            outcome.awaitEnd(OptionalInt.empty(), watch);
        }
    }

    private static <T> List<T> read(Connection kafka, String topic, Codec<T> codec) {
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic, codec, true)) {
            return reader.readToEnd();
        }
    }
}
