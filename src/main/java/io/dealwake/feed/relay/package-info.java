/**
 * Relays: what turns the records of producers that know less than the whole contract into a tape.
 *
 * <p>A part of the feed room. Each relay runs on a thread of its own, outside the transactions of the processor.
 */
package io.dealwake.feed.relay;
