package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.Emission;
import io.dealwake.stream.SimulatedTask;
import io.dealwake.stream.StreamSettings;
import io.dealwake.wire.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The real stages over some partitions, one task each, outside Kafka. A seeded scheduler chooses which task goes next, how
 * far, when it commits and when it crashes. What a task writes is read only once it has committed, in the order in which it
 * was written, as with exactly-once processing: what an open transaction wrote holds back all behind it.
 */
final class Stages {
    private static final int MOST_CRASHES = 200;

    private final Plan plan;
    private final Seams seams;
    private final SplittableRandom random;
    private final int partitions;
    private final List<List<Sent>> ticks = new ArrayList<>();
    private final List<List<Sent>> marks = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Reaction> finals = new TreeMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private long reactions;
    private int crashes;

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** What a task did since its last commit. */
    private static final class Transaction {
        private State state = State.OPEN;
        private final List<Emission> results = new ArrayList<>();
    }

    private record Sent(Record<byte[], byte[]> message, Transaction transaction) {}

    /** A task with its place in its input. */
    private static final class Lane {
        private final SimulatedTask task;
        private final List<Sent> input;
        private int place;
        private int committedPlace;
        private int weight = 100;
        private Transaction transaction = new Transaction();

        Lane(SimulatedTask task, List<Sent> input) {
            this.task = task;
            this.input = input;
        }

        boolean isReady() {
            while (place < input.size() && input.get(place).transaction().state == State.ABORTED) {
                place++;
            }
            return place < input.size() && input.get(place).transaction().state == State.COMMITTED;
        }
    }

    private Stages(World world, Plan plan, Seams seams) {
        this.plan = plan;
        this.seams = seams;
        this.partitions = plan.partitions();
        this.random = new SplittableRandom(plan.seed());
        World told = seams.world().apply(world);
        StreamSettings settings = told.settings(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            ticks.add(new ArrayList<>());
            marks.add(new ArrayList<>());
            lanes.add(new Lane(SimulatedTask.watch(settings, partition), ticks.get(partition)));
        }
        for (int partition = 0; partition < partitions; partition++) {
            lanes.add(new Lane(SimulatedTask.measure(settings, partition), marks.get(partition)));
        }
        Transaction written = new Transaction();
        written.state = State.COMMITTED;
        new Spread(settings.topics().ticks(), partitions)
                .of(told.tape())
                .forEach(copy -> ticks.get(copy.partition())
                        .add(new Sent(new Record<>(copy.key(), copy.value(), copy.timestamp()), written)));
    }

    /** Runs a world. */
    static Outcome run(World world, Plan plan, Seams seams) {
        return new Stages(world, plan, seams).run();
    }

    private Outcome run() {
        int turns = 0;
        while (true) {
            if (plan.lag() && turns++ % 300 == 0) {
                lanes.forEach(lane -> lane.weight = random.nextInt(3) == 0 ? 1 : 200);
            }
            Optional<Lane> next = choose();
            if (next.isPresent()) {
                burst(next.get());
            } else if (!commitAll()) {
                return outcome();
            }
        }
    }

    private Optional<Lane> choose() {
        List<Lane> ready = lanes.stream().filter(Lane::isReady).toList();
        int chosen = ready.isEmpty()
                ? 0
                : random.nextInt(ready.stream().mapToInt(lane -> lane.weight).sum());
        for (Lane lane : ready) {
            chosen -= lane.weight;
            if (chosen < 0) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    private void burst(Lane lane) {
        int length = 1 + random.nextInt(random.nextInt(5) == 0 ? 300 : 30);
        List<SimulatedTask.Fetched> fetched = new ArrayList<>();
        for (int i = 0; i < length && lane.isReady(); i++) {
            fetched.add(new SimulatedTask.Fetched(
                    lane.place, lane.input.get(lane.place).message()));
            lane.place++;
        }
        // How much is fetched at once is up to the network.
        boolean together = random.nextBoolean();
        for (SimulatedTask.Fetched record : together ? SimulatedTask.gathered(fetched) : fetched) {
            lane.task.process(record).forEach(each -> write(lane, each));
        }
        if (crashes < MOST_CRASHES && random.nextDouble() < plan.crashes()) {
            crashes++;
            crash(lane);
        } else if (random.nextInt(3) > 0) {
            commit(lane);
        }
    }

    private void write(Lane lane, Record<byte[], Emission> record) {
        if (record.value() instanceof Emission.ToMeasure message) {
            for (int target : SimulatedTask.targets(message, partitions)) {
                seams.route()
                        .to(message, target)
                        .ifPresent(told -> marks.get(target)
                                .add(new Sent(
                                        new Record<>(record.key(), told.toBytes(), record.timestamp()),
                                        lane.transaction)));
            }
        } else if (seams.tells().test(record.value())) {
            lane.transaction.results.add(record.value());
        }
    }

    private void commit(Lane lane) {
        if (seams.crash() == Seams.Crash.STORES_FALL_FURTHER && lane.place == lane.committedPlace) {
            return;
        }
        lane.task.commit();
        lane.committedPlace = lane.place;
        publish(lane);
    }

    private void publish(Lane lane) {
        lane.transaction.state = State.COMMITTED;
        lane.transaction.results.forEach(this::take);
        lane.transaction = new Transaction();
    }

    private void take(Emission emission) {
        if (emission instanceof Emission.Published published) {
            reactions++;
            finals.put(Facts.keyOf(published.reaction()), published.reaction());
        } else if (emission instanceof Emission.Raised raised) {
            alerts.add(raised.alert());
        } else if (emission instanceof Emission.Refused refused) {
            rejected.add(refused.rejected());
        }
    }

    private void crash(Lane lane) {
        if (seams.crash() == Seams.Crash.OUTPUTS_STAY) {
            publish(lane);
        } else {
            lane.transaction.state = State.ABORTED;
            lane.transaction = new Transaction();
        }
        if (seams.crash() == Seams.Crash.PLACE_STAYS) {
            lane.committedPlace = lane.place;
        } else {
            lane.place = lane.committedPlace;
        }
        if (seams.crash() == Seams.Crash.STORES_FALL_FURTHER) {
            lane.task.crashWithStaleStores();
        } else {
            lane.task.crash();
        }
    }

    /** True when that lets a task go on. */
    private boolean commitAll() {
        lanes.forEach(this::commit);
        return lanes.stream().anyMatch(Lane::isReady);
    }

    private Outcome outcome() {
        Map<String, Long> left = new TreeMap<>();
        for (Lane lane : lanes) {
            lane.task.sizes().forEach((store, size) -> {
                if (size > 0
                        && !store.endsWith("-clock")
                        && !store.endsWith("-clocks")
                        && !store.endsWith("-securities")
                        && !store.endsWith("-benchmarks")
                        && !store.endsWith("-states")
                        && !store.endsWith("-lapses")) {
                    left.merge(store, size, Long::sum);
                }
            });
        }
        return new Outcome(finals, reactions, alerts, rejected, left);
    }
}
