package io.dealwake.simulation;

import io.dealwake.wire.Rejected;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A record of the tape that was refused, and why. Of a block it is the trade: over other partitions blocks hold others.
 *
 * @param reason its code
 */
record Refused(String reason, TapeRecord record) {
    /** What a stage refused. */
    static Refused of(Rejected rejected) {
        try {
            TapeRecord read = TapeRecord.read(rejected.value().orElseThrow());
            return new Refused(
                    rejected.reason(),
                    rejected.place().isPresent()
                            ? tradeIn((TapeRecord.Block) read, rejected.place().getAsInt())
                            : read);
        } catch (Unusable e) {
            throw new IllegalStateException("refused was what no world holds: " + e.getMessage(), e);
        }
    }

    private static TapeRecord tradeIn(TapeRecord.Block block, int place) {
        return new TapeRecord.OneTrade(block.entries().get(place).trade().orElseThrow());
    }

    /** How often each was refused; securities count once, since they are told to all partitions. */
    static Map<Refused, Integer> counted(Collection<Refused> all) {
        Map<Refused, Integer> counts = new HashMap<>();
        for (Refused refused : all) {
            boolean security = refused.record() instanceof TapeRecord.OneSecurity;
            counts.merge(refused, 1, (before, one) -> security ? one : before + one);
        }
        return counts;
    }
}
