package io.dealwake.app;

import io.dealwake.deal.Announcement;
import io.dealwake.market.Window;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What happened after a deal, in sentences: the move, what the market explains of it, whether the rest is noise. */
final class Verdict {
    private static final double SIGNIFICANT_BELOW = 0.05;

    private Verdict() {}

    /** A paragraph on a deal: when it was told, then a sentence or two for each of its legs. */
    static String of(Announcement deal, List<Reaction> reactions, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(Numbers.minute(deal.announcedAt(), zone) + " " + zone.getId() + ": " + deal.headline() + ".");
        deal.listedParties().forEach(party -> {
            String symbol = party.symbol().orElseThrow();
            List<Reaction> sessions = reactions.stream()
                    .filter(reaction -> reaction.leg().dealId().equals(deal.id())
                            && reaction.leg().symbol().equals(symbol)
                            && reaction.window() instanceof Window.Sessions window
                            && window.from() == 0)
                    .sorted(Comparator.comparingInt(reaction -> length(reaction)))
                    .toList();
            lines.add("  " + symbol + " (" + party.role() + ") "
                    + sessions.stream().map(Verdict::sentence).collect(Collectors.joining(" It "))
                    + (sessions.isEmpty() ? "was measured over no whole session." : ""));
        });
        return String.join("\n", lines);
    }

    private static int length(Reaction reaction) {
        return ((Window.Sessions) reaction.window()).length();
    }

    private static String sentence(Reaction reaction) {
        String over = length(reaction) == 1 ? "over the session" : "over " + length(reaction) + " sessions";
        if (reaction.move().isEmpty()) {
            return "cannot be measured " + over + " (" + reason(reaction) + ").";
        }
        double raw = reaction.move().get().rawReturn();
        String verb = raw > 0 ? "rose " : raw < 0 ? "fell " : "moved ";
        String worth = reaction.marketValue()
                .map(value -> ", " + Numbers.money(value.capChange()) + " of market value")
                .orElse("");
        String open = reaction.status() == Reaction.Status.OPEN ? " so far" : "";
        return verb + Numbers.percent(Math.abs(raw)).substring(1) + " " + over + open + worth + "; "
                + beyond(reaction, over) + ".";
    }

    private static String beyond(Reaction reaction, String over) {
        if (reaction.abnormal().isEmpty() || reaction.significance().isEmpty()) {
            return "what the market explains of it cannot be told (" + reason(reaction) + ")";
        }
        Reaction.Abnormal abnormal = reaction.abnormal().get();
        Reaction.Significance found = reaction.significance().get();
        boolean significant = found.pValue() < SIGNIFICANT_BELOW;
        return "the market explains " + Numbers.percent(abnormal.expectedReturn()) + ", and the abnormal return of "
                + Numbers.percent(abnormal.abnormalReturn()) + " is " + (significant ? "" : "not ")
                + "significant at 5% " + over + " (t = " + Numbers.decimal(found.tStatistic()) + ", p = "
                + Numbers.probability(found.pValue()) + ")";
    }

    private static String reason(Reaction reaction) {
        return reaction.reason().map(Reason::code).orElse("unknown");
    }
}
