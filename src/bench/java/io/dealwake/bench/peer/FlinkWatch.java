package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.bench.ConsumerRow;
import io.dealwake.market.PricePoint;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes minutes of a symbol's trades and looks at each trade for raw moves. A minute is over when the watermark has passed
 * it; then it is told, if the symbol has open legs or is a benchmark. The last minute that is over is kept: a leg's base.
 */
final class FlinkWatch extends KeyedProcessFunction<String, FlinkEvent, FlinkFact> {
    static final OutputTag<FlinkFact> OF_BENCHMARKS = new OutputTag<>("of-benchmarks") {
        private static final long serialVersionUID = 1L;
    };
    static final OutputTag<FlinkMessage> ALERTS = new OutputTag<>("alerts") {
        private static final long serialVersionUID = 1L;
    };
    private static final long serialVersionUID = 1L;

    private final String prefix;
    private final long begin;
    private final long trades;
    /** Offsets are committed with checkpoints alone, too seldom to tell when the measured part begins. */
    private transient long lookedAt;

    private transient Topics outputs;
    private transient MapState<Long, Minute> running;
    private transient ValueState<Minute> last;
    private transient ValueState<FollowedLegs> legs;
    private transient MapState<String, byte[]> told;
    private transient ValueState<Series> closes;
    private transient ValueState<Listing> listing;

    /** Says when it has come to the measured part and when it has looked at all trades; one task alone can count them. */
    FlinkWatch(String prefix, long begin, long trades) {
        this.prefix = prefix;
        this.begin = begin;
        this.trades = trades;
    }

    @Override
    public void open(OpenContext context) {
        outputs = new Topics(prefix);
        running = getRuntimeContext().getMapState(new MapStateDescriptor<>("running", Long.class, Minute.class));
        last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Minute.class));
        legs = getRuntimeContext().getState(new ValueStateDescriptor<>("legs", FollowedLegs.class));
        told = getRuntimeContext().getMapState(new MapStateDescriptor<>("told", String.class, byte[].class));
        closes = getRuntimeContext().getState(new ValueStateDescriptor<>("closes", Series.class));
        listing = getRuntimeContext().getState(new ValueStateDescriptor<>("listing", Listing.class));
    }

    @Override
    public void processElement(FlinkEvent event, Context context, Collector<FlinkFact> out) throws Exception {
        if (event.isTrade()) {
            onTrade(event, context);
        } else if (event.leg != null) {
            onLeg(event.leg, context);
            out.collect(FlinkFact.of(event));
        } else if (event.listing != null) {
            listing.update(event.listing);
            out.collect(FlinkFact.of(event));
        } else {
            onClose(event);
            out.collect(FlinkFact.of(event));
            if (listing.value().isBenchmark()) {
                context.output(OF_BENCHMARKS, FlinkFact.of(event));
            }
        }
    }

    private void onTrade(FlinkEvent trade, Context context) throws Exception {
        lookedAt++;
        if (lookedAt == begin || lookedAt == trades) {
            ConsumerRow.say(lookedAt == begin ? "from" : "all", lookedAt, 0);
        }
        long boundary = Micros.boundaryAfter(trade.time);
        Minute minute = running.get(boundary);
        if (minute == null) {
            minute = new Minute();
            context.timerService().registerEventTimeTimer(Micros.toMillis(boundary));
        }
        running.put(boundary, minute.add(trade.symbol, trade.time, trade.price, trade.size));
        FollowedLegs open = legs.value();
        if (open != null) {
            for (FollowedLeg leg : open.legs) {
                Optional<Alert> alert = leg.crossedBy(trade.time, trade.price);
                if (alert.isPresent()) {
                    tell(Telling.of(alert.get()), context);
                }
            }
        }
    }

    private void onLeg(FollowedLeg leg, Context context) throws Exception {
        if (!leg.withdrawn) {
            leg.takeBase(lastMinute(leg), closes.value());
            for (Minute minute : running.values()) {
                if (minute.boundary > leg.base()) {
                    leg.judge(minute);
                }
            }
        }
        FollowedLegs open = legs.value();
        legs.update((open == null ? new FollowedLegs() : open).with(leg));
        for (Telling telling : Telling.of(leg)) {
            tell(telling, context);
        }
    }

    /** The newest minute before the base: one that the watermark has not passed, or the last that is over. */
    private Optional<PricePoint> lastMinute(FollowedLeg leg) throws Exception {
        Minute newest = last.value();
        for (Minute minute : running.values()) {
            if (minute.boundary <= leg.base() && (newest == null || minute.boundary > newest.boundary)) {
                newest = minute;
            }
        }
        return Optional.ofNullable(newest).map(Minute::price);
    }

    private void onClose(FlinkEvent close) throws Exception {
        Series known = closes.value();
        closes.update((known == null ? new Series() : known).append(close.time, close.price));
    }

    private void tell(Telling telling, Context context) throws Exception {
        byte[] before = told.get(telling.fingerprint());
        Optional<Alert> alert = telling.after(Optional.ofNullable(before).map(Codecs.ALERT::decode));
        if (alert.isPresent()) {
            told.put(telling.fingerprint(), Codecs.ALERT.encode(alert.get()));
            context.output(ALERTS, FlinkMessage.of(outputs, alert.get()));
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<FlinkFact> out) throws Exception {
        long boundary = time * 1000;
        Minute minute = running.get(boundary);
        running.remove(boundary);
        last.update(minute);
        if (listing.value().isBenchmark()) {
            context.output(OF_BENCHMARKS, FlinkFact.of(minute));
        }
        FollowedLegs open = legs.value();
        if (open != null && !open.legs.isEmpty()) {
            out.collect(FlinkFact.of(minute));
        }
    }
}
