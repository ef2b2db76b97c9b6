package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.StreamSettings;
import io.dealwake.wire.Rejected;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A small world for tests of other rooms, which run it elsewhere and have it held against the twin. */
public final class SampleWorld {
    private final World world;

    private SampleWorld(World world) {
        this.world = world;
    }

    /** The world of a seed, the same each time. */
    public static SampleWorld of(long seed) {
        return new SampleWorld(WorldMaker.any(seed, WorldMaker.Size.SMALL));
    }

    /** What it is read with. */
    public StreamSettings settings(String prefix, int partitions) {
        return world.settings(prefix, partitions);
    }

    /** Its tape as it is written to Kafka. */
    public List<ProducerRecord<byte[], byte[]>> records(String topic, int partitions) {
        return new Spread(topic, partitions).of(world.tape());
    }

    /**
     * What is wrong with a run, by the twin and by a run of the stages over as many partitions that nothing disturbs; empty
     * when nothing is.
     *
     * @param reactions all that were published, those of a key in their order
     * @param alerts all that were told, those of a fingerprint in their order
     */
    public List<String> differences(
            int partitions, List<Reaction> reactions, List<Alert> alerts, List<Rejected> rejected) {
        Map<String, Reaction> finals = new TreeMap<>();
        reactions.forEach(reaction -> finals.put(Facts.keyOf(reaction), reaction));
        Check check = new Check(world);
        check.of(Stages.run(world, new Plan(partitions, world.seed(), 0, false), Seams.UNTOUCHED));
        return check.of(new Outcome(finals, reactions.size(), alerts, rejected, Map.of())).stream()
                .map(Check.Difference::says)
                .toList();
    }
}
