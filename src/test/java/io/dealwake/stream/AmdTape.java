package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The tape of {@link AmdCase} with more in it: what turned out wrong, and what else became known. */
final class AmdTape {
    private record Told(Instant at, int rank, Consumer<TapeWriter> writer) {}

    private final List<Told> told = new ArrayList<>();
    private StreamSettings settings = StagesRun.settings(1);

    AmdTape() {
        this(event -> event);
    }

    /** The tape with each event changed; an event that becomes null is left out. */
    AmdTape(UnaryOperator<TapeEvent> change) {
        for (TapeEvent event : AmdCase.events()) {
            TapeEvent changed = change.apply(event);
            if (changed != null) {
                told.add(new Told(changed.at(), changed.rank(), changed::writeTo));
            }
        }
    }

    AmdTape settings(UnaryOperator<StreamSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    AmdTape tell(String at, Consumer<TapeWriter> writer) {
        Instant time = Instant.parse(at);
        told.add(new Told(time, 4, tape -> {
            tape.beatAt(time);
            writer.accept(tape);
        }));
        return this;
    }

    AmdTape trade(Trade trade) {
        told.add(new Told(trade.time(), 3, tape -> tape.trade(trade)));
        return this;
    }

    /** A trade of AmdCase did not happen. */
    AmdTape cancel(String symbol, String time, double price, String knownAt) {
        return tell(knownAt, tape -> tape.correction(wrong(symbol, time, price, knownAt, Optional.empty())));
    }

    /** A trade of AmdCase was printed wrong. */
    AmdTape correct(String symbol, String time, double price, double corrected, String knownAt) {
        return tell(
                knownAt,
                tape -> tape.correction(wrong(
                        symbol,
                        time,
                        price,
                        knownAt,
                        Optional.of(new Correction.Corrected(corrected, 100, List.of())))));
    }

    private static Correction wrong(
            String symbol, String time, double price, String knownAt, Optional<Correction.Corrected> to) {
        return new Correction(
                symbol,
                Instant.parse(knownAt),
                Optional.empty(),
                Optional.empty(),
                Instant.parse(time),
                price,
                100,
                to);
    }

    AmdTape close(String symbol, String date, double price, String knownAt) {
        Close close = new Close(symbol, LocalDate.parse(date), price, OptionalLong.empty(), Instant.parse(knownAt));
        return tell(knownAt, tape -> tape.close(close));
    }

    AmdTape gap(String symbol, String from, String to) {
        return tell(to, tape -> tape.gap(new Gap(symbol, "feed", Instant.parse(from), Instant.parse(to), "")));
    }

    AmdTape halt(String symbol, String time, boolean halted) {
        return tell(time, tape -> tape.halt(new Halt(symbol, Instant.parse(time), halted, "T1")));
    }

    AmdTape security(Security security) {
        return tell(security.knownAt().toString(), tape -> tape.security(security));
    }

    StagesRun run() {
        return run(1, 1, 0);
    }

    /** The records of the tape. */
    List<ProducerRecord<byte[], byte[]>> records(int partitions) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        TapeWriter writer = new TapeWriter(producer, "dealwake.ticks", partitions, "test");
        told.stream()
                .sorted(Comparator.comparing(Told::at).thenComparingInt(Told::rank))
                .forEach(each -> each.writer().accept(writer));
        writer.end(Duration.ofSeconds(2));
        return producer.history();
    }

    StagesRun run(int partitions, long seed, double restarts) {
        return stages(partitions, seed, restarts).runRecords(records(partitions));
    }

    /**
     * The tape with all partitions but one first, which stops at an instant and goes on when the others have ended.
     *
     * @param symbol the partition in which it lives is the one
     */
    StagesRun runWithALateHome(int partitions, String symbol, Instant from) {
        int late = Partitions.of(symbol, partitions);
        Map<Boolean, List<ProducerRecord<byte[], byte[]>>> isLate = records(partitions).stream()
                .collect(Collectors.partitioningBy(
                        record -> record.partition() == late && record.timestamp() >= from.toEpochMilli()));
        return stages(partitions, 1, 0).runRecords(isLate.get(false)).runRecords(isLate.get(true));
    }

    private StagesRun stages(int partitions, long seed, double restarts) {
        StreamSettings split = new StreamSettings(
                settings.topics(),
                partitions,
                settings.time(),
                settings.unknownConditions(),
                settings.measure(),
                settings.rules());
        return new StagesRun(split, seed, restarts);
    }

    static Reaction amd(StagesRun run, String window) {
        return run.finals().get("openai-amd-2025/AMD/" + window);
    }

    /** What was told of a rule and window of the AMD leg, such as {@code FIRING 2025-10-06T10:52:20Z}, in order. */
    static List<String> told(StagesRun run, String rule, String window) {
        return run.alerts.stream()
                .filter(alert -> alert.leg().equals(AmdCase.AMD.id())
                        && alert.rule().equals(rule)
                        && alert.window().equals(window))
                .sorted(Comparator.comparingInt(Alert::sequence))
                .map(alert -> alert.status() + " " + alert.firedAt())
                .toList();
    }
}
