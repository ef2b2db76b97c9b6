package io.dealwake.bench;

import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkMaker;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.SaleConditions;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Chapter;
import io.dealwake.reaction.Confounders;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.Measured;
import io.dealwake.reaction.OpenLeg;
import io.dealwake.reaction.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Abnormal returns by the product's own prices and legs, without engine: what another way to compute them must come to. */
final class OwnReturns implements Consumer<TapeEvent> {
    private static final MeasureSettings SETTINGS = MeasureSettings.defaults();

    private final Map<String, Security> securities = new HashMap<>();
    private final Map<String, PriceHistory> prices = new HashMap<>();
    private final Map<String, Minute> minutes = new HashMap<>();
    private final Map<LegId, Leg> opened = new LinkedHashMap<>();
    private final Map<LegId, Instant> withdrawn = new HashMap<>();

    /** The minute that is traded in. */
    private record Minute(Instant boundary, MarkMaker maker) {}

    /** A window of a leg at the end of a minute. */
    record Key(LegId leg, Instant boundary, String window) {}

    @Override
    public void accept(TapeEvent event) {
        if (event instanceof TapeEvent.OfTrade one) {
            add(one.trade());
        } else if (event instanceof TapeEvent.OfClose one) {
            prices.get(one.symbol()).add(one.close(), one.at());
        } else if (event instanceof TapeEvent.OfLeg one) {
            add(one.leg());
        } else if (event instanceof TapeEvent.OfSecurity one) {
            Security security = one.security();
            securities.put(security.symbol(), security);
            prices.computeIfAbsent(security.symbol(), symbol -> new PriceHistory(security.tradingCalendar()))
                    .add(security, security.knownAt());
        }
    }

    private void add(Trade trade) {
        Instant boundary = Mark.boundaryAfter(trade.time());
        Minute minute = minutes.get(trade.symbol());
        if (minute == null || !minute.boundary.equals(boundary)) {
            if (minute != null) {
                minute.maker.complete().ifPresent(prices.get(trade.symbol())::add);
            }
            minute = new Minute(boundary, new MarkMaker(trade.symbol(), boundary));
            minutes.put(trade.symbol(), minute);
        }
        minute.maker.add(trade, SaleConditions.Effect.PRICE);
    }

    private void add(Leg leg) {
        if (leg.withdrawn()) {
            withdrawn.put(leg.id(), leg.observedAt());
        } else {
            opened.put(leg.id(), leg);
        }
    }

    /** At each minute that is over and in which the stock was traded, of each leg that was open then, all windows. */
    Map<Key, Double> abnormal() {
        Map<Key, Double> abnormal = new HashMap<>();
        opened.values().forEach(leg -> measure(leg, abnormal));
        return abnormal;
    }

    private void measure(Leg leg, Map<Key, Double> abnormal) {
        Security security = securities.get(leg.id().symbol());
        PriceHistory own = prices.get(security.symbol());
        Surroundings around = new Surroundings(own, prices::get, new Confounders(security.tradingCalendar()));
        OpenLeg open = new OpenLeg(leg, leg.observedAt(), security, SETTINGS);
        Instant until = withdrawn.getOrDefault(leg.id(), open.term().endsAt());
        for (Instant boundary : own.newsBetween(open.term().base(), until).keySet()) {
            for (Chapter chapter : open.advance(boundary, around)) {
                for (Measured measured : chapter.measured()) {
                    if (measured.at().equals(boundary)) {
                        String window = measured.reaction().window().code();
                        measured.reaction()
                                .abnormal()
                                .ifPresent(result ->
                                        abnormal.put(new Key(leg.id(), boundary, window), result.abnormalReturn()));
                    }
                }
            }
        }
    }
}
