package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeWriterTest {
    private static final Instant T0 = Instant.parse("2025-10-06T13:30:00Z");
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private long nanos = 5;

    @Test
    void shouldWriteAHeartbeatBeforeTheRecordsOfASecond() {
        TapeWriter tape = writer(1);
        tape.trade(tradeAt(T0.plusMillis(100)));
        tape.trade(tradeAt(T0.plusMillis(900)));
        tape.trade(tradeAt(T0.plusMillis(1100)));

        assertThat(tapeOf(0))
                .containsExactly(
                        beat(T0, null),
                        trade(T0.plusMillis(100)),
                        trade(T0.plusMillis(900)),
                        beat(T0.plusSeconds(1), null),
                        trade(T0.plusMillis(1100)));
    }

    @Test
    void shouldNameTheStretchThatASingleHeartbeatSkips() {
        TapeWriter tape = writer(1);
        tape.trade(tradeAt(T0));
        tape.trade(tradeAt(T0.plusSeconds(1)));
        tape.trade(tradeAt(T0.plusSeconds(3)));

        assertThat(tapeOf(0).stream().filter(TapeRecord.Heartbeat.class::isInstance))
                .containsExactly(
                        beat(T0, null), beat(T0.plusSeconds(1), null), beat(T0.plusSeconds(3), T0.plusSeconds(1)));
    }

    @Test
    void shouldWriteNoHeartbeatForATradeThatComesAfterALaterOne() {
        TapeWriter tape = writer(1);
        tape.trade(tradeAt(T0.plusSeconds(1)));
        tape.trade(tradeAt(T0));

        assertThat(tapeOf(0)).containsExactly(beat(T0.plusSeconds(1), null), trade(T0.plusSeconds(1)), trade(T0));
    }

    @Test
    void shouldLetTimeComeToTheVeryInstantOfAFact() {
        Instant observedAt = T0.plusMillis(1250);
        TapeWriter tape = writer(1);
        tape.trade(tradeAt(T0.plusMillis(1200)));
        new TapeEvent.OfLeg(leg(observedAt)).writeTo(tape);
        tape.trade(tradeAt(T0.plusMillis(1300)));

        assertThat(tapeOf(0))
                .containsExactly(
                        beat(T0.plusSeconds(1), null),
                        trade(T0.plusMillis(1200)),
                        beat(observedAt, null),
                        new TapeRecord.OneLeg(leg(observedAt)),
                        trade(T0.plusMillis(1300)));
    }

    @Test
    void shouldWriteHeartbeatsAndSecuritiesToEveryPartitionAndTheRestToTheHomeOfTheSymbol() {
        Security security = new Security(
                "AMD", "AMD", Optional.of("SPY"), "XNYS", "USD", List.of(), Instant.parse("2025-01-01T00:00:00Z"));
        TapeWriter tape = writer(3);
        tape.security(security);
        tape.trade(tradeAt(T0));
        tape.close(new Close("AMD", LocalDate.parse("2025-10-03"), 164.67, OptionalLong.empty(), T0));

        int home = Partitions.of("AMD", 3);
        for (int partition = 0; partition < 3; partition++) {
            List<TapeRecord> records = tapeOf(partition);
            assertThat(records.get(0)).isEqualTo(new TapeRecord.OneSecurity(security));
            assertThat(records.get(1)).isEqualTo(new TapeRecord.Heartbeat("test", T0, Optional.empty(), partition));
            assertThat(records).hasSize(partition == home ? 4 : 2);
        }
    }

    @Test
    void shouldStampEachRecordWithWhenItBecameKnown() {
        TapeWriter tape = writer(1);
        tape.leg(leg(T0.plusMillis(7)));

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.timestamp()).isEqualTo(T0.plusMillis(7).toEpochMilli());
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("AMD");
        assertThat(record.topic()).isEqualTo("dealwake.ticks");
    }

    @Test
    void shouldEndWithTheLastMinuteCompleteAndLeave() {
        TapeWriter tape = writer(2);
        tape.trade(tradeAt(T0.plusMillis(30_500)));
        tape.end(LATENESS);

        Instant complete = T0.plusSeconds(62);
        for (int partition = 0; partition < 2; partition++) {
            List<TapeRecord> records = tapeOf(partition);
            assertThat(records.subList(records.size() - 2, records.size()))
                    .containsExactly(
                            new TapeRecord.Heartbeat("test", complete, Optional.of(T0.plusSeconds(30)), partition),
                            new TapeRecord.SourceLeft("test", complete, partition));
        }
        assertThat(producer.flushed()).isTrue();
    }

    @Test
    void shouldCompleteTheMinuteThatATradeOnABoundaryOpens() {
        TapeWriter tape = writer(1);
        tape.trade(tradeAt(T0));
        tape.end(LATENESS);

        assertThat(tapeOf(0)).contains(beat(T0.plusSeconds(62), T0));
    }

    @Test
    void shouldEndAnEmptyTapeWithoutARecord() {
        writer(2).end(LATENESS);

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldTellOfARecordThatCouldNotBeWrittenAtTheNextOne() {
        MockProducer<byte[], byte[]> failing =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        TapeWriter tape = new TapeWriter(failing, "dealwake.ticks", 1, "test");
        tape.leg(leg(T0));
        failing.errorNext(new IllegalStateException("disk full"));

        assertThatThrownBy(() -> tape.leg(leg(T0.plusSeconds(1))))
                .isInstanceOf(FeedException.class)
                .hasMessage("cannot write to dealwake.ticks: disk full");
        assertThatThrownBy(tape::flush).isInstanceOf(FeedException.class);
        assertThat(failing.history()).hasSize(1);
    }

    @Test
    void shouldReplayEventsInTheirOrderAndEnd() {
        List<TapeEvent> events = new ArrayList<>();
        events.add(new TapeEvent.OfTrade(tradeAt(T0)));
        events.add(new TapeEvent.OfLeg(leg(T0)));
        events.add(new TapeEvent.OfClose(
                new Close("AMD", LocalDate.parse("2025-10-03"), 164.67, OptionalLong.empty(), T0)));
        events.add(
                new TapeEvent.OfSecurity(new Security("AMD", "AMD", Optional.empty(), "XNYS", "USD", List.of(), T0)));
        events.add(new TapeEvent.OfTrade(tradeAt(T0.minusSeconds(1))));
        events.sort(TapeEvent.ORDER);
        List<TapeEvent> told = new ArrayList<>();

        long count = new Replay(writer(1), new Pace(Optional.empty()), LATENESS).run(events.iterator(), told::add);

        assertThat(count).isEqualTo(5);
        assertThat(told).isEqualTo(events);
        assertThat(tapeOf(0).stream().map(record -> record.getClass().getSimpleName()))
                .containsExactly(
                        "Heartbeat",
                        "OneTrade",
                        "OneSecurity",
                        "Heartbeat",
                        "OneClose",
                        "OneLeg",
                        "OneTrade",
                        "Heartbeat",
                        "SourceLeft");
    }

    @Test
    void shouldEndAReplayThatIsInterrupted() {
        Iterator<TapeEvent> events = List.<TapeEvent>of(
                        new TapeEvent.OfTrade(tradeAt(T0)), new TapeEvent.OfTrade(tradeAt(T0.plusSeconds(1))))
                .iterator();

        long count = new Replay(writer(1), new Pace(Optional.empty()), LATENESS)
                .run(events, event -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(count).isEqualTo(1);
        assertThat(tapeOf(0)).last().isInstanceOf(TapeRecord.SourceLeft.class);
    }

    @Test
    void shouldSendABlockWhenItIsFull() {
        TapeWriter tape = blocks(1, 3, Duration.ofSeconds(1));
        for (int i = 0; i < 7; i++) {
            tape.trade(tradeAt(T0.plusMillis(i)));
        }

        assertThat(tapeOf(0)).containsExactly(beat(T0, null), blockFrom(T0, 3), blockFrom(T0.plusMillis(3), 3));
        tape.flush();
        assertThat(tapeOf(0)).last().isEqualTo(trade(T0.plusMillis(6)));
    }

    @Test
    void shouldSendABlockWhenItIsLargeBeforeItIsFull() {
        TapeWriter tape = blocks(1, 1024, Duration.ofSeconds(1));
        String longest = "\u20ac".repeat(Trade.LONGEST_TEXT);
        for (int i = 0; i < 1024; i++) {
            tape.trade(new Trade("AMD", T0, 100, 1, longest, longest, List.of()));
        }

        assertThat(producer.history()).hasSize(6).allMatch(record -> record.value().length < 500_000);
        tape.flush();
        assertThat(tapeOf(0).stream()
                        .filter(TapeRecord.Block.class::isInstance)
                        .mapToInt(block -> ((TapeRecord.Block) block).trades().size())
                        .sum())
                .isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource({"999999, 0", "1000000, 1"})
    void shouldSendABlockWhenItsFirstTradeHasWaitedLongEnough(long waited, int sent) {
        TapeWriter tape = blocks(1, 64, Duration.ofMillis(1));
        tape.trade(tradeAt(T0));
        nanos += waited;
        tape.trade(tradeAt(T0.plusMillis(1)));

        assertThat(tapeOf(0)).hasSize(1 + sent);
    }

    @ParameterizedTest
    @CsvSource({"400000, 600000, 0", "400000, 600001, 1", "0, 1000001, 1"})
    void shouldSendBeforeAPauseWhatItWouldHoldBackForTooLong(long waited, long pause, int sent) {
        TapeWriter tape = blocks(2, 64, Duration.ofMillis(1));
        tape.trade(tradeAt(T0));
        nanos += waited;
        tape.beforePause(Duration.ofNanos(pause));

        assertThat(producer.history()).hasSize(2 + sent);
    }

    @Test
    void shouldLetNothingOvertakeATradeOfItsPartition() {
        TapeWriter tape = blocks(1, 64, Duration.ofSeconds(1));
        tape.trade(tradeAt(T0));
        tape.trade(tradeAt(T0.plusMillis(1)));
        tape.leg(leg(T0.plusMillis(2)));
        tape.trade(tradeAt(T0.plusMillis(3)));
        tape.trade(tradeAt(T0.plusSeconds(1)));
        tape.end(LATENESS);

        assertThat(tapeOf(0).subList(0, 6))
                .containsExactly(
                        beat(T0, null),
                        blockFrom(T0, 2),
                        new TapeRecord.OneLeg(leg(T0.plusMillis(2))),
                        trade(T0.plusMillis(3)),
                        beat(T0.plusSeconds(1), null),
                        trade(T0.plusSeconds(1)));
    }

    @Test
    void shouldHoldTheTradesOfEachPartitionApart() {
        TapeWriter tape = blocks(2, 2, Duration.ofSeconds(1));
        for (int i = 0; i < 2; i++) {
            tape.trade(Trade.of("AMD", T0.plusMillis(i), 100, 1));
            tape.trade(Trade.of("NVDA", T0.plusMillis(i), 180, 1));
        }

        int amd = Partitions.of("AMD", 2);
        assertThat(Partitions.of("NVDA", 2)).isNotEqualTo(amd);
        assertThat(tapeOf(amd)).last().isInstanceOfSatisfying(TapeRecord.Block.class, block -> {
            assertThat(block.partition()).isEqualTo(amd);
            assertThat(block.entries())
                    .hasSize(2)
                    .allMatch(entry -> entry.trade().orElseThrow().symbol().equals("AMD"));
        });
    }

    private TapeWriter blocks(int partitions, int trades, Duration wait) {
        return new TapeWriter(
                new Outbox(producer),
                new TapeRecords("dealwake.ticks", partitions),
                "test",
                new BlockLimit(trades, wait),
                () -> nanos);
    }

    /** A block of trades a millisecond apart. */
    private static TapeRecord blockFrom(Instant first, int count) {
        return TapeRecord.Block.of(
                0,
                IntStream.range(0, count)
                        .mapToObj(i -> tradeAt(first.plusMillis(i)))
                        .toList());
    }

    private TapeWriter writer(int partitions) {
        return new TapeWriter(producer, "dealwake.ticks", partitions, "test");
    }

    private List<TapeRecord> tapeOf(int partition) {
        List<TapeRecord> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.partition() == partition) {
                try {
                    records.add(TapeRecord.read(record.value()));
                } catch (Unusable e) {
                    throw new AssertionError(e);
                }
            }
        }
        return records;
    }

    private static TapeRecord beat(Instant time, Instant quietSince) {
        return new TapeRecord.Heartbeat("test", time, Optional.ofNullable(quietSince), 0);
    }

    private static TapeRecord trade(Instant time) {
        return new TapeRecord.OneTrade(tradeAt(time));
    }

    private static Trade tradeAt(Instant time) {
        return Trade.of("AMD", time, 166.69, 100);
    }

    private static Leg leg(Instant observedAt) {
        return new Leg(new LegId("openai-amd-2025", "AMD"), "AMD", "supplier", "A deal", T0, observedAt, false);
    }
}
