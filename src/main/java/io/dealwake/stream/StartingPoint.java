package io.dealwake.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a processor begins to read. The topology itself has no rule for a missing offset: one that existed and is gone
 * stops the processor instead of skipping what was deleted.
 */
public final class StartingPoint {
    private StartingPoint() {}

    /** Kafka has the state of a processor, but no longer knows how far that had read. */
    public static final class OffsetsGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OffsetsGone(String message) {
            super(message);
        }
    }

    /** Sets a processor that has never run to the beginning of its inputs; leaves one that has run where it is. */
    public static void set(Admin admin, Topics topics) {
        String group = topics.applicationId();
        Map<TopicPartition, OffsetAndMetadata> known =
                TopicAdmin.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> unknown = new HashMap<>();
        for (String name : List.of(topics.ticks(), topics.marks())) {
            for (int partition = 0; partition < TopicAdmin.partitionsOf(admin, name); partition++) {
                TopicPartition place = new TopicPartition(name, partition);
                if (known.get(place) == null) {
                    unknown.put(place, OffsetSpec.earliest());
                }
            }
        }
        if (!unknown.isEmpty()) {
            refuseIfItHasRun(admin, topics);
            Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
            TopicAdmin.answer(admin.listOffsets(unknown).all())
                    .forEach((place, offset) -> first.put(place, new OffsetAndMetadata(offset.offset())));
            TopicAdmin.answer(admin.alterConsumerGroupOffsets(group, first).all());
        }
    }

    /** Kafka forgets the offsets of a group that nobody was in for a week; the state that they belong to it keeps. */
    private static void refuseIfItHasRun(Admin admin, Topics topics) {
        String group = topics.applicationId();
        Set<String> names = TopicAdmin.answer(admin.listTopics().names());
        List<String> used = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(group + "-") && name.endsWith("-changelog") && !ProcessorStatus.isEmpty(admin, name)) {
                used.add(name);
            }
        }
        if (!used.isEmpty()) {
            throw new OffsetsGone(
                    "offsets of group " + group + " are gone, expected those that belong to its"
                            + " state in " + used.size() + " topics " + group
                            + "-*-changelog: to read on from the beginning would"
                            + " count twice. Begin anew with another prefix, or delete those topics and the processor's outputs");
        }
    }
}
