package io.dealwake.bench;

import io.dealwake.stream.Topics;

/**
 * What there is of each thing in a tape.
 *
 * @param symbols besides the benchmark
 * @param openLegs at any time
 * @param sessions of closes before the day of trading
 * @param blocks whether trades stand in blocks
 */
record Shape(int symbols, int openLegs, int sessions, boolean blocks) {
    /** Trades one by one. */
    static final Shape SINGLES = new Shape(500, 50, 85, false);

    /** The same trades in blocks. */
    static final Shape BLOCKS = new Shape(500, 50, 85, true);

    /** The whole of an exchange. */
    static final Shape DAY = new Shape(8000, SINGLES.openLegs, SINGLES.sessions, true);

    /** As the singles, but for one number. */
    static Shape ofSymbols(int symbols) {
        return new Shape(symbols, SINGLES.openLegs, SINGLES.sessions, false);
    }

    static Shape ofLegs(int openLegs) {
        return new Shape(SINGLES.symbols, openLegs, SINGLES.sessions, false);
    }

    static Shape ofSessions(int sessions) {
        return new Shape(SINGLES.symbols, SINGLES.openLegs, sessions, false);
    }

    /** The same without blocks. */
    Shape singles() {
        return new Shape(symbols, openLegs, sessions, false);
    }

    /** Where it lies in the broker. */
    Topics topics(long trades) {
        String kind = blocks ? "blocks" : "singles";
        return new Topics(String.join("-", kind, "" + symbols, "" + openLegs, "" + sessions, "" + trades) + ".");
    }
}
