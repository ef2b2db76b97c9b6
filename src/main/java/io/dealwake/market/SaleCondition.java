package io.dealwake.market;

/**
 * A sale condition of a plan, and what the plan lets a print with it do to the consolidated figures of a day.
 *
 * @param category its place in the four-character field of the tape, from 1 to 4
 * @param highLow whether it may set the day's high and low: {@code yes} or {@code no}
 * @param last whether it may set the last price: {@code yes}, {@code no}, {@code alone} (only when nothing else has) or
 *     {@code market} (only when the last one came from the same market, or in time)
 * @param volume whether its size counts: {@code yes} or {@code no}
 */
record SaleCondition(String code, int category, String highLow, String last, String volume, String meaning) {
    private static final String FORM_T = "T";

    /**
     * What a print with it does to a minute. A mark must not take a price that is not of its time, so a price counts only
     * where the plan lets it set the last one whatever came before: here we deviate from the plans, which let late and
     * derived prices set the high and low of a day. Extended hours are measured where they are asked for.
     */
    SaleConditions.Effect effect(Hours hours) {
        if (!volume.equals("yes")) {
            return SaleConditions.Effect.NONE;
        }
        boolean price = last.equals("yes") || (code.equals(FORM_T) && hours == Hours.EXTENDED);
        return price ? SaleConditions.Effect.PRICE : SaleConditions.Effect.VOLUME;
    }
}
