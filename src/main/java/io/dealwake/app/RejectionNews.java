package io.dealwake.app;

import io.dealwake.wire.Rejected;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells of rejected records: the first of each reason in words, then how many there are, each time that number doubles. */
final class RejectionNews {
    private static final int TOLD_IN_WORDS = 3;

    private final PrintWriter talk;
    private final Map<String, Long> counts = new HashMap<>();

    RejectionNews(PrintWriter talk) {
        this.talk = talk;
    }

    void tell(List<Rejected> rejections) {
        for (Rejected rejected : rejections) {
            long count = counts.merge(rejected.reason(), 1L, Long::sum);
            if (count <= TOLD_IN_WORDS) {
                talk.println("rejected (" + rejected.reason() + "), " + rejected.topic() + " partition "
                        + rejected.partition() + " offset " + rejected.offset() + ": " + rejected.message());
            } else if (Long.bitCount(count) == 1) {
                talk.println("rejected (" + rejected.reason() + "): " + count + " records so far");
            }
        }
        talk.flush();
    }
}
