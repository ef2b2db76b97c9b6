/**
 * The users' text files, compressed or not: YAML, JSON and CSV to values of the rooms, with file and line in every refusal.
 *
 * <p>A part of the wire room. A file is read whole or not at all; ticks alone are read row by row.
 */
package io.dealwake.wire.file;
