package io.dealwake.bench.peer;

import static io.dealwake.bench.peer.TapeMessages.whole;

import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** What is used of a security. One that names no benchmark is one. */
public class Listing {
    public String benchmark = "";
    public long shares;

    static Listing of(GenericRecord message) {
        Listing listing = new Listing();
        Object benchmark = message.get("benchmark");
        listing.benchmark = benchmark == null ? "" : benchmark.toString();
        for (Object count : (List<?>) message.get("shares")) {
            listing.shares = whole((GenericRecord) count, "count");
        }
        return listing;
    }

    boolean isBenchmark() {
        return benchmark.isEmpty();
    }
}
