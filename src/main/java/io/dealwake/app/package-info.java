/**
 * Commands, settings, embedded broker, start and stop.
 *
 * <p>May import every other room; nobody imports this one.
 */
package io.dealwake.app;
