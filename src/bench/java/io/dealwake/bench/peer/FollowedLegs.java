package io.dealwake.bench.peer;

import java.util.ArrayList;
import java.util.List;

/** The legs of a symbol that are open. They end by withdrawal alone. */
public class FollowedLegs {
    public List<FollowedLeg> legs = new ArrayList<>();

    /** Takes up another version of a leg. */
    FollowedLegs with(FollowedLeg leg) {
        legs.removeIf(known -> known.dealId.equals(leg.dealId));
        if (!leg.withdrawn) {
            legs.add(leg);
        }
        return this;
    }
}
