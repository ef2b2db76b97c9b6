package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.stream.Topics;
import io.dealwake.study.Estimate;
import io.dealwake.wire.Codecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Measures the legs of a symbol each minute, against benchmarks as broadcast state. It waits for the watermark of both inputs
 * to pass the minute: then the benchmark's is there, and results do not depend on which came first.
 */
final class FlinkMeasure extends KeyedBroadcastProcessFunction<String, FlinkFact, FlinkFact, FlinkMessage> {
    static final MapStateDescriptor<String, MarketMinutes> MARKETS =
            new MapStateDescriptor<>("markets", String.class, MarketMinutes.class);
    private static final long serialVersionUID = 1L;

    private final String prefix;
    private transient Topics outputs;
    private transient MapState<Long, Minute> minutes;
    private transient ValueState<FollowedLegs> legs;
    private transient ValueState<Series> closes;
    private transient ValueState<Listing> listing;
    private transient MapState<String, byte[]> told;
    /** Fitted once for each leg, and again after a restart: no part of the state. */
    private transient Map<String, Optional<Estimate>> estimates;

    FlinkMeasure(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void open(OpenContext context) {
        outputs = new Topics(prefix);
        estimates = new HashMap<>();
        minutes = getRuntimeContext().getMapState(new MapStateDescriptor<>("minutes", Long.class, Minute.class));
        legs = getRuntimeContext().getState(new ValueStateDescriptor<>("legs", FollowedLegs.class));
        closes = getRuntimeContext().getState(new ValueStateDescriptor<>("closes", Series.class));
        listing = getRuntimeContext().getState(new ValueStateDescriptor<>("listing", Listing.class));
        told = getRuntimeContext().getMapState(new MapStateDescriptor<>("told", String.class, byte[].class));
    }

    @Override
    public void processElement(FlinkFact fact, ReadOnlyContext context, Collector<FlinkMessage> out) throws Exception {
        if (fact.minute != null) {
            minutes.put(fact.minute.boundary, fact.minute);
            context.timerService().registerEventTimeTimer(Micros.toMillis(fact.minute.boundary));
        } else if (fact.event.leg != null) {
            FollowedLegs open = legs.value();
            legs.update((open == null ? new FollowedLegs() : open).with(fact.event.leg));
            estimates.remove(fact.event.leg.dealId + fact.symbol);
        } else if (fact.event.listing != null) {
            listing.update(fact.event.listing);
        } else {
            Series known = closes.value();
            closes.update((known == null ? new Series() : known).append(fact.event.time, fact.event.price));
        }
    }

    @Override
    public void processBroadcastElement(FlinkFact fact, Context context, Collector<FlinkMessage> out)
            throws Exception {
        MarketMinutes known = context.getBroadcastState(MARKETS).get(fact.symbol);
        MarketMinutes market = known == null ? new MarketMinutes() : known;
        if (fact.minute != null) {
            market.minutes.append(fact.minute.boundary, fact.minute.last);
        } else {
            market.closes.append(fact.event.time, fact.event.price);
        }
        context.getBroadcastState(MARKETS).put(fact.symbol, market);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<FlinkMessage> out) throws Exception {
        long boundary = time * 1000;
        Minute minute = minutes.get(boundary);
        minutes.remove(boundary);
        ReadOnlyBroadcastState<String, MarketMinutes> markets = context.getBroadcastState(MARKETS);
        for (FollowedLeg leg : legs.value().legs) {
            if (boundary > leg.base()) {
                LegMinute at = LegMinute.of(leg, minute).with(closes.value()).with(listing.value());
                measure(at, markets.get(at.listing.benchmark), out);
            }
        }
    }

    private void measure(LegMinute at, MarketMinutes market, Collector<FlinkMessage> out) throws Exception {
        Optional<Estimate> estimate = estimates.computeIfAbsent(
                at.leg.dealId + at.leg.symbol, leg -> PeerMeasure.estimate(at, market));
        Measurement measurement = Measurement.of(at, market, estimate);
        for (Reaction reaction : measurement.reactions()) {
            out.collect(FlinkMessage.of(outputs, reaction, at.boundary));
        }
        for (Alert alert : measurement.alerts()) {
            byte[] before = told.get(alert.fingerprint());
            Optional<Alert> news = alert.after(Optional.ofNullable(before).map(Codecs.ALERT::decode));
            if (news.isPresent()) {
                told.put(alert.fingerprint(), Codecs.ALERT.encode(news.get()));
                out.collect(FlinkMessage.of(outputs, news.get()));
            }
        }
    }
}
