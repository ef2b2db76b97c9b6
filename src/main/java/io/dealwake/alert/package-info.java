/**
 * Rules, fingerprints, silences: is this worth telling, and has it been told.
 *
 * <p>Imports the market, deal and reaction rooms.
 */
package io.dealwake.alert;
