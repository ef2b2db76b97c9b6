package io.dealwake.bench.peer;

import static io.dealwake.bench.peer.TapeMessages.number;
import static io.dealwake.bench.peer.TapeMessages.text;
import static io.dealwake.bench.peer.TapeMessages.whole;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codec;
import io.dealwake.wire.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The job in Streams' DSL: minutes are a windowed table, told once their window has closed; legs, closes and securities are
 * tables that trades and minutes are joined with. Minutes of stocks and of their benchmark meet in a join of streams, keyed
 * by benchmark and minute: against a table of the benchmark's price, global or not, they would race. A minute that lost the
 * window of its key passes through a topic, which the DSL asks for, and meets its symbol's legs a moment later.
 */
final class DslTopology {
    static final String MINUTES = "minutes";
    static final String CLOSES = "closes";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final Topics outputs;

    private DslTopology(Topics outputs) {
        this.outputs = outputs;
    }

    static Topology of(String tape, Topics outputs) {
        DslTopology topology = new DslTopology(outputs);
        topology.build(tape);
        return topology.builder.build();
    }

    private void build(String tape) {
        Map<String, KStream<String, GenericRecord>> tapeOf = builder.stream(
                        tape, Consumed.with(Serdes.String(), tapeSerde()))
                .split(Named.as("tape-"))
                .branch(is("Trade"), Branched.as("trades"))
                .branch(is("Leg"), Branched.as("legs"))
                .branch(is("Close"), Branched.as("closes"))
                .branch(is("Security"), Branched.as("securities"))
                .noDefaultBranch();
        KStream<String, GenericRecord> trades = tapeOf.get("tape-trades");

        KTable<Windowed<String>, Minute> minutes = trades.groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(MINUTE, LATENESS))
                .aggregate(
                        Minute::new,
                        (symbol, trade, minute) ->
                                minute.add(symbol, whole(trade, "time"), number(trade, "price"), whole(trade, "size")),
                        Materialized.<String, Minute, WindowStore<Bytes, byte[]>>as(MINUTES)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(PojoSerde.of(Minute.class)));
        KTable<String, Series> closes = tapeOf.get("tape-closes")
                .groupByKey()
                .aggregate(
                        Series::new,
                        (symbol, close, known) -> known.append((Integer) close.get("date"), number(close, "close")),
                        table(CLOSES, Series.class));
        KTable<String, Listing> listings = tapeOf.get("tape-securities")
                .mapValues(Listing::of)
                .toTable(table("securities", Listing.class));

        KStream<String, FollowedLeg> opened =
                tapeOf.get("tape-legs").mapValues(FollowedLeg::of).processValues(LegBase::new, MINUTES, CLOSES);
        KTable<String, FollowedLegs> legs = opened.groupByKey()
                .aggregate(
                        FollowedLegs::new,
                        (symbol, leg, known) -> known.with(leg),
                        table("legs", FollowedLegs.class));
        KStream<String, Telling> atTrades = trades.join(legs, DslTopology::crossings)
                .flatMapValues(alerts -> alerts)
                .mapValues(Telling::of);
        KStream<String, Telling> atLegs = opened.flatMapValues(Telling::of);
        write(atTrades.merge(atLegs).processValues(new TellOnce("told-at-trades")));

        measure(
                minutes.suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                        .toStream((window, minute) -> window.key())
                        .repartition(Repartitioned.<String, Minute>as("minutes")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(PojoSerde.of(Minute.class))),
                legs,
                closes,
                listings);
    }

    private void measure(
            KStream<String, Minute> minutes,
            KTable<String, FollowedLegs> legs,
            KTable<String, Series> closes,
            KTable<String, Listing> listings) {
        KStream<String, LegMinute> ofStocks = minutes.join(legs, DslTopology::followed)
                .flatMapValues(followed -> followed)
                .join(closes, LegMinute::with)
                .join(listings, LegMinute::with)
                .selectKey((symbol, minute) -> meeting(minute.listing.benchmark, minute.boundary));
        KStream<String, MarketMinutes> ofBenchmarks = minutes.join(
                        listings, (minute, listing) -> listing.isBenchmark() ? Optional.of(minute) : Optional.<Minute>empty())
                .flatMapValues(minute -> minute.stream().toList())
                .groupByKey(Grouped.with(Serdes.String(), PojoSerde.of(Minute.class)))
                .aggregate(
                        Series::new,
                        (symbol, minute, known) -> known.append(minute.boundary, minute.last),
                        DslTopology.<Series>table("benchmark-minutes", Series.class)
                                // Each minute of it is needed, not the last of each commit.
                                .withCachingDisabled())
                .toStream()
                .join(closes, MarketMinutes::of)
                .selectKey((symbol, market) -> meeting(symbol, market.newest()));
        KStream<String, Measurement> measured = ofStocks.join(
                ofBenchmarks,
                Measurement::fitted,
                JoinWindows.ofTimeDifferenceAndGrace(MINUTE, MINUTE),
                StreamJoined.with(
                                Serdes.String(), PojoSerde.of(LegMinute.class), PojoSerde.of(MarketMinutes.class))
                        .withName("meet-benchmark")
                        .withStoreName("meet-benchmark"));
        measured.flatMap((key, measurement) -> measurement.reactions().stream()
                        .map(reaction -> KeyValue.pair(Measurement.keyOf(reaction), reaction))
                        .toList())
                .to(outputs.reactions(), Produced.with(Serdes.String(), serde(Codecs.REACTION)));
        write(measured.flatMap((key, measurement) -> measurement.alerts().stream()
                        .map(alert -> KeyValue.pair(alert.fingerprint(), alert))
                        .toList())
                .repartition(Repartitioned.<String, Alert>as("alerts-at-minutes")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serde(Codecs.ALERT)))
                .mapValues(Telling::of)
                .processValues(new TellOnce("told-at-minutes")));
    }

    private void write(KStream<String, Alert> alerts) {
        alerts.selectKey((key, alert) -> alert.fingerprint())
                .to(outputs.alerts(), Produced.with(Serdes.String(), serde(Codecs.ALERT)));
    }

    private static List<Alert> crossings(GenericRecord trade, FollowedLegs legs) {
        List<Alert> crossings = new ArrayList<>();
        for (FollowedLeg leg : legs.legs) {
            leg.crossedBy(whole(trade, "time"), number(trade, "price")).ifPresent(crossings::add);
        }
        return crossings;
    }

    private static List<LegMinute> followed(Minute minute, FollowedLegs legs) {
        return legs.legs.stream()
                .filter(leg -> minute.boundary > leg.base())
                .map(leg -> LegMinute.of(leg, minute))
                .toList();
    }

    private static String meeting(String benchmark, long boundary) {
        return benchmark + "@" + boundary;
    }

    private static Predicate<String, GenericRecord> is(String type) {
        return (key, message) -> message.getSchema().getName().equals(type);
    }

    private static <T> Materialized<String, T, KeyValueStore<Bytes, byte[]>> table(String name, Class<T> type) {
        return Materialized.<String, T, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(PojoSerde.of(type));
    }

    private static Serde<GenericRecord> tapeSerde() {
        TapeMessages messages = new TapeMessages();
        return Serdes.serdeFrom(
                (topic, message) -> {
                    throw new UnsupportedOperationException("the tape is only read");
                },
                (topic, bytes) -> messages.read(bytes));
    }

    static <T> Serde<T> serde(Codec<T> codec) {
        return Serdes.serdeFrom((topic, value) -> codec.encode(value), (topic, bytes) -> codec.decode(bytes));
    }
}
