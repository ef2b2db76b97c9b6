/**
 * From returns to numbers: expected-return models, abnormal returns, test statistics. No time, no I/O, no state.
 *
 * <p>May import the JDK, the market room and the statistics library (Hipparchus). Returns are simple returns as fractions
 * (0.05 is five per cent). Sums are taken in order of session, whatever the order of the input, so that the same returns
 * give the same bits. What cannot be computed is a value with a {@linkplain io.dealwake.study.Estimate.Reason reason}; an
 * exception means that the caller broke a rule. The central types are {@link io.dealwake.study.ExpectedReturnModel},
 * {@link io.dealwake.study.Estimate} and {@link io.dealwake.study.AbnormalReturn}.
 */
package io.dealwake.study;
