package io.dealwake.wire;

import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record of the tape, the topic {@code ticks}. */
public sealed interface TapeRecord {
    /** One trade. */
    record OneTrade(Trade trade) implements TapeRecord {}

    /** Many trades of one partition; a trade that cannot be is kept as what is wrong with it. */
    record Block(int partition, List<Entry> entries) implements TapeRecord {}

    /** A place in a block: a trade, or why there is none. */
    record Entry(Optional<Trade> trade, String failure) {}

    /** A source has sent all its trades before a time; the only record that moves time. */
    record Heartbeat(String source, Instant time, Optional<Instant> quietSince, int partition) implements TapeRecord {}

    /** A source has ended and no longer holds the clock back. */
    record SourceLeft(String source, Instant time, int partition) implements TapeRecord {}

    /** One listed party or named rival of a deal, in one version. */
    record OneLeg(Leg leg) implements TapeRecord {}

    /** The official close of a session. */
    record OneClose(Close close) implements TapeRecord {}

    /** What is known of a listed symbol. */
    record OneSecurity(Security security) implements TapeRecord {}

    /** A type whose place in the tape is reserved and that this version does not apply. */
    record Reserved(String type) implements TapeRecord {}

    /** Reads a record of the tape; says why when it is none. */
    static TapeRecord read(byte[] message) throws Unusable {
        String type = Codec.typeOf(message);
        return switch (type) {
            case "trade" -> new OneTrade(Codecs.TRADE.read(message));
            case "block" -> Codecs.BLOCK.read(message);
            case "heartbeat" -> Codecs.HEARTBEAT.read(message);
            case "source-left" -> Codecs.SOURCE_LEFT.read(message);
            case "leg" -> new OneLeg(Codecs.LEG.read(message));
            case "close" -> new OneClose(Codecs.CLOSE.read(message));
            case "security" -> new OneSecurity(Codecs.SECURITY.read(message));
            case "correction", "cancel", "halt", "gap", "rules" -> new Reserved(type);
            default ->
                throw new Unusable(
                        RejectionReason.NOT_SUPPORTED, "type is " + type + ", expected a record of the tape");
        };
    }
}
