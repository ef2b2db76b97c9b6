/**
 * Topics, stores, stages, thin processors: the Kafka Streams topology.
 *
 * <p>Imports the pure rooms, wire and Kafka Streams. Time moves by the tape's heartbeats alone: no punctuator, no window or
 * session store, no global table.
 */
package io.dealwake.stream;
