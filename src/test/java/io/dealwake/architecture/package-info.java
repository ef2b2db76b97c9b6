/**
 * The rules of who may import whom and who may touch the outside, as data and as ArchUnit rules.
 *
 * <p>The {@code fixture} below is a small program of the same rooms that breaks each rule once: a rule that cannot fail
 * guards nothing.
 */
package io.dealwake.architecture;
