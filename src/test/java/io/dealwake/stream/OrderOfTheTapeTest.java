package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that stand ahead of their time in the tape wait for the clock: nothing that is measured changes. */
class OrderOfTheTapeTest {
    private static final StagesRun IN_TIME = new StagesRun(1, 1, 0).run(AmdCase.events());

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGiveTheSameFinalsAndAlertsWhenAllFactsWereLoadedBeforeTheFirstTrade(int partitions) {
        List<TapeEvent> facts = new ArrayList<>(AmdCase.events());
        facts.removeIf(TapeEvent.OfTrade.class::isInstance);
        List<TapeEvent> trades = new ArrayList<>(AmdCase.events());
        trades.removeIf(event -> !(event instanceof TapeEvent.OfTrade));

        StagesRun run = new StagesRun(partitions, 5, 0.01).runRecords(loadedThenReplayed(facts, trades, partitions));

        assertThat(run.rejected).isEmpty();
        assertThat(sorted(run.alerts)).isEqualTo(sorted(IN_TIME.alerts));
        assertThat(run.finals()).isEqualTo(IN_TIME.finals());
    }

    /** Facts without heartbeats, as load and announce write them, then trades with heartbeats, as replay does. */
    private static List<ProducerRecord<byte[], byte[]>> loadedThenReplayed(
            List<TapeEvent> facts, List<TapeEvent> trades, int partitions) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        TapeWriter load = new TapeWriter(producer, "dealwake.ticks", partitions, "load");
        for (TapeEvent fact : facts) {
            if (fact instanceof TapeEvent.OfSecurity of) {
                load.security(of.security());
            } else if (fact instanceof TapeEvent.OfClose of) {
                load.close(of.close());
            } else if (fact instanceof TapeEvent.OfLeg of) {
                load.leg(of.leg());
            }
        }
        TapeWriter replay = new TapeWriter(producer, "dealwake.ticks", partitions, "replay");
        trades.forEach(trade -> trade.writeTo(replay));
        replay.beatAt(AmdCase.NEW_YORK.shift(LocalDate.parse("2025-10-06"), 11).close());
        replay.end(Duration.ofSeconds(2));
        return producer.history();
    }

    private static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::firedAt).thenComparing(Alert::fingerprint))
                .toList();
    }
}
