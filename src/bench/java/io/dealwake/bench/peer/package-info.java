/**
 * The same job on other engines, as somebody at home there would write it. Those of streams share the product's arithmetic, so that
 * engines are compared; decoding, state and joins are each engine's own.
 *
 * <p>Both do less than the product, which is in their favour: no corrections, halts, gaps, splits and dividends; no late
 * legs, no restatements, nothing rejected; only the event day is measured, and only minutes in which the stock was traded;
 * peaks, volume ratios and confounders are left out, and the reactions of a withdrawn leg are not taken back.
 *
 * <p>The batch shares nothing: its query has the arithmetic too, and must come to the same abnormal returns.
 */
package io.dealwake.bench.peer;
