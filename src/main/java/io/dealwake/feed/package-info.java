/**
 * What comes in from outside, and replay.
 *
 * <p>Imports the market, deal and reaction rooms, wire and the Kafka clients.
 */
package io.dealwake.feed;
