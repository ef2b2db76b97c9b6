package io.dealwake.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What Kafka knows of a processor and of how far it has come. */
public final class ProcessorStatus {
    private ProcessorStatus() {}

    /** Whether a topic holds no record. */
    public static boolean isEmpty(Admin admin, String topic) {
        List<String> alone = List.of(topic);
        return offsets(admin, alone, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED)
                .equals(offsets(admin, alone, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED));
    }

    /** Whether the processor has read all that is in its inputs now. */
    public static boolean hasCaughtUp(Admin admin, Topics topics) {
        Map<TopicPartition, OffsetAndMetadata> read = TopicAdmin.answer(
                admin.listConsumerGroupOffsets(topics.applicationId()).partitionsToOffsetAndMetadata());
        List<String> inputs = List.of(topics.ticks(), topics.marks());
        return offsets(admin, inputs, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED).entrySet().stream()
                .allMatch(end -> {
                    OffsetAndMetadata offset = read.get(end.getKey());
                    return offset != null && offset.offset() >= end.getValue();
                });
    }

    /**
     * Whether every transaction on the outputs has ended: until then a reader of committed records may see what one
     * partition holds of it and not what another does.
     */
    public static boolean isSettled(Admin admin, Topics topics) {
        List<String> outputs = List.of(topics.reactions(), topics.alerts(), topics.rejected());
        return offsets(admin, outputs, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED)
                .equals(offsets(admin, outputs, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED));
    }

    /** An offset of each partition of some topics. */
    static Map<TopicPartition, Long> offsets(
            Admin admin, List<String> names, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String name : names) {
            for (int partition = 0; partition < TopicAdmin.partitionsOf(admin, name); partition++) {
                wanted.put(new TopicPartition(name, partition), which);
            }
        }
        Map<TopicPartition, Long> found = new HashMap<>();
        TopicAdmin.answer(admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                        .all())
                .forEach((place, offset) -> found.put(place, offset.offset()));
        return found;
    }
}
