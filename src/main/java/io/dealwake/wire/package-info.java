/**
 * Bytes and text to values and back: Avro, JSON, YAML, CSV; the only room that knows the schemas.
 *
 * <p>Imports the market, study, reaction, deal and alert rooms.
 */
package io.dealwake.wire;
