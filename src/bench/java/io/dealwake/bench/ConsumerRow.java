package io.dealwake.bench;

import io.dealwake.wire.TapeReader;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer of a topic: the floor. Says when it has come to what is measured and when it has read all, with its processor time. */
public final class ConsumerRow {
    private ConsumerRow() {}

    public static void main(String... arguments) throws Unusable {
        String servers = arguments[0];
        String topic = arguments[1];
        long begin = Long.parseLong(arguments[2]);
        int partitions = Integer.parseInt(arguments[3]);
        boolean decodes = Boolean.parseBoolean(arguments[4]);
        Map<String, Object> config = Map.of(
                "bootstrap.servers", servers,
                "max.poll.records", 5000,
                "max.partition.fetch.bytes", 4 << 20);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long records = consumer.endOffsets(all).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            TapeReader reader = new TapeReader();
            long read = 0;
            double sum = 0;
            boolean said = false;
            while (read < records) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read++;
                    sum += decodes ? sumOf(reader.read(record.value())) : record.value().length;
                }
                if (!said && read >= begin) {
                    said = true;
                    say("from", read, sum);
                }
            }
            say("to", read, sum);
        }
    }

    private static double sumOf(TapeRecord record) {
        if (record instanceof TapeRecord.OneTrade one) {
            return one.trade().price();
        }
        if (record instanceof TapeRecord.Block block) {
            double sum = 0;
            for (TapeRecord.Entry entry : block.entries()) {
                sum += entry.trade().orElseThrow().price();
            }
            return sum;
        }
        return 0;
    }

    /** Tells the parent how far this process has come, and at what cost. */
    public static void say(String what, long read, double sum) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(what + " " + read + " " + system.getProcessCpuTime() + " " + System.nanoTime() + " "
                + Double.toHexString(sum));
        System.out.flush();
    }
}
