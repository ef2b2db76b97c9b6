package io.dealwake.wire;

import io.dealwake.alert.Alert;
import io.dealwake.deal.Announcement;
import io.dealwake.deal.Flow;
import io.dealwake.deal.Party;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.DatedItem;
import io.dealwake.market.Dividend;
import io.dealwake.market.Ending;
import io.dealwake.market.Extreme;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Mark;
import io.dealwake.market.Print;
import io.dealwake.market.Require;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Split;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import java.util.Optional;

/** The message types of this version: one field a line, in the order of the schema. */
public final class Codecs {
    public static final Codec<Trade> TRADE = new Codec<>("trade", (trade, to) -> putTrade(trade, to), Codecs::trade)
            .writtenBy((trade, to) -> to.putTrade(trade));

    public static final Codec<TapeRecord.Block> BLOCK = new Codec<>(
                    "block",
                    (block, to) -> to.put("partition", block.partition())
                            .putRecords(
                                    "trades",
                                    block.entries(),
                                    (entry, at) -> putTrade(entry.trade().orElseThrow(), at)),
                    from -> new TapeRecord.Block(from.count("partition"), from.records("trades", Codecs::entry)))
            .writtenBy((block, to) -> to.putBlock(block));

    /** Corrections that say what a trade should have been. */
    public static final Codec<Correction> CORRECTION = new Codec<>(
            "correction",
            (correction, to) -> {
                putWrongTrade(correction, to);
                Correction.Corrected corrected = correction.corrected().orElseThrow();
                to.put("correctedPrice", corrected.price())
                        .put("correctedSize", corrected.size())
                        .put("correctedConditions", corrected.conditions());
            },
            from -> wrongTrade(
                    from,
                    Optional.of(new Correction.Corrected(
                            from.number("correctedPrice"),
                            from.whole("correctedSize"),
                            from.texts("correctedConditions")))));

    /** Corrections that say that a trade did not happen. */
    public static final Codec<Correction> CANCEL =
            new Codec<>("cancel", Codecs::putWrongTrade, from -> wrongTrade(from, Optional.empty()));

    public static final Codec<Halt> HALT = new Codec<>(
            "halt",
            (halt, to) -> to.put("symbol", halt.symbol())
                    .put("time", halt.time())
                    .put("halted", halt.halted())
                    .put("reason", halt.reason()),
            from -> new Halt(from.text("symbol"), from.instant("time"), from.flag("halted"), from.text("reason")));

    public static final Codec<Gap> GAP = new Codec<>(
            "gap",
            (gap, to) -> to.put("symbol", gap.symbol())
                    .put("source", gap.source())
                    .put("from", gap.from())
                    .put("to", gap.to())
                    .put("reason", gap.reason()),
            from -> new Gap(
                    from.text("symbol"),
                    from.text("source"),
                    from.instant("from"),
                    from.instant("to"),
                    from.text("reason")));

    public static final Codec<TapeRecord.Heartbeat> HEARTBEAT = new Codec<>(
            "heartbeat",
            (beat, to) -> to.put("source", beat.source())
                    .put("time", beat.time())
                    .putInstant("quietSince", beat.quietSince())
                    .put("partition", beat.partition()),
            from -> new TapeRecord.Heartbeat(
                    Require.text("source", from.text("source")),
                    Require.instant("time", from.instant("time")),
                    from.optionalInstant("quietSince").map(time -> Require.instant("quietSince", time)),
                    from.count("partition")));

    public static final Codec<TapeRecord.SourceLeft> SOURCE_LEFT = new Codec<>(
            "source-left",
            (left, to) ->
                    to.put("source", left.source()).put("time", left.time()).put("partition", left.partition()),
            from -> new TapeRecord.SourceLeft(
                    Require.text("source", from.text("source")),
                    Require.instant("time", from.instant("time")),
                    from.count("partition")));

    public static final Codec<Leg> LEG = new Codec<>(
            "leg",
            (leg, to) -> to.put("dealId", leg.id().dealId())
                    .put("symbol", leg.id().symbol())
                    .put("entity", leg.entity())
                    .put("role", leg.role())
                    .put("headline", leg.headline())
                    .put("announcedAt", leg.announcedAt())
                    .put("observedAt", leg.observedAt())
                    .put("contentHash", leg.version().contentHash())
                    .put("withdrawn", leg.withdrawn()),
            Codecs::leg);

    public static final Codec<Close> CLOSE = new Codec<>(
            "close",
            (close, to) -> to.put("symbol", close.symbol())
                    .put("date", close.date())
                    .put("close", close.price())
                    .put("volume", close.volume())
                    .put("knownAt", close.knownAt()),
            from -> new Close(
                    from.text("symbol"),
                    from.date("date"),
                    from.number("close"),
                    from.optionalWhole("volume"),
                    from.instant("knownAt")));

    public static final Codec<Security> SECURITY = new Codec<>(
            "security",
            (security, to) -> to.put("symbol", security.symbol())
                    .put("name", security.name())
                    .putText("benchmark", security.benchmark())
                    .put("calendar", security.calendar())
                    .put("currency", security.currency())
                    .putRecords(
                            "shares",
                            security.shares(),
                            (count, at) -> at.put("asOf", count.asOf())
                                    .put("knownAt", count.knownAt())
                                    .put("count", count.count()))
                    .putRecords(
                            "splits",
                            security.splits(),
                            (split, at) -> at.put("effectiveOn", split.effectiveOn())
                                    .put("knownAt", split.knownAt())
                                    .put("newShares", split.newShares())
                                    .put("oldShares", split.oldShares()))
                    .putRecords(
                            "dividends",
                            security.dividends(),
                            (dividend, at) -> at.put("exDate", dividend.exDate())
                                    .put("knownAt", dividend.knownAt())
                                    .put("amount", dividend.amount()))
                    .put("knownAt", security.knownAt())
                    .putRecords(
                            "confounders",
                            security.confounders(),
                            (item, at) -> at.put("kind", item.kind())
                                    .put("at", item.at())
                                    .put("knownAt", item.knownAt()))
                    .putRecord(
                            "ending",
                            security.ending(),
                            (ending, at) -> at.put("kind", ending.kind().code())
                                    .put("on", ending.on())
                                    .put("knownAt", ending.knownAt())
                                    .putText("successor", ending.successor())),
            Codecs::security);

    public static final Codec<Announcement> ANNOUNCEMENT = new Codec<>(
            "announcement",
            (deal, to) -> to.put("id", deal.id())
                    .put("announcedAt", deal.announcedAt())
                    .put("observedAt", deal.observedAt())
                    .putInstant("filedAt", deal.filedAt())
                    .put("headline", deal.headline())
                    .put("sources", deal.sources())
                    .put("kinds", deal.kinds())
                    .putRecords(
                            "parties",
                            deal.parties(),
                            (party, at) -> at.put("entity", party.entity())
                                    .put("role", party.role())
                                    .putText("symbol", party.symbol()))
                    .putRecords("flows", deal.flows(), Codecs::putFlow)
                    .putText("sameAs", deal.sameAs())
                    .put("retracted", deal.retracted()),
            Codecs::announcement);

    public static final Codec<Mark> MARK = new Codec<>(
            "mark",
            (mark, to) -> to.put("symbol", mark.symbol())
                    .put("boundary", mark.boundary())
                    .put("last", mark.last().price())
                    .put("lastTime", mark.last().time())
                    .put("lastId", mark.last().id())
                    .put("lastSize", mark.last().size())
                    .put("high", mark.high().price())
                    .put("highTime", mark.high().time())
                    .put("low", mark.low().price())
                    .put("lowTime", mark.low().time())
                    .put("volume", mark.volume()),
            from -> new Mark(
                    from.text("symbol"),
                    from.instant("boundary"),
                    new Print(
                            from.instant("lastTime"), from.text("lastId"), from.number("last"), from.whole("lastSize")),
                    new Extreme(from.number("high"), from.instant("highTime")),
                    new Extreme(from.number("low"), from.instant("lowTime")),
                    from.whole("volume")));

    public static final Codec<Reaction> REACTION = new Codec<>("reaction", ReactionFields::put, ReactionFields::read);

    public static final Codec<Alert> ALERT = new Codec<>("alert", AlertFields::put, AlertFields::read);

    public static final Codec<Rejected> REJECTED = new Codec<>(
            "rejected",
            (rejected, to) -> to.put("topic", rejected.topic())
                    .put("partition", rejected.partition())
                    .put("offset", rejected.offset())
                    .put("place", rejected.place())
                    .put("reason", rejected.reason())
                    .put("message", rejected.message())
                    .putBytes("value", rejected.value()),
            from -> new Rejected(
                    from.text("topic"),
                    from.count("partition"),
                    from.whole("offset"),
                    from.optionalCount("place"),
                    from.text("reason"),
                    from.text("message"),
                    from.optionalBytes("value")));

    private Codecs() {}

    private static void putWrongTrade(Correction correction, AvroFields to) {
        to.put("symbol", correction.symbol())
                .put("knownAt", correction.knownAt())
                .putText("id", correction.id())
                .putText("venue", correction.venue())
                .put("time", correction.time())
                .put("price", correction.price())
                .put("size", correction.size());
    }

    private static Correction wrongTrade(AvroFields from, Optional<Correction.Corrected> corrected) {
        return new Correction(
                from.text("symbol"),
                from.instant("knownAt"),
                from.optionalText("id"),
                from.optionalText("venue"),
                from.instant("time"),
                from.number("price"),
                from.whole("size"),
                corrected);
    }

    private static void putTrade(Trade trade, AvroFields to) {
        to.put("symbol", trade.symbol())
                .put("time", trade.time())
                .put("price", trade.price())
                .put("size", trade.size())
                .put("id", trade.id())
                .put("venue", trade.venue())
                .put("conditions", trade.conditions());
    }

    private static Trade trade(AvroFields from) {
        return new Trade(
                from.text("symbol"),
                from.instant("time"),
                from.number("price"),
                from.whole("size"),
                from.text("id"),
                from.text("venue"),
                from.texts("conditions"));
    }

    private static TapeRecord.Entry entry(AvroFields from) {
        try {
            return new TapeRecord.Entry(Optional.of(trade(from)), "");
        } catch (IllegalArgumentException e) {
            return new TapeRecord.Entry(Optional.empty(), e.getMessage());
        }
    }

    private static Leg leg(AvroFields from) {
        Leg leg = new Leg(
                new LegId(from.text("dealId"), from.text("symbol")),
                from.text("entity"),
                from.text("role"),
                from.text("headline"),
                from.instant("announcedAt"),
                from.instant("observedAt"),
                from.flag("withdrawn"));
        String expected = leg.version().contentHash();
        String given = from.text("contentHash");
        Require.check(given.isEmpty() || given.equals(expected), "contentHash", given, expected + " or nothing");
        return leg;
    }

    private static Security security(AvroFields from) {
        return new Security(
                from.text("symbol"),
                from.text("name"),
                from.optionalText("benchmark"),
                from.text("calendar"),
                from.text("currency"),
                from.records(
                        "shares",
                        count -> new ShareCount(count.date("asOf"), count.instant("knownAt"), count.whole("count"))),
                from.records(
                        "splits",
                        split -> new Split(
                                split.date("effectiveOn"),
                                split.instant("knownAt"),
                                split.number("newShares"),
                                split.number("oldShares"))),
                from.records(
                        "dividends",
                        dividend -> new Dividend(
                                dividend.date("exDate"), dividend.instant("knownAt"), dividend.number("amount"))),
                from.records(
                        "confounders",
                        item -> new DatedItem(item.text("kind"), item.instant("at"), item.instant("knownAt"))),
                from.record(
                        "ending",
                        ending -> new Ending(
                                Ending.Kind.parse(ending.text("kind")),
                                ending.date("on"),
                                ending.instant("knownAt"),
                                ending.optionalText("successor"))),
                from.instant("knownAt"));
    }

    private static Announcement announcement(AvroFields from) {
        return new Announcement(
                from.text("id"),
                from.instant("announcedAt"),
                from.instant("observedAt"),
                from.optionalInstant("filedAt"),
                from.text("headline"),
                from.texts("sources"),
                from.texts("kinds"),
                from.records(
                        "parties",
                        party -> new Party(party.text("entity"), party.text("role"), party.optionalText("symbol"))),
                from.records("flows", Codecs::flow),
                from.optionalText("sameAs"),
                from.flag("retracted"));
    }

    private static void putFlow(Flow flow, AvroFields to) {
        to.put("from", flow.from())
                .put("to", flow.to())
                .put("kind", flow.kind())
                .put("amountUsd", flow.amountUsd())
                .put("gigawatts", flow.gigawatts())
                .put("shares", flow.shares())
                .put("strikeUsd", flow.strikeUsd())
                .putText("vesting", flow.vesting());
    }

    private static Flow flow(AvroFields from) {
        return new Flow(
                from.text("from"),
                from.text("to"),
                from.text("kind"),
                from.optionalNumber("amountUsd"),
                from.optionalNumber("gigawatts"),
                from.optionalWhole("shares"),
                from.optionalNumber("strikeUsd"),
                from.optionalText("vesting"));
    }
}
