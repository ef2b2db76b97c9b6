package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.Comparator;

/**
 * Something to be written to the tape, at the instant at which it became known. At one instant securities come first,
 * then closes, legs, trades; within a kind, by symbol.
 */
public sealed interface TapeEvent {
    /** The order of a replay. */
    Comparator<TapeEvent> ORDER = Comparator.comparing(TapeEvent::at)
            .thenComparingInt(TapeEvent::rank)
            .thenComparing(TapeEvent::symbol);

    Instant at();

    String symbol();

    /** The place of the kind among others of one instant. */
    int rank();

    /** Writes it, after the heartbeat that it needs to take effect at once. */
    void writeTo(TapeWriter tape);

    /** A state of knowledge of a security. It needs no clock: a symbol exists from its first record on. */
    record OfSecurity(Security security) implements TapeEvent {
        @Override
        public Instant at() {
            return security.knownAt();
        }

        @Override
        public String symbol() {
            return security.symbol();
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public void writeTo(TapeWriter tape) {
            tape.security(security);
        }
    }

    /** An official close. */
    record OfClose(Close close) implements TapeEvent {
        @Override
        public Instant at() {
            return close.knownAt();
        }

        @Override
        public String symbol() {
            return close.symbol();
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public void writeTo(TapeWriter tape) {
            tape.beatAt(close.knownAt());
            tape.close(close);
        }
    }

    /** A leg of a deal. */
    record OfLeg(Leg leg) implements TapeEvent {
        @Override
        public Instant at() {
            return leg.observedAt();
        }

        @Override
        public String symbol() {
            return leg.id().symbol();
        }

        @Override
        public int rank() {
            return 2;
        }

        @Override
        public void writeTo(TapeWriter tape) {
            tape.beatAt(leg.observedAt());
            tape.leg(leg);
        }
    }

    /** A trade. */
    record OfTrade(Trade trade) implements TapeEvent {
        @Override
        public Instant at() {
            return trade.time();
        }

        @Override
        public String symbol() {
            return trade.symbol();
        }

        @Override
        public int rank() {
            return 3;
        }

        @Override
        public void writeTo(TapeWriter tape) {
            tape.trade(trade);
        }
    }
}
