/**
 * The life of a leg: opens, gathers marks, measures its windows, restates, ends.
 *
 * <p>Imports the market and study rooms. Time is a value passed in: everything here is a function of what it is given.
 */
package io.dealwake.reaction;
