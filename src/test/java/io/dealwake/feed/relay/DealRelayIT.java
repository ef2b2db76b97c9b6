package io.dealwake.feed.relay;

import static io.dealwake.feed.relay.RelayWorld.AMD;
import static io.dealwake.feed.relay.RelayWorld.NVIDIA;
import static io.dealwake.feed.relay.RelayWorld.T0;
import static io.dealwake.feed.relay.RelayWorld.deal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dealwake.app.TestBroker;
import io.dealwake.deal.Announcement;
import io.dealwake.feed.DealBook;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.TapeRecord;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class DealRelayIT {
    private static final Duration BACKLOG = Duration.ofDays(7);
    private static final Duration ONE_MICRO = Duration.ofNanos(1000);

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
    void shouldWriteTheLegsOfADealOnceWhenItComesTwice() {
        Announcement deal = deal("d", T0, "h", AMD, NVIDIA);
        try (DealRelay relay = relay()) {
            world.announce(deal);
            carryAll(relay);
            world.announce(deal);
            carryAll(relay);
        }

        assertThat(world.legs())
                .extracting(leg -> leg.id().symbol(), Leg::withdrawn, Leg::observedAt)
                .containsExactly(tuple("AMD", false, T0), tuple("NVDA", false, T0));
        assertThat(world.sequenced()).containsExactly(deal);
        assertThat(world.rejected()).isEmpty();
    }

    @Test
    void shouldWithdrawADroppedPartyWhenItWasRestartedInBetween() {
        run(deal("d", T0, "h", AMD, NVIDIA));
        run(deal("d", T0.plusSeconds(60), "h", AMD));

        assertThat(world.legs())
                .extracting(leg -> leg.id().symbol(), Leg::withdrawn, Leg::observedAt)
                .containsExactly(
                        tuple("AMD", false, T0), tuple("NVDA", false, T0), tuple("NVDA", true, T0.plusSeconds(60)));
    }

    @Test
    void shouldPassOverAnOlderVersionWhenANewerOneIsSequenced() {
        Announcement newer = deal("d", T0.plusSeconds(60), "newer", AMD);
        run(newer);
        run(deal("d", T0, "older", AMD, NVIDIA));

        assertThat(world.legs()).extracting(Leg::headline).containsExactly("newer");
        assertThat(world.sequenced()).containsExactly(newer);
    }

    @Test
    void shouldRejectAnotherVersionOfTheSameInstantWhicheverComesFirst() {
        Announcement first = deal("d", T0, "h", AMD, NVIDIA);
        run(first);
        run(deal("d", T0, "another headline", AMD));

        assertThat(world.sequenced()).containsExactly(first);
        assertThat(world.legs()).hasSize(2);
        assertThat(world.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("bad-value");
            assertThat(rejected.message()).startsWith("observedAt is " + T0 + ", expected a later time than that");
        });
    }

    @Test
    void shouldPassOverADealWhenItsWriterHasWrittenTheLegs() {
        Announcement deal = deal("d", T0, "h", AMD, NVIDIA);
        try (Producer<byte[], byte[]> producer = TapeProducer.with(world.client)) {
            DealWriter writer = writer(producer);
            DealBook.Entry entry = new DealBook().enter(deal);
            writer.legs(entry);
            writer.sequenced(world.topics.sequenced(), List.of(entry));
            writer.deals(world.topics.deals(), List.of(deal));
        }

        try (DealRelay relay = relay()) {
            carryAll(relay);
        }

        assertThat(world.legs()).hasSize(2);
    }

    @Test
    void shouldWriteTheSameLegsAgainWhenItWasKilledBeforeItsNote() {
        Announcement deal = deal("d", T0, "h", AMD, NVIDIA);
        world.announce(deal);
        try (DealRelay killed = relay()) {
            assertThat(killed.writeLegs(world.batchOf(deal)))
                    .extracting(DealBook.Entry::announcement)
                    .containsExactly(deal);
        }

        try (DealRelay relay = relay()) {
            carryAll(relay);
        }

        assertThat(world.legs()).extracting(Leg::version).hasSize(4);
        assertThat(world.legs().stream().map(Leg::version).distinct()).hasSize(2);
        assertThat(world.sequenced()).containsExactly(deal);
    }

    @Test
    void shouldWriteNothingAgainWhenItWasKilledBeforeItsCommit() {
        Announcement deal = deal("d", T0, "h", AMD, NVIDIA);
        world.announce(deal);
        try (DealRelay killed = relay();
                Producer<byte[], byte[]> producer = TapeProducer.with(world.client)) {
            writer(producer).sequenced(world.topics.sequenced(), killed.writeLegs(world.batchOf(deal)));
        }

        try (DealRelay relay = relay()) {
            carryAll(relay);
        }

        assertThat(world.legs()).hasSize(2);
        assertThat(world.sequenced()).hasSize(1);
    }

    @Test
    void shouldWriteOneSetOfLegsWhenADealIsToldAgainBeforeAndAfterIt() {
        run(sameAs("news", deal("filing", T0.plusSeconds(60), "filed", AMD, NVIDIA)));
        run(deal("news", T0, "news", AMD));
        run(sameAs("filing", deal("wire", T0.plusSeconds(120), "wired", AMD, NVIDIA)));

        assertThat(world.legs())
                .extracting(leg -> leg.id().dealId(), leg -> leg.id().symbol(), Leg::headline, Leg::observedAt)
                .containsExactly(
                        tuple("news", "AMD", "filed", T0.plusSeconds(60)),
                        tuple("news", "AMD", "news", T0.plusSeconds(60).plus(ONE_MICRO)),
                        tuple("news", "NVDA", "filed", T0.plusSeconds(60)),
                        tuple("news", "NVDA", "news", T0.plusSeconds(60).plus(ONE_MICRO)));
        assertThat(world.sequenced()).extracting(Announcement::id).containsOnly("filing", "news", "wire");
        assertThat(world.rejected()).isEmpty();
    }

    @Test
    void shouldRejectADealThatClosesACircle() {
        run(sameAs("b", deal("a", T0, "h", AMD)));
        run(sameAs("a", deal("b", T0.plusSeconds(1), "h", AMD)));

        assertThat(world.sequenced()).extracting(Announcement::id).containsExactly("a");
        assertThat(world.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("bad-value");
            assertThat(rejected.message())
                    .isEqualTo("sameAs is a, expected a deal that does not lead back: b is the same as a is the same as"
                            + " b");
        });
    }

    @Test
    void shouldWithdrawAllLegsWhenADealIsRetractedInJson() {
        String deal = "{'id':'d','announcedAt':'2025-10-06T10:50:00Z','headline':'h',"
                + "'parties':[{'entity':'AMD','role':'supplier','symbol':'AMD'},"
                + "{'entity':'Nvidia','role':'rival','symbol':'NVDA'}]";
        for (String json : List.of(deal + "}", deal + ",'observedAt':'2025-10-06T10:51:00Z','retracted':true}")) {
            world.send(world.topics.dealsJson(), "d", RelayWorld.bytes(json.replace('\'', '"')));
            try (JsonRelay relay = new JsonRelay(world.client, world.topics)) {
                world.carryAll(relay, world.topics.applicationId() + "-json", world.topics.dealsJson());
            }
            int carried = world.sequenced().size();
            try (DealRelay relay = relay()) {
                while (world.sequenced().size() == carried) {
                    relay.step();
                }
            }
        }

        assertThat(world.legs())
                .extracting(leg -> leg.id().symbol(), Leg::withdrawn, Leg::observedAt)
                .containsExactly(
                        tuple("AMD", false, T0),
                        tuple("AMD", true, T0.plusSeconds(60)),
                        tuple("NVDA", false, T0),
                        tuple("NVDA", true, T0.plusSeconds(60)));
        assertThat(world.decode(world.topics.deals(), Codecs.ANNOUNCEMENT)).hasSize(2);
    }

    @Test
    void shouldRefuseADealWhenItLiesFurtherBehindTheTapesEndThanTheBacklog() {
        world.beat(T0);
        run(deal("inside", T0.minus(BACKLOG), "h", AMD));
        run(deal("outside", T0.minus(BACKLOG).minus(ONE_MICRO), "h", AMD));

        assertThat(world.legs()).extracting(leg -> leg.id().dealId()).containsExactly("inside");
        assertThat(world.sequenced()).extracting(Announcement::id).containsExactly("inside");
        assertThat(world.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("history-gone");
            assertThat(rejected.topic()).isEqualTo(world.topics.deals());
            assertThat(rejected.message())
                    .isEqualTo("observedAt is 2025-09-29T10:49:59.999999Z, expected at most PT168H behind the tape's"
                            + " end, which is 2025-10-06T10:50:00Z: replay the history together with its legs into a"
                            + " new tape");
        });
    }

    @Test
    void shouldRejectWhatIsNoDealAndGoOn() throws IOException {
        String deals = world.topics.deals();
        world.send(deals, "k", RelayWorld.bytes("{\"id\":\"d\"}"));
        world.send(deals, "k", new byte[] {(byte) 0xc3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        world.send(deals, "k", Codecs.TRADE.encode(Trade.of("AMD", T0, 1, 1)));
        world.send(deals, "k", withoutAListedParty());
        world.send(deals, "k", null);
        Announcement good = deal("good", T0, "h", AMD);

        run(good);

        assertThat(world.rejected())
                .extracting(Rejected::reason)
                .containsExactlyInAnyOrder("unreadable", "unknown-fingerprint", "not-supported", "bad-value");
        assertThat(world.rejected())
                .filteredOn(rejected -> rejected.reason().equals("bad-value"))
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.message())
                        .startsWith("parties is ")
                        .endsWith("expected at least one listed party (one with a symbol)"));
        assertThat(world.rejected())
                .allSatisfy(rejected -> assertThat(world.read(deals).stream()
                                .filter(record -> record.partition() == rejected.partition()
                                        && record.offset() == rejected.offset())
                                .findFirst()
                                .orElseThrow()
                                .value())
                        .isEqualTo(rejected.value().orElseThrow()));
        assertThat(world.sequenced()).containsExactly(good);
    }

    @Test
    void shouldFindTheLastHeartbeatHoweverManyTradesLieBehindIt() {
        try (TapeEnd end = new TapeEnd(world.client, world.topics.tape().topic())) {
            assertThat(end.find()).isEmpty();

            trades(600);
            assertThat(end.find()).isEmpty();

            world.beat(T0.minusSeconds(1));
            world.beat(T0);
            trades(2000);
            assertThat(end.find()).contains(T0);

            world.topics
                    .tape()
                    .of(new TapeRecord.Heartbeat("test", T0.plusSeconds(5), Optional.empty(), 1))
                    .forEach(world::send);
            assertThat(end.find()).contains(T0.plusSeconds(5));
        }
    }

    private void trades(int count) {
        try (Producer<byte[], byte[]> producer = TapeProducer.with(world.client)) {
            Outbox outbox = new Outbox(producer);
            for (int i = 0; i < count; i++) {
                world.topics
                        .tape()
                        .of(new TapeRecord.OneTrade(Trade.of("AMD", T0, 100, 1)))
                        .forEach(outbox::send);
            }
            outbox.flush();
        }
    }

    private static byte[] withoutAListedParty() throws IOException {
        Schema schema = new Schema.Parser().parse(new File("schemas/announcement.avsc"));
        Schema party = schema.getField("parties").schema().getElementType();
        GenericData.Record deal = new GenericRecordBuilder(schema)
                .set("id", "d")
                .set("announcedAt", 1_759_747_800_000_000L)
                .set("observedAt", 1_759_747_800_000_000L)
                .set("headline", "h")
                .set(
                        "parties",
                        List.of(new GenericRecordBuilder(party)
                                .set("entity", "OpenAI")
                                .set("role", "customer")
                                .build()))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(deal, out);
        return out.toByteArray();
    }

    private static Announcement sameAs(String other, Announcement deal) {
        return new Announcement(
                deal.id(),
                deal.announcedAt(),
                deal.observedAt(),
                deal.filedAt(),
                deal.headline(),
                deal.sources(),
                deal.kinds(),
                deal.parties(),
                deal.flows(),
                Optional.of(other),
                deal.retracted());
    }

    private DealWriter writer(Producer<byte[], byte[]> producer) {
        Outbox outbox = new Outbox(producer);
        return new DealWriter(outbox, new TapeWriter(outbox, world.topics.tape(), "test"));
    }

    private void run(Announcement deal) {
        world.announce(deal);
        try (DealRelay relay = relay()) {
            carryAll(relay);
        }
    }

    private void carryAll(DealRelay relay) {
        world.carryAll(relay, world.topics.applicationId() + "-sequence", world.topics.deals());
    }

    private DealRelay relay() {
        return new DealRelay(world.client, world.topics, BACKLOG);
    }
}
