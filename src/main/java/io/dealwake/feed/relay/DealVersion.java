package io.dealwake.feed.relay;

import io.dealwake.deal.Announcement;
import io.dealwake.market.Digest;
import io.dealwake.wire.Codecs;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;

/** The version of a deal: when it was observed, then a hash of its content. Equal versions are repeats. */
record DealVersion(Instant observedAt, String contentHash) implements Comparable<DealVersion> {
    private static final Comparator<DealVersion> ORDER =
            Comparator.comparing(DealVersion::observedAt).thenComparing(DealVersion::contentHash);

    static DealVersion of(Announcement deal) {
        byte[] content = Codecs.ANNOUNCEMENT.encode(deal);
        return new DealVersion(deal.observedAt(), Digest.of(HexFormat.of().formatHex(content)));
    }

    @Override
    public int compareTo(DealVersion other) {
        return ORDER.compare(this, other);
    }
}
