package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import io.dealwake.reaction.Leg;
import java.util.List;
import java.util.Optional;

/**
 * Writes deals in the one order in which a crash at any point does no harm: legs into the tape, then to {@code sequenced}
 * that they stand there, and only then, where that is new too, to {@code deals}.
 */
public final class DealWriter {
    private final Outbox outbox;
    private final TapeWriter tape;

    /** A writer whose legs go through a tape writer over the same outbox. */
    public DealWriter(Outbox outbox, TapeWriter tape) {
        this.outbox = outbox;
        this.tape = tape;
    }

    /** First: the legs of a deal, and withdrawn ones of the parties that it drops. Gives what was written. */
    public List<Leg> legs(Announcement deal, Optional<Announcement> before) {
        List<Leg> legs = Legs.of(deal, before);
        legs.forEach(tape::leg);
        return legs;
    }

    /** Then: deals to {@code sequenced}, and afterwards to {@code deals}. Each step begins when the one before is safe. */
    public void publish(String topic, List<Announcement> deals) {
        outbox.flush();
        deals.forEach(deal -> outbox.send(Deals.record(topic, deal)));
        outbox.flush();
    }
}
