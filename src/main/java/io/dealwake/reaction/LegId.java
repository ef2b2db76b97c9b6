package io.dealwake.reaction;

import io.dealwake.market.Require;

/** The identity of a leg: a deal and one of its listed parties or named rivals. */
public record LegId(String dealId, String symbol) implements Comparable<LegId> {
    public LegId {
        Require.name("dealId", dealId);
        Require.symbol("symbol", symbol);
    }

    @Override
    public int compareTo(LegId other) {
        int byDeal = dealId.compareTo(other.dealId);
        return byDeal != 0 ? byDeal : symbol.compareTo(other.symbol);
    }
}
