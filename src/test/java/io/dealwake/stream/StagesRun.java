package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeWriter;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Rejected;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Both stages over several partitions outside Kafka: a seeded scheduler chooses which task goes next, so that partitions
 * interleave in any way that they can, and where tasks restart.
 */
final class StagesRun {
    final List<Reaction> reactions = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();
    final List<Task> watchers = new ArrayList<>();
    final List<Task> measurers = new ArrayList<>();

    private final int partitions;
    private final double restartShare;
    private final SplittableRandom random;
    private final List<Queue<ProducerRecord<byte[], byte[]>>> tape = new ArrayList<>();
    private final List<Queue<Record<byte[], byte[]>>> marks = new ArrayList<>();

    StagesRun(int partitions, long seed, double restartShare) {
        this(settings(partitions), seed, restartShare);
    }

    StagesRun(StreamSettings settings, long seed, double restartShare) {
        this.partitions = settings.partitions();
        this.restartShare = restartShare;
        this.random = new SplittableRandom(seed);
        for (int partition = 0; partition < partitions; partition++) {
            watchers.add(new Task(
                    new WatchStage(settings), partition, settings.topics().ticks()));
            measurers.add(new Task(
                    new MeasureStage(settings), partition, settings.topics().marks()));
            tape.add(new ArrayDeque<>());
            marks.add(new ArrayDeque<>());
        }
    }

    static StreamSettings settings(int partitions) {
        return StreamSettings.defaults(new Topics("dealwake."), partitions);
    }

    /** The records of events as a replay writes them. */
    static List<ProducerRecord<byte[], byte[]>> write(Collection<TapeEvent> events, int partitions) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        TapeWriter writer = new TapeWriter(producer, "dealwake.ticks", partitions, "test");
        events.forEach(event -> event.writeTo(writer));
        writer.end(Duration.ofSeconds(2));
        return producer.history();
    }

    StagesRun run(Collection<TapeEvent> events) {
        return runRecords(write(events, partitions));
    }

    StagesRun runRecords(Collection<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(record -> tape.get(record.partition()).add(record));
        List<Integer> ready = ready();
        while (!ready.isEmpty()) {
            int chosen = ready.get(random.nextInt(ready.size()));
            int burst = 1 + random.nextInt(200);
            for (int i = 0; i < burst; i++) {
                step(chosen);
            }
            ready = ready();
        }
        return this;
    }

    /** Tasks with input: watchers by their partition, measurers behind them. */
    private List<Integer> ready() {
        return IntStream.range(0, 2 * partitions)
                .filter(task -> task < partitions
                        ? !tape.get(task).isEmpty()
                        : !marks.get(task - partitions).isEmpty())
                .boxed()
                .toList();
    }

    private void step(int task) {
        if (task < partitions) {
            ProducerRecord<byte[], byte[]> record = tape.get(task).poll();
            if (record != null) {
                mayRestart(watchers.get(task));
                route(task, watchers.get(task).process(record.key(), record.value(), record.timestamp()));
            }
        } else {
            Record<byte[], byte[]> record = marks.get(task - partitions).poll();
            if (record != null) {
                Task measurer = measurers.get(task - partitions);
                mayRestart(measurer);
                route(task - partitions, measurer.process(record.key(), record.value(), record.timestamp()));
            }
        }
    }

    private void mayRestart(Task task) {
        if (random.nextDouble() < restartShare) {
            task.restart();
        }
    }

    private void route(int partition, List<Record<byte[], Emission>> emissions) {
        for (Record<byte[], Emission> emission : emissions) {
            if (emission.value() instanceof Emission.ToMeasure message) {
                Set<Integer> targets = message.toAll()
                        ? Set.copyOf(IntStream.range(0, partitions).boxed().toList())
                        : Set.of(partition);
                for (int target : targets) {
                    marks.get(target)
                            .add(new Record<>(emission.key(), emission.value().toBytes(), emission.timestamp()));
                }
            } else if (emission.value() instanceof Emission.Published published) {
                reactions.add(published.reaction());
            } else if (emission.value() instanceof Emission.Raised raised) {
                alerts.add(raised.alert());
            } else if (emission.value() instanceof Emission.Refused refused) {
                rejected.add(refused.rejected());
            }
        }
    }

    /** The last reaction of each deal, symbol and window, in that order. */
    Map<String, Reaction> finals() {
        Map<String, Reaction> finals = new TreeMap<>();
        for (Reaction reaction : reactions) {
            finals.put(
                    reaction.leg().dealId() + "/" + reaction.leg().symbol() + "/"
                            + reaction.window().code(),
                    reaction);
        }
        return new LinkedHashMap<>(finals);
    }
}
