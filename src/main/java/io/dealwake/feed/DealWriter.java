package io.dealwake.feed;

import io.dealwake.deal.Announcement;
import java.util.List;

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

    /** First: the legs that an announcement changes. */
    public void legs(DealBook.Entry entry) {
        entry.legs().forEach(tape::leg);
    }

    /**
     * Then: to {@code sequenced} what stands in the tape now. Who reads of an announcement there has read of its legs: a
     * merged deal is safe before the announcements that it is made of.
     */
    public void sequenced(String topic, List<DealBook.Entry> entries) {
        outbox.flush();
        entries.stream()
                .flatMap(entry -> entry.merged().stream())
                .forEach(deal -> outbox.send(Deals.merged(topic, deal)));
        outbox.flush();
        entries.stream()
                .filter(DealBook.Entry::news)
                .forEach(entry -> outbox.send(Deals.record(topic, entry.announcement())));
        outbox.flush();
    }

    /** At last: to {@code deals}, each announcement as it is. */
    public void deals(String topic, List<Announcement> announcements) {
        announcements.forEach(deal -> outbox.send(Deals.record(topic, deal)));
        outbox.flush();
    }
}
