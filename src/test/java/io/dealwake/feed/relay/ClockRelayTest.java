package io.dealwake.feed.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.feed.TapeRecords;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ClockRelayTest {
    private static final Instant T0 = Instant.parse("2025-10-06T14:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final RelayTopics TOPICS =
            new RelayTopics("dealwake", new TapeRecords("ticks", 2), "ticks.json", "deals", "deals.json", "seq", "rej");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private Instant now = T0;
    private final ClockRelay relay = new ClockRelay(producer, TOPICS, () -> now, DELAY);

    @Test
    void shouldWriteEachSecondOnceToEveryPartitionBehindTheWallClock() {
        beatAt(T0.plusMillis(20));
        beatAt(T0.plusMillis(270));
        beatAt(T0.plusMillis(999));
        beatAt(T0.plusMillis(1000));

        assertThat(written())
                .containsExactly(
                        beat(T0.minusSeconds(1), null, 0),
                        beat(T0.minusSeconds(1), null, 1),
                        beat(T0, null, 0),
                        beat(T0, null, 1));
        assertThat(producer.history().get(2).timestamp()).isEqualTo(T0.toEpochMilli());
    }

    @Test
    void shouldNameItsLastHeartbeatWhenSecondsWereSkipped() {
        beatAt(T0);
        beatAt(T0.plusSeconds(3));

        assertThat(written()).contains(beat(T0.plusSeconds(2), T0.minusSeconds(1), 0));
    }

    @Test
    void shouldWriteNothingWhileTheWallClockIsSetBack() {
        beatAt(T0);
        beatAt(T0.minusSeconds(60));
        beatAt(T0);
        assertThat(written()).hasSize(2);

        beatAt(T0.plusSeconds(1));
        assertThat(written()).hasSize(4);
    }

    @Test
    void shouldLeaveTheClockWhenItIsClosed() {
        beatAt(T0);
        relay.close();

        assertThat(written().subList(2, 4))
                .containsExactly(
                        new TapeRecord.SourceLeft("clock", T0.minusSeconds(1), 0),
                        new TapeRecord.SourceLeft("clock", T0.minusSeconds(1), 1));
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void shouldSayNothingWhenItIsClosedBeforeItsFirstHeartbeat() {
        relay.close();

        assertThat(written()).isEmpty();
    }

    private void beatAt(Instant wallClock) {
        now = wallClock;
        relay.beat();
    }

    private static TapeRecord beat(Instant time, Instant quietSince, int partition) {
        return new TapeRecord.Heartbeat("clock", time, Optional.ofNullable(quietSince), partition);
    }

    private List<TapeRecord> written() {
        return producer.history().stream()
                .map(record -> RelayWorld.tapeRecordIn(record.value()))
                .toList();
    }
}
