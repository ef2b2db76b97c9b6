package io.dealwake.bench;

import io.dealwake.feed.BlockLimit;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeRecords;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;

/**
 * The whole of an exchange in which nothing happens: each symbol is traded once a minute, for some sessions, and no deal
 * concerns it. What is kept of that is measured, then the processor is killed, loses its disk, and must find all of it again.
 */
final class RestoreRun {
    private static final int SESSIONS = 1;
    private static final Shape SHAPE = new Shape(10_000, 0, 85, true);
    private static final double NANOS_A_SECOND = 1e9;

    private final Workload workload = Workload.of(0, SHAPE, 1);
    private final Deployment deployment;
    private final TapeWriter tape;

    private RestoreRun(Deployment deployment, TapeWriter tape) {
        this.deployment = deployment;
        this.tape = tape;
    }

    /**
     * A run.
     *
     * @param topics that nobody has used
     */
    static RestoreCost of(String servers, Topics topics, Path folder, List<String> javaOptions)
            throws IOException, InterruptedException {
        try (Deployment deployment = new Deployment(servers, topics, folder, javaOptions);
                Producer<byte[], byte[]> producer = TapeProducer.with(Map.of("bootstrap.servers", servers))) {
            TapeRecords records = new TapeRecords(topics.ticks(), Bench.PARTITIONS);
            TapeWriter tape = new TapeWriter(new Outbox(producer), records, "bench", BlockLimit.DEFAULT);
            return new RestoreRun(deployment, tape).measure();
        }
    }

    private RestoreCost measure() throws IOException, InterruptedException {
        workload.security(0).writeTo(tape);
        tape.flush();
        deployment.start();
        deployment.awaitCaughtUp();
        long heapBefore = deployment.run().heap();
        workload.forEachFact(event -> event.writeTo(tape));
        long facts = diskOnceAllIsRead();
        long factsInKafka = deployment.bytesOfChangelogs();
        deployment.start();
        for (int session = 0; session < SESSIONS; session++) {
            trade(Workload.session(session));
        }
        tape.flush();
        deployment.awaitSettled();
        long heap = deployment.run().heap() - heapBefore;
        long disk = diskOnceAllIsRead() - facts;
        long changelog = deployment.bytesOfChangelogs() - factsInKafka;
        deployment.start();
        deployment.awaitCaughtUp();
        deployment.run().kill();
        Bench.delete(deployment.folder());
        tape.leave();
        long begin = System.nanoTime();
        deployment.start();
        deployment.awaitCaughtUp();
        double seconds = (System.nanoTime() - begin) / NANOS_A_SECOND;
        double symbolSessions = (double) SHAPE.symbols() * SESSIONS;
        return new RestoreCost(
                SHAPE.symbols(),
                SESSIONS,
                (double) heap / SHAPE.symbols(),
                (double) facts / SHAPE.symbols(),
                disk / symbolSessions,
                changelog / symbolSessions,
                seconds);
    }

    /** Each symbol, the benchmark too, in the first half of each minute, at equal distances. */
    private void trade(Session session) {
        int symbols = SHAPE.symbols() + 1;
        long step = Duration.ofSeconds(30).toNanos() / 1000 / symbols;
        for (Instant minute = session.open(); minute.isBefore(session.close()); minute = minute.plusSeconds(60)) {
            for (int rank = 0; rank < symbols; rank++) {
                Instant time = minute.plusNanos(rank * step * 1000);
                double price = 100 + (minute.getEpochSecond() + rank) % 97 / 100.0;
                tape.trade(Trade.of(workload.symbol(rank), time, price, 100));
            }
        }
        tape.beatAt(session.close().plusSeconds(2));
    }

    /** Stops the processor, for what it keeps in memory until then. */
    private long diskOnceAllIsRead() throws IOException, InterruptedException {
        tape.flush();
        deployment.awaitSettled();
        deployment.run().close();
        try (Stream<Path> files = Files.walk(deployment.folder())) {
            return files.filter(Files::isRegularFile).mapToLong(RestoreRun::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
