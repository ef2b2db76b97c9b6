package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Trade;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.GatheredTrades;
import io.dealwake.wire.TapeReader;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What Kafka Streams is given of what was fetched: every record once, in order, where it stands. Another seed: -Dseed=N. */
class TradeGathererTest {
    private static final long SEED = Long.getLong("seed", 20251006);
    private static final TopicPartition PARTITION = new TopicPartition("dealwake.ticks", 3);
    private static final byte[] KEY = {'A'};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TradeGatherer gatherer = new TradeGatherer();

    private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.of(7));
    }

    private static ConsumerRecord<byte[], byte[]> trade(long offset) {
        return record(offset, offset * 10, KEY, Codecs.TRADE.encode(tradeAt(offset, "")));
    }

    private static Trade tradeAt(long offset, String id) {
        return new Trade("AMD", Instant.ofEpochSecond(1_760_000_000 + offset), 1, 1, id, "", List.of());
    }

    private static ConsumerRecord<byte[], byte[]> other(long offset) {
        return record(offset, offset * 10, null, new byte[] {1, 2, 3});
    }

    private List<Long> offsetsOf(ConsumerRecord<byte[], byte[]> record) {
        List<Long> offsets = new ArrayList<>();
        if (GatheredTrades.are(record.value())) {
            GatheredTrades trades = new GatheredTrades(record.value());
            while (trades.next()) {
                offsets.add(trades.offset());
            }
        } else {
            offsets.add(record.offset());
        }
        return offsets;
    }

    @Test
    void shouldPutTradesTogetherThatFollowEachOther() {
        var result = gatherer.gathered(List.of(other(0), trade(1), trade(2), trade(5), other(6), trade(7), other(8)));
        assertThat(result.stream().map(this::offsetsOf))
                .containsExactly(List.of(0L), List.of(1L, 2L, 5L), List.of(6L), List.of(7L), List.of(8L));
        assertThat(result.get(3).value()).as("one alone stays as it is").isEqualTo(trade(7).value());
    }

    /** A restart resumes where the first of them stands, or they would be lost. */
    @Test
    void shouldStandWhereTheFirstStands() {
        var together = gatherer.gathered(List.of(trade(4), trade(5), trade(6))).get(0);
        assertThat(together.offset()).isEqualTo(4);
        assertThat(together.timestamp()).isEqualTo(40);
        assertThat(together.leaderEpoch()).contains(7);
        assertThat(together.partition()).isEqualTo(PARTITION.partition());
    }

    @Test
    void shouldPutNoMoreTogetherThanItMay() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 2 * TradeGatherer.MOST + 1; i++) {
            records.add(trade(i));
        }
        assertThat(gatherer.gathered(records).stream()
                        .map(record -> offsetsOf(record).size()))
                .containsExactly(TradeGatherer.MOST, TradeGatherer.MOST, 1);
    }

    @Test
    void shouldPassOnWhatIsTooLongToBePutTogether() {
        byte[] longer = Arrays.copyOf(Codecs.TRADE.encode(tradeAt(1, "7")), 40_000);
        byte[] longest = Arrays.copyOf(longer, 1 << 17);
        var records = List.of(
                trade(0), record(1, 1, KEY, longer), record(2, 2, KEY, longer), record(3, 3, null, longest), trade(4));
        assertThat(gatherer.gathered(records).stream().map(this::offsetsOf))
                .containsExactly(List.of(0L, 1L), List.of(2L), List.of(3L), List.of(4L));
    }

    /** Kafka Streams refuses a record without a timestamp, and skips none without a value: so it does with these. */
    @Test
    void shouldHideNoRecordThatStreamsRefuses() {
        var records =
                List.of(trade(0), record(1, -1, KEY, trade(1).value()), record(2, 20, KEY, null), trade(3), trade(4));
        assertThat(gatherer.gathered(records).stream().map(ConsumerRecord::offset))
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldLeaveTheNextOffsetsAsTheyAre() {
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(PARTITION, new OffsetAndMetadata(9));
        var fetched = new ConsumerRecords<>(Map.of(PARTITION, List.of(trade(1), trade(2))), next);
        var result = gatherer.onConsume(fetched);
        assertThat(result.nextOffsets()).isEqualTo(next);
        assertThat(result.count()).isEqualTo(1);
        assertThat(gatherer.onConsume(ConsumerRecords.empty()).isEmpty()).isTrue();
    }

    /** Any records, broken trades among them: keys, values, offsets and timestamps come out as they went in. */
    @Test
    void shouldLoseAndChangeNothing() {
        for (int run = 0; run < 300; run++) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long offset = random.nextLong(1L << 40);
            for (int i = random.nextInt(200); i > 0; i--) {
                offset += 1 + random.nextInt(3);
                records.add(random.nextInt(10) == 0 ? other(offset) : mostlyTrade(offset));
            }
            assertThat(gatherer.gathered(records).stream()
                            .flatMap(record -> told(record).stream())
                            .toList())
                    .as("seed %d", SEED)
                    .isEqualTo(records.stream().map(TradeGathererTest::text).toList());
        }
    }

    private ConsumerRecord<byte[], byte[]> mostlyTrade(long offset) {
        byte[] value = Codecs.TRADE.encode(tradeAt(random.nextInt(1000), "7".repeat(random.nextInt(5))));
        if (random.nextInt(5) == 0) {
            value[random.nextInt(value.length)] ^= 0x11;
        }
        return record(offset, random.nextLong(1L << 41), random.nextInt(5) == 0 ? null : KEY, value);
    }

    /** As text; and each trade that was put together is read, or refused, as it is alone. */
    private List<String> told(ConsumerRecord<byte[], byte[]> record) {
        if (!GatheredTrades.are(record.value())) {
            return List.of(text(record));
        }
        List<String> told = new ArrayList<>();
        TapeReader reader = new TapeReader();
        GatheredTrades trades = new GatheredTrades(record.value());
        while (trades.next()) {
            told.add(text(record(trades.offset(), trades.timestamp(), trades.key(), trades.value())));
            assertThat(said(() -> reader.read(trades)))
                    .as("seed %d", SEED)
                    .isEqualTo(said(() -> Codecs.TRADE.read(trades.value())));
        }
        return told;
    }

    private interface Reading {
        Trade read() throws Unusable;
    }

    private static Object said(Reading reading) {
        try {
            return reading.read();
        } catch (Unusable e) {
            return e.reason() + " " + e.getMessage();
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() + " " + record.timestamp() + " "
                + (record.key() == null ? "-" : HexFormat.of().formatHex(record.key())) + " "
                + HexFormat.of().formatHex(record.value());
    }
}
