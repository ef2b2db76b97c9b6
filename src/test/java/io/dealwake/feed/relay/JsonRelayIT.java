package io.dealwake.feed.relay;

import static io.dealwake.feed.relay.RelayWorld.PARTITIONS;
import static io.dealwake.feed.relay.RelayWorld.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealwake.app.TestBroker;
import io.dealwake.deal.Announcement;
import io.dealwake.market.Trade;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.TapeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class JsonRelayIT {
    private static final int HOME = Partitions.of("AMD", PARTITIONS);
    private static final int ELSEWHERE = (HOME + 1) % PARTITIONS;
    private static final String SECURITY = "{'type':'security','symbol':'AMD','name':'AMD','benchmark':'SPY',"
            + "'calendar':'XNYS','currency':'USD','knownAt':'2025-10-01T00:00:00Z'}";
    private static final String DEAL = "{'id':'d','announcedAt':'2025-10-06T06:50:00-04:00','headline':'h',"
            + "'parties':[{'entity':'AMD','role':'supplier','symbol':'AMD'}]}";

    private static TestBroker broker;

    private RelayWorld world;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopics(TestInfo test) {
        world = new RelayWorld(broker, test.getTestMethod().orElseThrow().getName() + ".");
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void shouldKeepPartitionOrderKeyAndTime() {
        for (int second = 0; second < 50; second++) {
            world.json(HOME, trade(second));
        }
        world.json(ELSEWHERE, beat("'partition':" + ELSEWHERE + ","));
        world.json(HOME, beat(""));

        runRelay();

        List<ConsumerRecord<byte[], byte[]>> home = tapeOf(HOME);
        assertThat(home).hasSize(51);
        for (int second = 0; second < 50; second++) {
            ConsumerRecord<byte[], byte[]> record = home.get(second);
            Instant time = T0.plusSeconds(second);
            assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("AMD");
            assertThat(record.timestamp()).isEqualTo(time.toEpochMilli());
            assertThat(RelayWorld.tapeRecordIn(record.value()))
                    .isEqualTo(new TapeRecord.OneTrade(Trade.of("AMD", time, 100 + second, 1)));
        }
        assertThat(home.get(50).key()).isNull();
        assertThat(tapeOf(ELSEWHERE))
                .singleElement()
                .satisfies(record -> assertThat(
                                RelayWorld.tapeRecordIn(record.value()).namedPartition())
                        .hasValue(ELSEWHERE));
        assertThat(world.rejected()).isEmpty();
    }

    @Test
    void shouldWriteASecurityToEveryPartition() {
        world.json(HOME, SECURITY);

        runRelay();

        assertThat(world.read(world.topics.tape().topic()))
                .extracting(ConsumerRecord::partition)
                .containsExactly(0, 1, 2);
        assertThat(world.tape()).allMatch(TapeRecord.OneSecurity.class::isInstance);
    }

    @Test
    void shouldWriteADealUnderItsIdWhateverItsKeyWas() {
        world.send(world.topics.dealsJson(), "other", RelayWorld.bytes(DEAL.replace('\'', '"')));
        world.send(world.topics.dealsJson(), "d", null);

        runRelay();

        assertThat(world.read(world.topics.deals())).singleElement().satisfies(record -> {
            assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("d");
            assertThat(record.timestamp()).isEqualTo(T0.toEpochMilli());
        });
        assertThat(world.decode(world.topics.deals(), Codecs.ANNOUNCEMENT))
                .extracting(Announcement::observedAt)
                .containsExactly(T0);
        assertThat(world.rejected()).isEmpty();
    }

    @Test
    void shouldRejectWhatCannotBeAndCarryTheRest() {
        world.json(HOME, "no JSON");
        world.json(HOME, trade(0).replace("100", "-1"));
        world.json(HOME, "{'type':'rules','symbol':'AMD'}");
        world.json(ELSEWHERE, trade(0));
        world.json(HOME, beat("'partition':" + ELSEWHERE + ","));
        world.json(HOME, "{'type':'block','trades':[" + trade(1) + "," + trade(2).replace("102", "-1") + "]}");
        world.send(new ProducerRecord<>(world.topics.ticksJson(), HOME, RelayWorld.bytes("AMD"), null));
        world.send(world.topics.dealsJson(), "d", RelayWorld.bytes("{\"id\":\"d\"}"));
        world.json(HOME, trade(3));

        runRelay();

        String ticks = world.topics.ticksJson();
        assertThat(world.rejected())
                .extracting(Rejected::topic, Rejected::partition, Rejected::offset, Rejected::reason)
                .containsExactlyInAnyOrder(
                        tuple(ticks, HOME, 0L, "unreadable"),
                        tuple(ticks, HOME, 1L, "bad-value"),
                        tuple(ticks, HOME, 2L, "not-supported"),
                        tuple(ticks, ELSEWHERE, 0L, "wrong-partition"),
                        tuple(ticks, HOME, 3L, "wrong-partition"),
                        tuple(ticks, HOME, 4L, "bad-value"),
                        tuple(ticks, HOME, 5L, "unreadable"),
                        tuple(world.topics.dealsJson(), Partitions.of("d", PARTITIONS), 0L, "bad-value"));
        assertThat(world.rejected())
                .extracting(Rejected::message)
                .contains(
                        "price is -1.0, expected a finite number above zero (1e-9 to 1e15)",
                        "symbol is AMD, expected in partition " + HOME
                                + " of 3 (murmur2 of the key), the record was in " + ELSEWHERE,
                        "announcedAt is missing, expected an ISO-8601 time with offset, such as"
                                + " 2025-10-06T06:50:00-04:00");
        assertThat(world.rejected())
                .filteredOn(rejected -> rejected.place().isPresent())
                .extracting(Rejected::offset, Rejected::place)
                .containsExactly(tuple(4L, OptionalInt.of(1)));
        assertThat(tapeOf(HOME)).hasSize(2);
        assertThat(RelayWorld.tapeRecordIn(tapeOf(HOME).get(1).value()))
                .isEqualTo(new TapeRecord.OneTrade(Trade.of("AMD", T0.plusSeconds(3), 103, 1)));
    }

    @Test
    void shouldRejectADealThatTheTopicBehindWouldNotTake() {
        String large = DEAL.replace("'h'", "'" + "x".repeat(950_000) + "'");
        world.send(world.topics.dealsJson(), "d", RelayWorld.bytes(large.replace('\'', '"')));

        runRelay();

        assertThat(world.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.message())
                        .startsWith("the record is 950")
                        .endsWith(" bytes of Avro, expected at most 900000"));
    }

    @Test
    void shouldWriteEverythingOnceWhenItWasStoppedBeforeTheCommit() {
        for (int second = 0; second < 5; second++) {
            world.json(HOME, trade(second));
        }
        try (JsonRelay stopped = relay()) {
            stopped.carry(world.batch(world.topics.ticksJson()));
        }

        runRelay();
        runRelay();

        assertThat(world.tape())
                .extracting(record -> ((TapeRecord.OneTrade) record).trade().price())
                .containsExactly(100.0, 101.0, 102.0, 103.0, 104.0);
    }

    private static String trade(int second) {
        return "{'symbol':'AMD','time':'" + T0.plusSeconds(second) + "','price':" + (100 + second) + ",'size':1}";
    }

    private static String beat(String partition) {
        return "{'type':'heartbeat'," + partition + "'source':'s','time':'" + T0 + "'}";
    }

    private List<ConsumerRecord<byte[], byte[]>> tapeOf(int partition) {
        return world.read(world.topics.tape().topic()).stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    private void runRelay() {
        try (JsonRelay relay = relay()) {
            world.carryAll(
                    relay, world.topics.applicationId() + "-json", world.topics.ticksJson(), world.topics.dealsJson());
        }
    }

    private JsonRelay relay() {
        return new JsonRelay(world.client, world.topics);
    }
}
