package io.dealwake.market;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which prints count, and as what, by their sale conditions: the codes of the CTA and UTP plans, one by one as vendors send
 * them or together as a tape's four-character field. The plan follows from the security's calendar; elsewhere than in New
 * York no code is known. The table and its sources are {@link TapePlan}'s, the deviation from them is
 * {@link SaleCondition}'s.
 *
 * @param hours with {@link Hours#EXTENDED}, prices of extended hours count (code T); otherwise their volume alone
 * @param unknown what becomes of a print with a condition that is not in the table
 */
public record SaleConditions(Hours hours, UnknownCondition unknown) {
    /** What a print does to the minute that it falls into, the strongest first. */
    public enum Effect {
        /** Its price may be the last, the high and the low, and its size counts. */
        PRICE,
        /** Its size counts; its price is not of that time, or not the market's. */
        VOLUME,
        /** Nothing: it repeats or corrects what was printed before. */
        NONE;

        /** The one of two that takes less from a trade. */
        public Effect orWeaker(Effect other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    public SaleConditions {
        Require.present("hours", hours);
        Require.present("unknown-conditions", unknown);
    }

    /**
     * The weakest effect that a print's conditions have; {@link Effect#PRICE} without any.
     *
     * @param calendar the market identifier code of its security's calendar
     * @throws IllegalArgumentException that names the condition, if one is unknown and such prints are to be rejected
     */
    public Effect effectOf(List<String> conditions, String calendar) {
        TapePlan plan = TapePlan.of(calendar);
        Effect effect = Effect.PRICE;
        for (String text : conditions) {
            for (String code : plan.codes(text)) {
                effect = effect.orWeaker(effectOf(code, plan, calendar));
            }
        }
        return effect;
    }

    private Effect effectOf(String code, TapePlan plan, String calendar) {
        SaleCondition condition = plan.find(code);
        if (condition != null) {
            return condition.effect(hours);
        }
        return switch (unknown) {
            case COUNT -> Effect.PRICE;
            case VOLUME_ONLY -> Effect.VOLUME;
            case REJECT ->
                throw new IllegalArgumentException("condition is " + code + ", expected " + expected(plan, calendar));
        };
    }

    private static String expected(TapePlan plan, String calendar) {
        return plan == TapePlan.NONE
                ? "none: no sale conditions are known for " + calendar
                : "one of " + plan + ", the plan of " + calendar + ": "
                        + plan.conditions().stream().map(SaleCondition::code).collect(Collectors.joining(" "));
    }

    /** The first condition of a print that is in no table, whatever is done with such prints; absent when all are known. */
    public static Optional<String> unknownOf(List<String> conditions, String calendar) {
        TapePlan plan = TapePlan.of(calendar);
        return conditions.stream()
                .flatMap(text -> plan.codes(text).stream())
                .filter(code -> plan.find(code) == null)
                .findFirst();
    }
}
