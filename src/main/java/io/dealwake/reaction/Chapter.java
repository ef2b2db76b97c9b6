package io.dealwake.reaction;

import io.dealwake.market.News;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came out of an instant of a leg's life.
 *
 * @param known the instant
 * @param news what became known then; absent when the leg itself took effect
 * @param startsOver whether everything since the leg's base was measured again, by what is known now
 * @param measured what was measured, in the order of time: each reaction that differs from the one before it in its window
 * @param outcome of these, how the windows stand now, where that is new
 */
public record Chapter(
        Instant known, Optional<News> news, boolean startsOver, List<Measured> measured, List<Reaction> outcome) {}
