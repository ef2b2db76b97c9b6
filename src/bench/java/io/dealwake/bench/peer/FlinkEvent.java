package io.dealwake.bench.peer;

import static io.dealwake.bench.peer.TapeMessages.number;
import static io.dealwake.bench.peer.TapeMessages.text;
import static io.dealwake.bench.peer.TapeMessages.whole;

import org.apache.avro.generic.GenericRecord;

/**
 * A record of the tape on its way to its symbol. One type and one stream for all, since the order of a symbol's records
 * counts: streams that are joined later would race.
 */
public class FlinkEvent {
    public String symbol = "";
    /** Of a trade; as the day of a close, in days. */
    public long time;

    /** Of a trade or a close; zero otherwise. */
    public double price;

    /** Of a trade; zero otherwise. */
    public long size;

    public FollowedLeg leg;
    public Listing listing;

    static FlinkEvent trade(GenericRecord message) {
        FlinkEvent event = of(message);
        event.time = whole(message, "time");
        event.price = number(message, "price");
        event.size = whole(message, "size");
        return event;
    }

    static FlinkEvent close(GenericRecord message) {
        FlinkEvent event = of(message);
        event.time = (Integer) message.get("date");
        event.price = number(message, "close");
        return event;
    }

    static FlinkEvent leg(GenericRecord message) {
        FlinkEvent event = of(message);
        event.leg = FollowedLeg.of(message);
        return event;
    }

    static FlinkEvent security(GenericRecord message) {
        FlinkEvent event = of(message);
        event.listing = Listing.of(message);
        return event;
    }

    private static FlinkEvent of(GenericRecord message) {
        FlinkEvent event = new FlinkEvent();
        event.symbol = text(message, "symbol");
        return event;
    }

    boolean isTrade() {
        return size > 0;
    }
}
