package io.dealwake.bench.peer;

import static io.dealwake.bench.peer.TapeMessages.text;
import static io.dealwake.bench.peer.TapeMessages.whole;

import io.dealwake.alert.Alert;
import io.dealwake.market.Extreme;
import io.dealwake.market.PricePoint;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** A leg as state, with the price that its moves are counted from. */
public class FollowedLeg {
    public String dealId = "";
    public String symbol = "";
    public String entity = "";
    public String role = "";
    public String headline = "";
    public long announcedAt;
    public long observedAt;
    public boolean withdrawn;
    /** Zero when there is none. */
    public double basePrice;

    public long baseTime;
    /** The time and price of the first trade that crossed before the leg was known; zero when none did. */
    public long crossedAt;

    public double crossedPrice;

    static FollowedLeg of(GenericRecord message) {
        FollowedLeg leg = new FollowedLeg();
        leg.dealId = text(message, "dealId");
        leg.symbol = text(message, "symbol");
        leg.entity = text(message, "entity");
        leg.role = text(message, "role");
        leg.headline = text(message, "headline");
        leg.announcedAt = whole(message, "announcedAt");
        leg.observedAt = whole(message, "observedAt");
        leg.withdrawn = (Boolean) message.get("withdrawn");
        return leg;
    }

    Leg toLeg() {
        return new Leg(
                new LegId(dealId, symbol),
                entity,
                role,
                headline,
                Micros.toInstant(announcedAt),
                Micros.toInstant(observedAt),
                withdrawn);
    }

    /** The boundary that its moves are counted from. */
    long base() {
        return announcedAt - Math.floorMod(announcedAt, Micros.MINUTE);
    }

    boolean hasBase() {
        return basePrice > 0;
    }

    /** Takes the newest price at its base, the last minute's or the last close's, unless it is stale. */
    void takeBase(Optional<PricePoint> minute, Series closes) {
        PricePoint.newest(minute, lastClose(closes))
                .filter(price -> !PeerMeasure.termOf(this)
                        .stale(price, Micros.toInstant(base()), PeerMeasure.SETTINGS))
                .ifPresent(price -> {
                    basePrice = price.price();
                    baseTime = Micros.of(price.time());
                });
    }

    private Optional<PricePoint> lastClose(Series closes) {
        LocalDate day = PeerMeasure.CALENDAR
                .closingAtOrBefore(Micros.toInstant(base()))
                .date();
        int before = closes.countBefore(day.toEpochDay() + 1);
        return before == 0
                ? Optional.empty()
                : Optional.of(new PricePoint(
                        closes.prices[before - 1],
                        PeerMeasure.closing(closes.times[before - 1]),
                        PricePoint.Kind.CLOSE));
    }

    private PricePoint basePoint() {
        return new PricePoint(basePrice, Micros.toInstant(baseTime), PricePoint.Kind.MARK);
    }

    /** The alert that a trade gives rise to. */
    Optional<Alert> crossedBy(long time, double price) {
        return hasBase() && time >= base() && PeerMeasure.RAW_MOVE.holds(price / basePrice - 1)
                ? PeerMeasure.TRADES.judge(toLeg(), basePoint(), new Extreme(price, Micros.toInstant(time)))
                : Optional.empty();
    }

    /** Looks at a minute that began before the leg was known, by its high and low: the earlier one counts. */
    void judge(Minute minute) {
        boolean highFirst = minute.highTime <= minute.lowTime;
        note(highFirst ? minute.highTime : minute.lowTime, highFirst ? minute.high : minute.low);
        note(highFirst ? minute.lowTime : minute.highTime, highFirst ? minute.low : minute.high);
    }

    private void note(long time, double price) {
        if (crossedAt == 0 && crossedBy(time, price).isPresent()) {
            crossedAt = time;
            crossedPrice = price;
        }
    }

    /** The alert that such a minute has given rise to. */
    Optional<Alert> crossedBefore() {
        return crossedAt == 0 ? Optional.empty() : crossedBy(crossedAt, crossedPrice);
    }

    Instant observed() {
        return Micros.toInstant(observedAt);
    }
}
