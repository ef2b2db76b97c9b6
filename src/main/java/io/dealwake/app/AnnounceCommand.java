package io.dealwake.app;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.CircularDeals;
import io.dealwake.feed.DealBook;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.Deals;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.file.DealsFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deals into the tape. */
@Command(
        name = "announce",
        description = {
            "Announces deals: each listed party and named rival becomes a leg that is measured.",
            "Announcing a deal again with a later observedAt amends it; a party that it drops is withdrawn, and so"
                    + " are all with retracted: true. A deal that says sameAs: ID tells the deal ID again, from"
                    + " another source: it adds what that one lacks, and is measured under its id."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake announce deal.yaml")
final class AnnounceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A deal or a list of deals, in YAML or (.json) JSON.")
    private Path file = Path.of("deals.yaml");

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Announcement> deals = DealsFile.read(file);
        Tape tape = Tape.of(kafka);
        tape.requireWritable(tape.topics().deals());
        tape.requireWritable(tape.topics().sequenced());
        DealBook book = known(tape);
        deals.forEach(deal -> book.told().of(deal.id()).ifPresent(before -> checkNewer(deal, before)));
        List<DealBook.Entry> entries = entered(deals, book);
        PrintWriter talk = spec.commandLine().getErr();
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            Outbox outbox = new Outbox(producer);
            DealWriter writer = new DealWriter(outbox, tape.writer(outbox, "announce"));
            for (DealBook.Entry entry : entries) {
                writer.legs(entry);
                talk.printf(Locale.ROOT, "sent %s: %s%n", name(entry), names(entry));
            }
            writer.sequenced(tape.topics().sequenced(), entries);
            writer.deals(tape.topics().deals(), deals);
        }
        talk.flush();
        return ExitCode.DONE;
    }

    /** Of two versions the later observed one wins; of two that were observed at once nobody could tell. */
    private static void checkNewer(Announcement deal, Announcement before) {
        if (!deal.equals(before) && !deal.observedAt().isAfter(before.observedAt())) {
            throw Failure.data("deal " + deal.id() + " is known as observed at " + before.observedAt()
                    + ": to amend it, give it a later observedAt than that (it has " + deal.observedAt() + ")");
        }
    }

    /** Nothing is sent unless all can be. */
    private static List<DealBook.Entry> entered(List<Announcement> deals, DealBook book) {
        try {
            return book.enterAll(deals);
        } catch (CircularDeals e) {
            throw Failure.data(e.getMessage());
        }
    }

    private static String name(DealBook.Entry entry) {
        String id = entry.announcement().id();
        return entry.deal().equals(id) ? id : id + " as " + entry.deal();
    }

    private static String names(DealBook.Entry entry) {
        return entry.legs().isEmpty()
                ? "no leg changes"
                : entry.legs().stream().map(leg -> name(leg, entry.deal())).collect(Collectors.joining(", "));
    }

    private static String name(Leg leg, String deal) {
        String id = leg.id().dealId();
        return leg.id().symbol()
                + (id.equals(deal) ? "" : " of " + id)
                + (leg.withdrawn() ? " withdrawn" : " (" + leg.role() + ")");
    }

    /** The deals whose legs stand in the tape. */
    private static DealBook known(Tape tape) {
        DealBook book = new DealBook();
        try (TopicReader<Announcement> reader =
                new TopicReader<>(tape.kafka(), tape.topics().sequenced(), Codecs.ANNOUNCEMENT, true)) {
            reader.readToEnd((record, deal) -> book.restore(deal, Deals.isMerged(record.key())));
        }
        return book;
    }
}
