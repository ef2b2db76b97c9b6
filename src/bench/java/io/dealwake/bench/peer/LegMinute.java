package io.dealwake.bench.peer;

/** A minute of a stock, for a leg of it, with what else it is measured by. */
public class LegMinute {
    public FollowedLeg leg = new FollowedLeg();
    public long boundary;
    public double last;
    public Series closes = new Series();
    public Listing listing = new Listing();

    static LegMinute of(FollowedLeg leg, Minute minute) {
        LegMinute of = new LegMinute();
        of.leg = leg;
        of.boundary = minute.boundary;
        of.last = minute.last;
        return of;
    }

    LegMinute with(Series knownCloses) {
        closes = knownCloses;
        return this;
    }

    LegMinute with(Listing knownListing) {
        listing = knownListing;
        return this;
    }
}
