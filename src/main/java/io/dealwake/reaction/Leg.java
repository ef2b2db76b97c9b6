package io.dealwake.reaction;

import io.dealwake.market.Digest;
import io.dealwake.market.Require;
import java.time.Instant;

/**
 * One listed party or named rival of a deal, in one version.
 *
 * @param entity the party's name
 * @param role what it is to the deal, in kebab-case
 * @param headline the deal in one sentence
 * @param announcedAt when the market could first know; windows start here
 * @param observedAt when it became known to us, not before {@code announcedAt}
 * @param withdrawn true when an amendment of the deal dropped this party
 */
public record Leg(
        LegId id,
        String entity,
        String role,
        String headline,
        Instant announcedAt,
        Instant observedAt,
        boolean withdrawn) {
    public Leg {
        Require.present("id", id);
        Require.text("entity", entity);
        Require.text("role", role);
        Require.text("headline", headline);
        Require.instant("announcedAt", announcedAt);
        Require.instant("observedAt", observedAt);
        Require.check(!observedAt.isBefore(announcedAt), "observedAt", observedAt, "a time not before announcedAt");
    }

    /** This leg's place among the versions of its identity; the highest wins, whichever way it came. */
    public LegVersion version() {
        String content = String.join(
                "\n",
                id.dealId(),
                id.symbol(),
                entity,
                role,
                headline,
                announcedAt.toString(),
                observedAt.toString(),
                Boolean.toString(withdrawn));
        return new LegVersion(observedAt, Digest.of(content));
    }
}
