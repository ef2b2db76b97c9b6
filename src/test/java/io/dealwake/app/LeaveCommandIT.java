package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What leave writes. */
class LeaveCommandIT {
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldSayInEveryPartitionThatASourceHasLeft() throws Unusable {
        assertThat(dealwake("topics", "--create", "--partitions", "2").exitCode())
                .isZero();

        InProcess left = dealwake("leave", "my feed");

        assertThat(left.exitCode()).as(left.err()).isZero();
        assertThat(left.err()).contains("my feed has left leave.ticks");
        List<String> told = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : ticks()) {
            TapeRecord.SourceLeft read = (TapeRecord.SourceLeft) TapeRecord.read(record.value());
            told.add(read.source() + " " + read.partition() + " in " + record.partition());
        }
        assertThat(told).containsExactlyInAnyOrder("my feed 0 in 0", "my feed 1 in 1");
    }

    @Test
    void shouldRefuseASourceWithoutAName() {
        assertThat(dealwake("leave", " ").exitCode()).isEqualTo(ExitCode.BAD_DATA);
    }

    private static InProcess dealwake(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kafka", broker.bootstrapServers(), "--prefix", "leave."));
        return InProcess.run(all.toArray(String[]::new));
    }

    private static List<ConsumerRecord<byte[], byte[]>> ticks() {
        List<TopicPartition> partitions =
                List.of(new TopicPartition("leave.ticks", 0), new TopicPartition("leave.ticks", 1));
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long records = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            while (read.size() < records) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }
}
