package io.dealwake.app;

import io.dealwake.deal.Announcement;
import io.dealwake.feed.Deals;
import io.dealwake.feed.Legs;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
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
        Map<String, Announcement> known = known(tape);
        deals.forEach(deal -> Optional.ofNullable(known.get(deal.id())).ifPresent(before -> checkNewer(deal, before)));
        PrintWriter talk = spec.commandLine().getErr();
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            TapeWriter writer = tape.writer(producer, "announce");
            for (Announcement deal : deals) {
                List<Leg> legs = Legs.of(deal, Optional.ofNullable(known.get(deal.id())));
                var unused = producer.send(Deals.record(tape.topics().deals(), deal));
                legs.forEach(writer::leg);
                talk.printf(Locale.ROOT, "announced %s: %s%n", deal.id(), names(legs));
            }
            writer.flush();
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

    /** The newest version of each deal that was announced before. */
    private static Map<String, Announcement> known(Tape tape) {
        Map<String, Announcement> known = new HashMap<>();
        try (TopicReader<Announcement> reader =
                new TopicReader<>(tape.kafka(), tape.topics().deals(), Codecs.ANNOUNCEMENT, true)) {
            reader.readToEnd().forEach(deal -> known.put(deal.id(), deal));
        }
        return known;
    }
}
