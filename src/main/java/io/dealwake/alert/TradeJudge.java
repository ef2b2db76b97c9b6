package io.dealwake.alert;

import io.dealwake.market.Extreme;
import io.dealwake.market.Mark;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Times;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges prices by the raw-move rule: single trades as they come, whole marks for a leg that comes after them. */
public final class TradeJudge {
    private final Optional<Rule> rule;

    public TradeJudge(Rules rules) {
        this.rule = rules.rawMove();
    }

    /** The alert that a trade gives rise to; it must stand in a minute after the base. */
    public Optional<Alert> judge(Leg leg, PricePoint base, Extreme trade) {
        double value = trade.price() / base.price() - 1;
        return rule.filter(raw -> raw.holds(value))
                .map(raw -> Alert.firing(raw, leg, Window.SINCE, firedAt(leg, trade), value, Evidence.of(base, trade)));
    }

    /** The same for a minute of trades: of two extremes that meet the rule, the earlier one counts. */
    public Optional<Alert> judge(Leg leg, PricePoint base, Mark mark) {
        return Stream.of(mark.high(), mark.low())
                .sorted(Comparator.comparing(Extreme::time))
                .flatMap(extreme -> judge(leg, base, extreme).stream())
                .findFirst();
    }

    /** The time of the trade, but never before the leg was observed. */
    private static Instant firedAt(Leg leg, Extreme trade) {
        return Times.later(trade.time(), leg.observedAt());
    }
}
