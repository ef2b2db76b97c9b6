package io.dealwake.market;

import java.time.Instant;

/**
 * Something beside a deal that may move a stock on a day: earnings, a rating.
 *
 * @param kind what it is, in kebab-case, such as earnings
 * @param at when the market could first know; it falls on the first session that closes afterwards
 * @param knownAt when it became known to us; before that instant it confounds nothing
 */
public record DatedItem(String kind, Instant at, Instant knownAt) {
    public DatedItem {
        Require.check(
                kind != null && kind.matches("[a-z][a-z0-9-]{0,39}"),
                "kind",
                kind,
                "a word in kebab-case, such as earnings");
        Require.instant("at", at);
        Require.instant("knownAt", knownAt);
    }
}
