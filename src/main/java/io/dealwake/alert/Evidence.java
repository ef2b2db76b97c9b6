package io.dealwake.alert;

import io.dealwake.market.Extreme;
import io.dealwake.market.PricePoint;
import io.dealwake.reaction.Reaction;
import java.util.Map;
import java.util.TreeMap;

/** What an alert rests on, under the names of a reaction's fields. */
final class Evidence {
    private Evidence() {}

    static Map<String, Object> of(Reaction reaction) {
        Map<String, Object> evidence = new TreeMap<>();
        evidence.put("eventDay", reaction.eventDay().toString());
        evidence.put("model", reaction.modelCode());
        reaction.benchmark().ifPresent(symbol -> evidence.put("benchmark", symbol));
        reaction.move().ifPresent(move -> {
            evidence.put("basePrice", move.basePrice());
            evidence.put("baseTime", move.baseTime().toString());
            evidence.put("lastPrice", move.lastPrice());
            evidence.put("lastTime", move.lastTime().toString());
            evidence.put("rawReturn", move.rawReturn());
        });
        reaction.abnormal().ifPresent(a -> evidence.put("abnormalReturn", a.abnormalReturn()));
        reaction.significance().ifPresent(s -> {
            evidence.put("tStatistic", s.tStatistic());
            evidence.put("degreesOfFreedom", (long) s.degreesOfFreedom());
        });
        reaction.estimation().ifPresent(e -> evidence.put("estimationDays", (long) e.days()));
        reaction.marketValue().ifPresent(v -> evidence.put("sharesOutstanding", v.sharesOutstanding()));
        return evidence;
    }

    static Map<String, Object> of(PricePoint base, Extreme trade) {
        Map<String, Object> evidence = new TreeMap<>();
        evidence.put("basePrice", base.price());
        evidence.put("baseTime", base.time().toString());
        evidence.put("lastPrice", trade.price());
        evidence.put("lastTime", trade.time().toString());
        return evidence;
    }
}
