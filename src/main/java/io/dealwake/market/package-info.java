/**
 * Prices, sessions, calendars, securities, windows: values that refuse what cannot be.
 *
 * <p>Imports the JDK and the holiday library, nothing else: no clock, no file, no environment. Times are instants on the
 * time line; a zone appears only where an exchange gives it. Prices are per share in the security's currency, sizes and
 * volumes are shares, returns are fractions (0.05 is five per cent).
 */
package io.dealwake.market;
