package io.dealwake.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final int REACHABLE_WITHIN_MILLIS = 500;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path home;

    @Test
    void shouldAnswerWithinTenSecondsWhenTheJvmIsWarm(TestReporter reporter) {
        long first = millisToStart();
        long second = millisToStart();
        reporter.publishEntry(Map.of("first start, ms", Long.toString(first), "second", Long.toString(second)));
        assertThat(second).isLessThan(READY_WITHIN.toMillis());
    }

    private long millisToStart() {
        long begin = System.nanoTime();
        try (EmbeddedBroker broker = start()) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        }
    }

    @Test
    void shouldGiveBackOnlyWhatWasCommittedWhenTransactionsWriteToIt() throws Exception {
        try (TestBroker broker = TestBroker.start();
                Admin admin = broker.admin();
                KafkaProducer<byte[], byte[]> producer =
                        broker.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test"));
                KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "dropped".getBytes(UTF_8))).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "kept".getBytes(UTF_8))).get();
            producer.commitTransaction();
            TopicPartition place = new TopicPartition("t", 0);
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            List<String> read = new ArrayList<>();
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(new String(record.value(), UTF_8)));
            }
            assertThat(read).containsExactly("kept");
        }
    }

    @Test
    void shouldBeOutOfReachWhenAskedOnAnotherAddressThanItsOwn() throws IOException {
        try (EmbeddedBroker broker = start()) {
            assertThat(isOpen(LOOPBACK, broker)).isTrue();
            assertThat(isOpen(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), broker))
                    .isFalse();
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : network.inetAddresses().toList()) {
                    assertThat(isOpen(address, broker))
                            .as(address.toString())
                            .isEqualTo(address.getHostAddress().equals("127.0.0.1"));
                }
            }
        }
    }

    @Test
    void shouldFreeItsPortWhenClosedOnceOrTwice() throws IOException {
        EmbeddedBroker broker = start();
        broker.close();
        broker.close();
        try (ServerSocket socket = new ServerSocket(portOf(broker), 1, LOOPBACK)) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void shouldGoOnWithWhatAnotherHasLeftWhenItsFolderIsTheSame() throws Exception {
        try (EmbeddedBroker first = start();
                Admin admin = first.connection().admin()) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (EmbeddedBroker second = start();
                Admin admin = second.connection().admin()) {
            assertThat(admin.listTopics().names().get()).containsExactly("kept");
        }
    }

    @Test
    void shouldKeepApartWhatTheyHoldWhenTwoRunAtOnce() throws Exception {
        try (TestBroker one = TestBroker.start();
                TestBroker other = TestBroker.start();
                Admin ofOne = one.admin();
                Admin ofOther = other.admin()) {
            ofOne.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            await().untilAsserted(
                            () -> assertThat(ofOne.listTopics().names().get()).containsExactly("t"));
            assertThat(ofOther.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenASettingIsBad() {
        assertThatThrownBy(() -> EmbeddedBroker.start(Map.of("log.retention.ms", "soon"), Optional.empty(), home))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("the embedded broker did not start", "soon", "log.retention.ms");
    }

    @Test
    void shouldSayWhichPortIsTakenWhenAnotherProgramHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(Map.of(), Optional.of(taken.getLocalPort()), home))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
        }
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(Map.of(), Optional.empty(), home);
    }

    private static int portOf(EmbeddedBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));
    }

    private static boolean isOpen(InetAddress address, EmbeddedBroker broker) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, portOf(broker)), REACHABLE_WITHIN_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
