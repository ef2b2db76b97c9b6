package io.dealwake.wire;

import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A record of the tape, the topic {@code ticks}. */
public sealed interface TapeRecord {
    /** The names of the types that this version applies. */
    List<String> TYPES = List.of(
            "trade",
            "block",
            "correction",
            "cancel",
            "halt",
            "gap",
            "heartbeat",
            "source-left",
            "leg",
            "close",
            "security");

    /** The names of the types whose place in the tape is reserved. */
    List<String> RESERVED = List.of("rules");

    /** The symbol that decides on the record's partition; absent where the record names its partition. */
    default Optional<String> symbol() {
        return Optional.empty();
    }

    /** The partition that the record says it is for; absent where its symbol decides. */
    default OptionalInt namedPartition() {
        return OptionalInt.empty();
    }

    /** One trade. */
    record OneTrade(Trade trade) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(trade.symbol());
        }
    }

    /** Many trades of one partition; a trade that cannot be is kept as what is wrong with it. */
    record Block(int partition, List<Entry> entries) implements TapeRecord {
        /**
         * Who makes a block ends it when its trades have come to so many characters, of three bytes at most: it stays far below
         * the megabyte that a broker takes.
         */
        public static final int MOST_CHARACTERS = 100_000;

        /** A block of trades that all can be. */
        public static Block of(int partition, List<Trade> trades) {
            return new Block(
                    partition,
                    trades.stream()
                            .map(trade -> new Entry(Optional.of(trade), ""))
                            .toList());
        }

        /** Its trades, without those that cannot be. */
        public List<Trade> trades() {
            return entries.stream().flatMap(entry -> entry.trade().stream()).toList();
        }

        @Override
        public OptionalInt namedPartition() {
            return OptionalInt.of(partition);
        }
    }

    /** A place in a block: a trade, or why there is none. */
    record Entry(Optional<Trade> trade, String failure) {}

    /** A trade that was printed wrong, or that did not happen. */
    record OneCorrection(Correction correction) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(correction.symbol());
        }
    }

    /** Trading of a symbol was stopped or resumed. */
    record OneHalt(Halt halt) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(halt.symbol());
        }
    }

    /** A stretch in which a feed may have missed trades of a symbol. */
    record OneGap(Gap gap) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(gap.symbol());
        }
    }

    /** A source has sent all its trades before a time; the only record that moves time. */
    record Heartbeat(String source, Instant time, Optional<Instant> quietSince, int partition) implements TapeRecord {
        @Override
        public OptionalInt namedPartition() {
            return OptionalInt.of(partition);
        }
    }

    /** A source has ended and no longer holds the clock back. */
    record SourceLeft(String source, Instant time, int partition) implements TapeRecord {
        @Override
        public OptionalInt namedPartition() {
            return OptionalInt.of(partition);
        }
    }

    /** One listed party or named rival of a deal, in one version. */
    record OneLeg(Leg leg) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(leg.id().symbol());
        }
    }

    /** The official close of a session. */
    record OneClose(Close close) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(close.symbol());
        }
    }

    /** What is known of a listed symbol. */
    record OneSecurity(Security security) implements TapeRecord {
        @Override
        public Optional<String> symbol() {
            return Optional.of(security.symbol());
        }
    }

    /** A type whose place in the tape is reserved and that this version does not apply. */
    record Reserved(String type) implements TapeRecord {}

    /** Reads a record of the tape; says why when it is none. */
    static TapeRecord read(byte[] message) throws Unusable {
        String type = Codec.typeOf(message);
        return switch (type) {
            case "trade" -> new OneTrade(Codecs.TRADE.read(message));
            case "block" -> Codecs.BLOCK.read(message);
            case "correction" -> new OneCorrection(Codecs.CORRECTION.read(message));
            case "cancel" -> new OneCorrection(Codecs.CANCEL.read(message));
            case "halt" -> new OneHalt(Codecs.HALT.read(message));
            case "gap" -> new OneGap(Codecs.GAP.read(message));
            case "heartbeat" -> Codecs.HEARTBEAT.read(message);
            case "source-left" -> Codecs.SOURCE_LEFT.read(message);
            case "leg" -> new OneLeg(Codecs.LEG.read(message));
            case "close" -> new OneClose(Codecs.CLOSE.read(message));
            case "security" -> new OneSecurity(Codecs.SECURITY.read(message));
            default -> {
                if (RESERVED.contains(type)) {
                    yield new Reserved(type);
                }
                throw new Unusable(
                        RejectionReason.NOT_SUPPORTED, "type is " + type + ", expected a record of the tape");
            }
        };
    }
}
