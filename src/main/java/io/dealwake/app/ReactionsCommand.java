package io.dealwake.app;

import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.JsonLines;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The reactions. */
@Command(
        name = "reactions",
        description = "Prints reactions: the newest of each window, or with --follow each as it comes. Times are UTC.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dealwake reactions", "  ./dealwake reactions --follow --json"})
final class ReactionsCommand implements Callable<Integer> {
    @Mixin
    private FollowOptions how = new FollowOptions();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        how.read(
                kafka,
                (connection, fromBeginning) ->
                        new TopicReader<>(connection, kafka.topics().reactions(), Codecs.REACTION, fromBeginning),
                spec,
                all -> printNewest(all, out),
                one -> print(one, out));
        return ExitCode.DONE;
    }

    private void printNewest(List<Reaction> reactions, PrintWriter out) {
        Map<String, Map<String, Reaction>> newest = new TreeMap<>();
        for (Reaction reaction : reactions) {
            newest.computeIfAbsent(reaction.leg().dealId(), deal -> new TreeMap<>())
                    .put(reaction.leg().symbol() + " " + reaction.window().code(), reaction);
        }
        if (how.json()) {
            newest.values().forEach(deal -> deal.values().forEach(reaction -> print(reaction, out)));
            return;
        }
        if (newest.isEmpty()) {
            out.println("no reactions");
        }
        newest.forEach((deal, windows) -> {
            out.println(deal);
            out.println();
            out.println(Tables.reactions(new ArrayList<>(windows.values())));
            out.println();
        });
    }

    private void print(Reaction reaction, PrintWriter out) {
        out.println(how.json() ? JsonLines.of("reactions", Codecs.REACTION, reaction) : line(reaction));
        out.flush();
    }

    private static String line(Reaction reaction) {
        String when = reaction.move().map(move -> Numbers.utc(move.lastTime())).orElse(" ".repeat(19));
        String raw = reaction.move()
                .map(move -> "raw " + Numbers.percent(move.rawReturn()))
                .orElse("");
        String abnormal = reaction.abnormal()
                .map(found -> "abnormal " + Numbers.percent(found.abnormalReturn()))
                .orElseGet(() -> reaction.reason().map(reason -> reason.code()).orElse(""));
        return String.join(
                "  ",
                when,
                reaction.leg().symbol(),
                reaction.window().code(),
                reaction.status().name(),
                raw,
                abnormal,
                reaction.leg().dealId());
    }
}
