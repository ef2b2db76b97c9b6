package io.dealwake.wire;

import io.dealwake.market.Close;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Mark;
import io.dealwake.market.MarkRevision;
import io.dealwake.market.Security;
import io.dealwake.reaction.Leg;
import java.time.Instant;

/**
 * What the stage watch tells the stage measure.
 *
 * @param partition the partition of {@code ticks} that it comes from
 * @param clock all minutes of that partition up to this boundary are complete and have been sent
 * @param asOf when the message takes effect
 */
public record Dispatch(int partition, Instant clock, Instant asOf, Message message) {
    /** The message of a dispatch. */
    public sealed interface Message {}

    /** A minute of a followed symbol. */
    public record OfMark(Mark mark) implements Message {}

    /** A minute of a followed symbol is not what it was taken for. */
    public record OfRevision(MarkRevision revision) implements Message {}

    /** A feed may have missed trades of a symbol. */
    public record OfGap(Gap gap) implements Message {}

    /** Trading of a symbol was stopped or resumed. */
    public record OfHalt(Halt halt) implements Message {}

    /** An official close. */
    public record OfClose(Close close) implements Message {}

    /** What is known of a symbol. */
    public record OfSecurity(Security security) implements Message {}

    /** A leg; the stored minutes of its symbol have been sent before it. */
    public record OfLeg(Leg leg) implements Message {}

    /** Nothing but the clock. */
    public record BareClock() implements Message {}
}
