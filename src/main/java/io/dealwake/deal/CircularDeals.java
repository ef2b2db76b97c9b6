package io.dealwake.deal;

import java.util.List;

/** Announcements that name each other by {@code sameAs} in a circle: none of them was first. */
public final class CircularDeals extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    CircularDeals(String sameAs, List<String> circle) {
        super("sameAs is " + sameAs + ", expected a deal that does not lead back: "
                + String.join(" is the same as ", circle));
    }
}
