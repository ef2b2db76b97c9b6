package io.dealwake.feed;

import io.dealwake.market.Day;
import io.dealwake.market.Session;
import io.dealwake.wire.file.KnownMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a symbol's session, free of contradictions.
 *
 * @param day its five figures; high and low include every other price known of the regular session
 * @param early prices of the last trade before a time, those times not after the open; in order of time
 * @param regular the same for times within the session
 * @param highMinute the minute that the high falls in, if known
 * @param lowMinute the minute that the low falls in, if known
 */
record KnownDay(
        Day day,
        Session session,
        List<KnownMark> early,
        List<KnownMark> regular,
        Optional<Instant> highMinute,
        Optional<Instant> lowMinute) {}
