package io.dealwake.bench.peer;

import io.dealwake.market.PricePoint;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Gives a leg its base out of the tables of minutes and closes, and looks at the minute that was running when it became
 * known: a join of the DSL finds one value, by key.
 */
final class LegBase implements FixedKeyProcessor<String, FollowedLeg, FollowedLeg> {
    private FixedKeyProcessorContext<String, FollowedLeg> context;
    private WindowStore<String, ValueAndTimestamp<Minute>> minutes;
    private KeyValueStore<String, ValueAndTimestamp<Series>> closes;

    @Override
    public void init(FixedKeyProcessorContext<String, FollowedLeg> processorContext) {
        context = processorContext;
        minutes = context.getStateStore(DslTopology.MINUTES);
        closes = context.getStateStore(DslTopology.CLOSES);
    }

    @Override
    public void process(FixedKeyRecord<String, FollowedLeg> opened) {
        FollowedLeg leg = opened.value();
        if (!leg.withdrawn) {
            leg.takeBase(lastMinute(leg), Optional.ofNullable(closes.get(leg.symbol))
                    .map(ValueAndTimestamp::value)
                    .orElseGet(Series::new));
            try (var since = minutes.fetch(leg.symbol, Micros.toInstant(leg.base()), leg.observed())) {
                since.forEachRemaining(minute -> leg.judge(minute.value.value()));
            }
        }
        context.forward(opened);
    }

    private Optional<PricePoint> lastMinute(FollowedLeg leg) {
        Instant begin = Micros.toInstant(leg.base() - Micros.DAY);
        Instant lastBegin = Micros.toInstant(leg.base() - Micros.MINUTE);
        try (WindowStoreIterator<ValueAndTimestamp<Minute>> before =
                minutes.backwardFetch(leg.symbol, begin, lastBegin)) {
            if (!before.hasNext()) {
                return Optional.empty();
            }
            KeyValue<Long, ValueAndTimestamp<Minute>> newest = before.next();
            return Optional.of(newest.value.value().price());
        }
    }
}
