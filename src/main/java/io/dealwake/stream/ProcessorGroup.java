package io.dealwake.stream;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The consumer group of the processor, wherever its parts run.
 *
 * @param members how many threads of processors are in it; none when no processor runs
 * @param behind records of the tape that are not processed yet, or whose processing is not committed yet
 */
public record ProcessorGroup(int members, long behind) {
    /** Asks Kafka; the topic {@code ticks} must be there. */
    public static ProcessorGroup of(Admin admin, Topics topics) {
        return new ProcessorGroup(membersOf(admin, topics.applicationId()), behind(admin, topics));
    }

    /** How many threads of processors are in the group. */
    public static int membersOf(Admin admin, String group) {
        try {
            return TopicAdmin.answer(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .members()
                    .size();
        } catch (KafkaUnreachable e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    private static long behind(Admin admin, Topics topics) {
        Map<TopicPartition, OffsetAndMetadata> read = TopicAdmin.answer(
                admin.listConsumerGroupOffsets(topics.applicationId()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> first = offsets(admin, topics, OffsetSpec.earliest());
        return offsets(admin, topics, OffsetSpec.latest()).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata committed = read.get(end.getKey());
                    return end.getValue() - (committed == null ? first.get(end.getKey()) : committed.offset());
                })
                .sum();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Topics topics, OffsetSpec which) {
        return ProcessorStatus.offsets(admin, List.of(topics.ticks()), which, IsolationLevel.READ_UNCOMMITTED);
    }
}
