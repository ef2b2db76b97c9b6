package io.dealwake.app;

import io.dealwake.deal.Announcement;
import io.dealwake.feed.DealWriter;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.reaction.Leg;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.file.DealsFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            "Announcing a deal again with a later observedAt amends it; a party that it drops is withdrawn."
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
        Map<String, Announcement> known = known(tape);
        deals.forEach(deal -> Optional.ofNullable(known.get(deal.id())).ifPresent(before -> checkNewer(deal, before)));
        PrintWriter talk = spec.commandLine().getErr();
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            Outbox outbox = new Outbox(producer);
            DealWriter writer = new DealWriter(outbox, tape.writer(outbox, "announce"));
            for (Announcement deal : deals) {
                List<Leg> legs = writer.legs(deal, Optional.ofNullable(known.get(deal.id())));
                talk.printf(Locale.ROOT, "sent %s: %s%n", deal.id(), names(legs));
            }
            writer.publish(tape.topics().sequenced(), deals);
            writer.publish(tape.topics().deals(), deals);
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

    private static String names(List<Leg> legs) {
        return legs.stream()
                .map(leg -> leg.id().symbol() + (leg.withdrawn() ? " withdrawn" : " (" + leg.role() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** The newest version of each deal whose legs stand in the tape. */
    private static Map<String, Announcement> known(Tape tape) {
        Map<String, Announcement> known = new HashMap<>();
        try (TopicReader<Announcement> reader =
                new TopicReader<>(tape.kafka(), tape.topics().sequenced(), Codecs.ANNOUNCEMENT, true)) {
            reader.readToEnd().forEach(deal -> known.put(deal.id(), deal));
        }
        return known;
    }
}
