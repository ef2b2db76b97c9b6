package io.dealwake.bench.peer;

import io.dealwake.market.PricePoint;

/** A minute of a symbol as state. Of trades of one microsecond the last in the tape counts, ids are not compared. */
public class Minute {
    public String symbol = "";
    /** The boundary that closes it; zero before the first trade. */
    public long boundary;

    public double last;
    public long lastTime;
    public double high;
    public long highTime;
    public double low;
    public long lowTime;
    public long volume;

    Minute add(String ofSymbol, long time, double price, long size) {
        if (volume == 0) {
            symbol = ofSymbol;
            boundary = Micros.boundaryAfter(time);
            high = price;
            highTime = time;
            low = price;
            lowTime = time;
        }
        if (time >= lastTime) {
            last = price;
            lastTime = time;
        }
        if (price > high || (price == high && time < highTime)) {
            high = price;
            highTime = time;
        }
        if (price < low || (price == low && time < lowTime)) {
            low = price;
            lowTime = time;
        }
        volume += size;
        return this;
    }

    PricePoint price() {
        return new PricePoint(last, Micros.toInstant(boundary), PricePoint.Kind.MARK);
    }
}
