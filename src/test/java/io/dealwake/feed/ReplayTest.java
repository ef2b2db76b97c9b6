package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.market.Trade;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant T0 = Instant.parse("2025-10-06T13:30:00Z");
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void shouldLeaveTheTapeWhenItsEventsFailInTheMiddle() throws Exception {
        Stream<TapeEvent> events = Stream.of(0, 1, 2).map(second -> {
            if (second == 2) {
                throw new IllegalStateException("row 3");
            }
            return trade(T0.plusSeconds(second));
        });

        assertThatThrownBy(() -> replay(Optional.empty()).run(events.iterator(), event -> {}))
                .hasMessage("row 3");

        assertThat(tape()).last().isEqualTo(new TapeRecord.SourceLeft("test", T0.plusSeconds(1), 0));
    }

    /** At this speed the second trade would be due in a day. */
    @Test
    void shouldLeaveTheTapeWhereItIsWhenStopped() throws Exception {
        Replay replay = replay(Optional.of(1.0 / 24 / 3600));
        CountDownLatch first = new CountDownLatch(1);
        List<Long> counts = new ArrayList<>();
        Thread running = new Thread(() -> counts.add(
                replay.run(List.of(trade(T0), trade(T0.plusSeconds(1))).iterator(), event -> first.countDown())));
        running.start();
        first.await();

        replay.stop();
        running.join();

        assertThat(counts).containsExactly(1L);
        assertThat(tape()).last().isEqualTo(new TapeRecord.SourceLeft("test", T0, 0));
    }

    @Test
    void shouldDoNothingWhenStoppedBeforeItRunsOrAfterwards() throws Exception {
        Replay replay = replay(Optional.empty());
        replay.stop();
        replay.run(List.of(trade(T0)).iterator(), event -> {});
        int written = producer.history().size();
        replay.stop();
        assertThat(producer.history()).hasSize(written);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private Replay replay(Optional<Double> speed) {
        return new Replay(new TapeWriter(producer, "ticks", 1, "test"), new Pace(speed), LATENESS);
    }

    private static TapeEvent trade(Instant time) {
        return new TapeEvent.OfTrade(new Trade("AMD", time, 100, 1, "", "", List.of()));
    }

    private List<TapeRecord> tape() throws Unusable {
        List<TapeRecord> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            records.add(TapeRecord.read(record.value()));
        }
        return records;
    }
}
