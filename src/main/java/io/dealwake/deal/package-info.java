/**
 * Announcements, parties, flows; loops, stakes, warrants, exposure, compute.
 *
 * <p>Imports the market room and the statistics library.
 */
package io.dealwake.deal;
