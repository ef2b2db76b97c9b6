package io.dealwake.app;

import io.dealwake.alert.Alert;
import io.dealwake.deal.Announcement;
import io.dealwake.market.Security;
import io.dealwake.reaction.Reaction;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;

/** What a demo tells people: a table for each deal, the alerts, and what they mean in sentences. */
final class DemoReport {
    private DemoReport() {}

    static void print(Sample sample, List<Reaction> finals, List<Alert> alerts, PrintWriter out) {
        for (Announcement deal : sample.deals()) {
            List<Reaction> ofDeal = finals.stream()
                    .filter(reaction -> reaction.leg().dealId().equals(deal.id()))
                    .toList();
            out.println();
            out.println(deal.id() + ": " + deal.headline());
            out.println();
            out.println(Tables.reactions(ofDeal));
        }
        ZoneId zone = zoneOf(sample);
        out.println();
        out.println("Alerts (" + zone.getId() + " time)");
        out.println();
        out.println(alerts.isEmpty() ? "none" : Tables.alerts(alerts, zone));
        for (Announcement deal : sample.deals()) {
            out.println();
            out.println(Paragraph.wrap(Verdict.of(deal, finals, zone)));
        }
        out.println();
    }

    private static ZoneId zoneOf(Sample sample) {
        return sample.deals().stream()
                .flatMap(deal -> deal.listedParties().stream())
                .flatMap(party -> party.symbol().stream())
                .map(sample.securities()::get)
                .map(Security::tradingCalendar)
                .map(calendar -> calendar.zone())
                .findFirst()
                .orElseThrow();
    }
}
