package io.dealwake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
    private static final String TOPIC = "dealwake.ticks";
    private static final List<String> SYMBOLS =
            List.of("AMD", "NVDA", "SPY", "BRK.B", "A", "7203.T", "株式Ω🚀", "Größe", "é", "e\u0301", "x".repeat(32));

    /** Murmur2 of these texts is known from Kafka's own tests of it. */
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void shouldBeTheHashWithoutItsSignModuloTheNumber(String symbol, int hash) {
        for (int partitions = 1; partitions <= 1000; partitions++) {
            assertThat(Partitions.of(symbol, partitions)).isEqualTo((hash & 0x7fffffff) % partitions);
        }
    }

    @Test
    void shouldHashTheBytesOfUtf8WhenASymbolIsNotAscii() {
        for (String symbol : SYMBOLS) {
            int hash = Utils.murmur2(symbol.getBytes(StandardCharsets.UTF_8));
            for (int partitions : List.of(1, 2, 3, 4, 7, 12, 1000, Integer.MAX_VALUE)) {
                assertThat(Partitions.of(symbol, partitions)).isEqualTo((hash & 0x7fffffff) % partitions);
            }
        }
    }

    /** Computed by a murmur2 written in Python from its description, that gives the values above too. */
    @ParameterizedTest
    @CsvSource({
        "AMD, 2, 10, 498",
        "NVDA, 1, 5, 197",
        "SPY, 3, 11, 735",
        "BRK.B, 3, 3, 783",
        "株式Ω🚀, 1, 9, 9",
        "Größe, 3, 7, 951"
    })
    void shouldNeverMoveASymbol(String symbol, int ofFour, int ofTwelve, int ofThousand) {
        assertThat(Partitions.of(symbol, 4)).isEqualTo(ofFour);
        assertThat(Partitions.of(symbol, 12)).isEqualTo(ofTwelve);
        assertThat(Partitions.of(symbol, 1000)).isEqualTo(ofThousand);
    }

    /** The choice is a private method of the producer, which needs a broker otherwise: here it gets its cluster by hand. */
    @Test
    void shouldBeWhereAProducerWithoutSettingsSendsASymbol() throws ReflectiveOperationException {
        Method choice = KafkaProducer.class.getDeclaredMethod(
                "partition", ProducerRecord.class, byte[].class, byte[].class, Cluster.class);
        choice.setAccessible(true);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1"), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            for (int partitions : List.of(1, 3, 4, 12)) {
                Cluster cluster = cluster(partitions);
                for (String symbol : SYMBOLS) {
                    byte[] key = symbol.getBytes(StandardCharsets.UTF_8);
                    Object chosen = choice.invoke(
                            producer, new ProducerRecord<>(TOPIC, key, new byte[0]), key, new byte[0], cluster);
                    assertThat(chosen).isEqualTo(Partitions.of(symbol, partitions));
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static Cluster cluster(int partitions) {
        Node node = new Node(0, "127.0.0.1", 1);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo(TOPIC, i, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("here", List.of(node), infos, Set.of(), Set.of());
    }
}
