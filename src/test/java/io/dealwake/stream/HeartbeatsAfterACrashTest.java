package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Trade;
import io.dealwake.wire.Codecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wall clock's heartbeats after a run that could not say that it ends: its source is still announced. */
class HeartbeatsAfterACrashTest {
    private static final Instant T0 = Instant.parse("2025-10-06T14:00:00Z");
    private static final Instant NEXT_DAY = T0.plus(Duration.ofDays(1));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Task watch = new Task(new WatchStage(StagesRun.settings(1)), 0, "dealwake.ticks");
    private final List<String> rejected = new ArrayList<>();
    private int read;

    @BeforeEach
    void crash() {
        AmdCase.securities().forEach(security -> writer("load").security(security));
        TapeWriter crashed = writer("clock");
        crashed.beatAt(T0);
        crashed.beatAt(T0.plusSeconds(1));
        crashed.trade(Trade.of("AMD", T0.plusSeconds(1), 160, 1));
    }

    @Test
    void shouldMoveTheClockFromTheFirstHeartbeatOn() {
        TapeWriter restarted = writer("clock");
        restarted.beatAt(NEXT_DAY);
        plainTrade(NEXT_DAY.plusMillis(500));
        restarted.beatAt(NEXT_DAY.plusSeconds(1));
        plainTrade(NEXT_DAY.minusSeconds(2));

        assertThat(rejectedOf()).containsExactly("too-late");
    }

    @Test
    void shouldNotHoldBackAnotherSourceThatIsAsFar() {
        TapeWriter feed = writer("feed");
        feed.beatAt(T0.plusSeconds(1));
        TapeWriter restarted = writer("clock");
        for (int second = 0; second < 5; second++) {
            restarted.beatAt(NEXT_DAY.plusSeconds(second));
            feed.beatAt(NEXT_DAY.plusSeconds(second));
        }
        plainTrade(NEXT_DAY.plusSeconds(4));
        plainTrade(NEXT_DAY.plusSeconds(1));

        assertThat(rejectedOf()).containsExactly("too-late");
    }

    private void plainTrade(Instant time) {
        var unused = producer.send(new ProducerRecord<>(
                "dealwake.ticks", 0, time.toEpochMilli(), null, Codecs.TRADE.encode(Trade.of("AMD", time, 160, 1))));
    }

    private TapeWriter writer(String source) {
        return new TapeWriter(producer, "dealwake.ticks", 1, source);
    }

    private List<String> rejectedOf() {
        for (; read < producer.history().size(); read++) {
            ProducerRecord<byte[], byte[]> record = producer.history().get(read);
            watch.process(record.key(), record.value(), record.timestamp()).stream()
                    .filter(out -> out.value() instanceof Emission.Refused)
                    .forEach(out -> rejected.add(
                            ((Emission.Refused) out.value()).rejected().reason()));
        }
        return rejected;
    }
}
