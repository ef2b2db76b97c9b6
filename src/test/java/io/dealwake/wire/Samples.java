package io.dealwake.wire;

import io.dealwake.alert.Alert;
import io.dealwake.alert.Severity;
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
import io.dealwake.market.MarkRevision;
import io.dealwake.market.News;
import io.dealwake.market.Print;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Split;
import io.dealwake.market.Trade;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.study.ModelKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A value of each type with all that is optional present, and one with all of it absent. */
final class Samples {
    static final Instant T0 = Instant.parse("2025-10-06T10:50:00.123456Z");
    static final Instant MINUTE = Instant.parse("2025-10-06T10:51:00Z");
    static final LocalDate DAY = LocalDate.of(2025, 10, 6);
    static final LegId LEG_ID = new LegId("openai-amd-2025", "AMD");

    static final Trade TRADE = new Trade("AMD", T0, 164.67, 100, "17", "Q", List.of("@", "T"));
    static final Leg LEG = new Leg(
            LEG_ID, "AMD", "supplier", "OpenAI et AMD s’accordent: 6 GW – für €", T0, T0.plusSeconds(600), false);
    static final Close CLOSE = new Close("AMD", DAY, 203.71, OptionalLong.of(248_915_800L), T0.plusSeconds(40_000));
    private static final List<ShareCount> SHARES = List.of(
            new ShareCount(LocalDate.of(2025, 7, 29), T0.minusSeconds(900_000), 1_621_000_000L),
            new ShareCount(LocalDate.of(2025, 10, 1), T0.minusSeconds(400_000), 1_623_000_000L));

    /** As the first version of its schema could hold it. */
    static final Security SECURITY_1 =
            new Security("AMD", "Advanced Micro Devices", Optional.of("SPY"), "XNYS", "USD", SHARES, T0);

    static final Security SECURITY = new Security(
            "AMD",
            "Advanced Micro Devices",
            Optional.of("SPY"),
            "XNYS",
            "USD",
            SHARES,
            List.of(new Split(LocalDate.of(2025, 6, 10), T0.minusSeconds(9_000_000), 10, 1)),
            List.of(new Dividend(LocalDate.of(2025, 9, 2), T0.minusSeconds(7_000_000), 0.25)),
            List.of(new DatedItem("earnings", T0.minusSeconds(5_000_000), T0.minusSeconds(5_000_000))),
            Optional.of(
                    new Ending(Ending.Kind.MERGED, LocalDate.of(2025, 12, 1), T0.minusSeconds(60), Optional.of("BIG"))),
            T0);
    static final Correction CORRECTION = new Correction(
            "AMD",
            T0.plusSeconds(90),
            Optional.of("17"),
            Optional.of("Q"),
            T0,
            164.67,
            100,
            Optional.of(new Correction.Corrected(164.76, 10, List.of("@", "T"))));
    static final Correction CANCEL = new Correction(
            "AMD", T0.plusSeconds(90), Optional.of("17"), Optional.of("Q"), T0, 164.67, 100, Optional.empty());
    static final Halt HALT = new Halt("AMD", T0, true, "LUDP");
    static final Gap GAP = new Gap("AMD", "feed", T0, T0.plusSeconds(90), "disconnected");
    static final Mark MARK = new Mark(
            "AMD",
            MINUTE,
            new Print(T0.plusSeconds(59), "18", 203.5, 300),
            new Extreme(226.71, T0),
            new Extreme(201.25, T0.plusSeconds(1)),
            1_250_000L);
    static final Alert ALERT = new Alert(
            "0123456789abcdef",
            1,
            Alert.Status.FIRING,
            "large-move",
            Severity.WARNING,
            LEG_ID,
            "[0,+2]",
            T0,
            "abnormalReturn",
            0.2371,
            0.1,
            "AMD moved more than 10 %: OpenAI and AMD agree",
            Map.of("price", 203.71, "size", 300L, "zone", "a \"quoted\" word", "whole", 2.0));
    static final Reaction REACTION = new Reaction(
            LEG_ID,
            "supplier",
            Optional.of("SPY"),
            new Window.Sessions(0, 2),
            Reaction.Status.FINAL,
            Optional.of(Reason.NO_SHARE_COUNT),
            ModelKind.MARKET,
            ReturnKind.PRICE,
            T0,
            DAY,
            Optional.of(new Reaction.Move(164.67, T0.minusSeconds(60), 203.71, T0.plusSeconds(60))),
            OptionalDouble.of(0.0036),
            Optional.of(new Reaction.Abnormal(0.0071, 0.2300)),
            Optional.of(new Reaction.Significance(0.0541, 0.0537, 118, 4.25, 4.28, 4.3e-5, OptionalDouble.of(0.008))),
            Optional.of(new Reaction.Estimation(
                    OptionalDouble.of(-0.0003),
                    OptionalDouble.of(1.93),
                    OptionalDouble.of(0.031),
                    120,
                    LocalDate.of(2025, 4, 1),
                    LocalDate.of(2025, 9, 19))),
            Optional.of(new Reaction.MarketValue(
                    1_623_000_000L,
                    2.672594e11,
                    6.336192e10,
                    1.0069092e11,
                    T0.plusSeconds(5),
                    OptionalDouble.of(6.147e10))),
            OptionalDouble.of(4.75),
            List.of(),
            List.of(),
            Optional.of(new Reaction.Restatement(2, "late-close")));

    static final Flow ORDERS = new Flow(
            "OpenAI",
            "AMD",
            "orders",
            OptionalDouble.of(9.0e10),
            OptionalDouble.of(6),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    static final Flow WARRANT = new Flow(
            "AMD",
            "OpenAI",
            "warrant",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.of(160_000_000L),
            OptionalDouble.of(0.01),
            Optional.of("in tranches, the last at 600 USD"));

    /** The values of the stored messages of version 1: see {@link StoredBytesTest} before changing one. */
    static final List<Sample<?>> FULL = List.of(
            new Sample<>("full", Codecs.TRADE, TRADE),
            new Sample<>(
                    "full",
                    Codecs.BLOCK,
                    new TapeRecord.Block(
                            3, List.of(entry(TRADE), entry(Trade.of("BRK.B", T0.plusSeconds(1), 495.125, 1))))),
            new Sample<>(
                    "full",
                    Codecs.HEARTBEAT,
                    new TapeRecord.Heartbeat("replay", T0, Optional.of(T0.minusSeconds(3600)), 3)),
            new Sample<>("full", Codecs.SOURCE_LEFT, new TapeRecord.SourceLeft("replay", T0, 3)),
            new Sample<>("full", Codecs.LEG, LEG),
            new Sample<>("full", Codecs.CLOSE, CLOSE),
            new Sample<>("full", Codecs.SECURITY, SECURITY),
            new Sample<>(
                    "full",
                    Codecs.ANNOUNCEMENT,
                    new Announcement(
                            "openai-amd-2025",
                            T0,
                            T0.plusSeconds(600),
                            Optional.of(T0.plusSeconds(7200)),
                            "OpenAI and AMD agree on 6 GW of GPUs",
                            List.of("release stamped 07:00", "first move of the tape 06:50"),
                            List.of("supply", "warrant"),
                            List.of(
                                    new Party("AMD", "supplier", Optional.of("AMD")),
                                    new Party("OpenAI", "customer", Optional.empty())),
                            List.of(ORDERS, WARRANT),
                            Optional.of("amd-openai"),
                            true)),
            new Sample<>("full", Codecs.CORRECTION, CORRECTION),
            new Sample<>("full", Codecs.CANCEL, CANCEL),
            new Sample<>("full", Codecs.HALT, HALT),
            new Sample<>("full", Codecs.GAP, GAP),
            new Sample<>("full", Codecs.MARK, MARK),
            new Sample<>(
                    "full",
                    StateCodecs.MARK_REVISION,
                    new MarkRevision("AMD", MINUTE, News.TRADE_CORRECTED, Optional.of(MARK))),
            new Sample<>("full", StateCodecs.OPEN_MINUTE, new OpenMinute("AMD", MINUTE, true, 17, Optional.of(MARK))),
            new Sample<>(
                    "full",
                    StateCodecs.OPEN_MINUTES,
                    List.of(
                            new OpenMinute("AMD", MINUTE, true, 17, Optional.of(MARK)),
                            new OpenMinute("NVDA", MINUTE, false, 0, Optional.empty()))),
            new Sample<>("full", Codecs.REACTION, REACTION),
            new Sample<>("full", Codecs.ALERT, ALERT),
            new Sample<>(
                    "full",
                    Codecs.REJECTED,
                    new Rejected(
                            "dealwake.ticks",
                            3,
                            1_234_567_890_123L,
                            OptionalInt.of(7),
                            "bad-value",
                            "price is -1.0, expected a finite number above zero",
                            Optional.of(new byte[] {0, -1, 0x7f, -128}))),
            new Sample<>("full", StateCodecs.DISPATCH, new Dispatch(3, MINUTE, T0, new Dispatch.OfMark(MARK))),
            new Sample<>(
                    "full",
                    StateCodecs.CLOCK,
                    new ClockState(
                            Optional.of(T0),
                            Optional.of(MINUTE),
                            List.of(
                                    new ClockState.Source("feed", T0, Optional.of(T0.plusSeconds(86_400))),
                                    new ClockState.Source("replay", T0.plusSeconds(1), Optional.empty())))),
            new Sample<>("full", StateCodecs.WATCHED_LEG, new WatchedLegState(LEG, Optional.of(ALERT))),
            new Sample<>(
                    "full",
                    StateCodecs.LEG,
                    new LegState(
                            LEG,
                            T0,
                            Optional.of(MINUTE),
                            List.of(
                                    new LegState.Published("[0,0]", true, "0123456789abcdef", 0),
                                    new LegState.Published("PT30M", false, "fedcba9876543210", 3)))));

    static final List<Sample<?>> MINIMAL = List.of(
            new Sample<>("minimal", Codecs.TRADE, Trade.of("A", T0, 1e-9, 1)),
            new Sample<>("minimal", Codecs.BLOCK, new TapeRecord.Block(0, List.of())),
            new Sample<>("minimal", Codecs.HEARTBEAT, new TapeRecord.Heartbeat("f", T0, Optional.empty(), 0)),
            new Sample<>("minimal", Codecs.SOURCE_LEFT, new TapeRecord.SourceLeft("f", T0, 0)),
            new Sample<>("minimal", Codecs.LEG, new Leg(new LegId("d", "A"), "A", "rival", "h", T0, T0, true)),
            new Sample<>("minimal", Codecs.CLOSE, new Close("A", DAY, 1e15, OptionalLong.empty(), T0)),
            new Sample<>(
                    "minimal",
                    Codecs.SECURITY,
                    new Security("SPY", "S", Optional.empty(), "XNYS", "USD", List.of(), T0)),
            new Sample<>(
                    "minimal",
                    Codecs.ANNOUNCEMENT,
                    new Announcement(
                            "d",
                            T0,
                            T0,
                            Optional.empty(),
                            "h",
                            List.of(),
                            List.of(),
                            List.of(new Party("A", "rival", Optional.of("A"))),
                            List.of(),
                            Optional.empty(),
                            false)),
            new Sample<>(
                    "minimal",
                    Codecs.CORRECTION,
                    new Correction(
                            "A",
                            T0,
                            Optional.empty(),
                            Optional.empty(),
                            T0,
                            1e-9,
                            1,
                            Optional.of(new Correction.Corrected(1e15, Trade.LARGEST_SIZE, List.of())))),
            new Sample<>(
                    "minimal",
                    Codecs.CANCEL,
                    new Correction("A", T0, Optional.empty(), Optional.empty(), T0, 1, 1, Optional.empty())),
            new Sample<>("minimal", Codecs.HALT, new Halt("A", T0, false, "")),
            new Sample<>("minimal", Codecs.GAP, new Gap("A", "f", T0, T0.plusNanos(1000), "")),
            new Sample<>(
                    "minimal",
                    StateCodecs.MARK_REVISION,
                    new MarkRevision("A", MINUTE, News.TRADE_CANCELLED, Optional.empty())),
            new Sample<>("minimal", StateCodecs.OPEN_MINUTE, new OpenMinute("A", MINUTE, false, 0, Optional.empty())),
            new Sample<>("minimal", StateCodecs.OPEN_MINUTES, List.of()),
            new Sample<>("minimal", Codecs.MARK, Mark.of(Trade.of("A", T0, 1, 1))),
            new Sample<>("minimal", Codecs.REACTION, openReaction()),
            new Sample<>(
                    "minimal",
                    Codecs.ALERT,
                    new Alert(
                            "f",
                            1,
                            Alert.Status.WITHDRAWN,
                            "r",
                            Severity.INFO,
                            LEG_ID,
                            "since",
                            T0,
                            "m",
                            0,
                            0,
                            "h",
                            Map.of())),
            new Sample<>(
                    "minimal",
                    Codecs.REJECTED,
                    new Rejected("t", 0, 0, OptionalInt.empty(), "unreadable", "", Optional.empty())),
            new Sample<>("minimal", StateCodecs.DISPATCH, StateCodecs.clock(0, MINUTE)),
            new Sample<>("minimal", StateCodecs.CLOCK, new ClockState(Optional.empty(), Optional.empty(), List.of())),
            new Sample<>("minimal", StateCodecs.WATCHED_LEG, new WatchedLegState(LEG, Optional.empty())),
            new Sample<>("minimal", StateCodecs.LEG, new LegState(LEG, T0, Optional.empty(), List.of())));

    private static final List<Sample<?>> OTHERS = List.of(
            new Sample<>("of a close", StateCodecs.DISPATCH, new Dispatch(1, MINUTE, T0, new Dispatch.OfClose(CLOSE))),
            new Sample<>(
                    "of a security",
                    StateCodecs.DISPATCH,
                    new Dispatch(1, MINUTE, T0, new Dispatch.OfSecurity(SECURITY))),
            new Sample<>(
                    "of a revision",
                    StateCodecs.DISPATCH,
                    new Dispatch(
                            1,
                            MINUTE,
                            T0,
                            new Dispatch.OfRevision(
                                    new MarkRevision("AMD", MINUTE, News.UNCORRECTED, Optional.of(MARK))))),
            new Sample<>("of a gap", StateCodecs.DISPATCH, new Dispatch(1, MINUTE, T0, new Dispatch.OfGap(GAP))),
            new Sample<>("of a halt", StateCodecs.DISPATCH, new Dispatch(1, MINUTE, T0, new Dispatch.OfHalt(HALT))),
            new Sample<>("of a leg", StateCodecs.DISPATCH, new Dispatch(1, MINUTE, T0, new Dispatch.OfLeg(LEG))),
            new Sample<>("not of ASCII", Codecs.TRADE, Trade.of("株式Ω🚀", T0, 0.1 + 0.2, Trade.LARGEST_SIZE)),
            new Sample<>(
                    "with an empty value",
                    Codecs.REJECTED,
                    new Rejected("t", 0, Long.MAX_VALUE, OptionalInt.of(0), "r", "m", Optional.of(new byte[0]))));

    private Samples() {}

    /** All of the above. */
    static Stream<Sample<?>> all() {
        return Stream.of(FULL, MINIMAL, OTHERS).flatMap(List::stream);
    }

    private static TapeRecord.Entry entry(Trade trade) {
        return new TapeRecord.Entry(Optional.of(trade), "");
    }

    private static Reaction openReaction() {
        return new Reaction(
                LEG_ID,
                "rival",
                Optional.empty(),
                Window.SINCE,
                Reaction.Status.OPEN,
                Optional.empty(),
                ModelKind.BENCHMARK_ADJUSTED,
                ReturnKind.TOTAL,
                T0,
                DAY,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of("other-deal", "earnings 2025-08-05"),
                List.of("AMD missed 2025-10-06T13:30:00Z/2025-10-06T13:31:00Z feed"),
                Optional.empty());
    }

    /** A value, with the codec of its type. */
    record Sample<T>(String title, Codec<T> codec, T value) {
        byte[] bytes() {
            return codec.encode(value);
        }

        String line() {
            return JsonLines.of("topic", codec, value);
        }

        @Override
        public String toString() {
            return codec.name() + ", " + title;
        }
    }
}
