package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Era;
import io.dealwake.market.Gap;
import io.dealwake.market.Halt;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.GatheredTrades;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever cannot be used is given back with its bytes, place and reason; nothing changes, and the next is taken. */
class RejectionTest {
    private static final int PARTITIONS = 8;
    private static final int HOME = Partitions.of("AMD", PARTITIONS);
    private static final int ELSEWHERE = (HOME + 1) % PARTITIONS;
    private static final Instant T0 = Instant.parse("2025-10-06T14:00:00Z");
    private static final Duration ONE_MICRO = Duration.ofNanos(1000);
    private static final byte[] KEY = "any key".getBytes(StandardCharsets.UTF_8);
    private static final LocalDate FRIDAY = LocalDate.parse("2025-10-03");
    private static final Instant FRIDAY_CLOSE = Instant.parse("2025-10-03T20:00:00Z");

    private final Task watch = new Task(new WatchStage(StagesRun.settings(PARTITIONS)), HOME, "dealwake.ticks");
    private long offset;

    @BeforeEach
    void knowSecuritiesAndTime() {
        AmdCase.securities().forEach(security -> send(Codecs.SECURITY.encode(security)));
        beat(T0);
    }

    static Stream<Arguments> unusable() {
        String noHeader =
                "the record does not begin with the header of Avro's single-object encoding (c3 01, fingerprint)";
        String future = ", too far ahead of all sources of partition " + HOME + ": " + T0;
        String late = ", too far behind the clock of partition " + HOME + ", " + T0;
        String unknown = "symbol is %s, expected one with a security record before it";
        String elsewhere = "symbol is SPY, expected in partition " + Partitions.of("SPY", PARTITIONS)
                + " of 8 (murmur2 of the key)";
        String named = "partition is " + ELSEWHERE + ", expected " + HOME;
        String other = unknownAtHome();
        return Stream.of(
                of("null", RejectionReason.UNREADABLE, "the record has no value", null),
                of("empty", RejectionReason.UNREADABLE, noHeader, new byte[0]),
                of(
                        "text",
                        RejectionReason.UNREADABLE,
                        noHeader,
                        "{\"symbol\":\"AMD\"}".getBytes(StandardCharsets.UTF_8)),
                of(
                        "longer than its type",
                        RejectionReason.UNREADABLE,
                        "the record is longer than a trade",
                        longer(tradeAt(T0))),
                of(
                        "foreign schema",
                        RejectionReason.UNKNOWN_FINGERPRINT,
                        "fingerprint is 123456789abcdef, expected that of a schema of this version",
                        RawRecord.headed(0x0123456789abcdefL)),
                of(
                        "no record of the tape",
                        RejectionReason.NOT_SUPPORTED,
                        "type is mark, expected a record of the tape",
                        RawRecord.headed("mark")),
                of(
                        "cancel of a trade that did not come",
                        RejectionReason.NO_SUCH_TRADE,
                        "trade is 2025-10-06T13:58:30Z, 100 at 170.0, expected one that has come",
                        cancel("AMD", Optional.empty())),
                of(
                        "cancel of an id that did not come",
                        RejectionReason.NO_SUCH_TRADE,
                        "trade is id 17 in the minute of 2025-10-06T13:58:30Z, 100 at 170.0, expected one that has come",
                        cancel("AMD", Optional.of("17"))),
                of(
                        "cancel of an unknown symbol",
                        RejectionReason.UNKNOWN_SYMBOL,
                        String.format(unknown, other),
                        cancel(other, Optional.empty())),
                of(
                        "halt of an unknown symbol",
                        RejectionReason.UNKNOWN_SYMBOL,
                        String.format(unknown, other),
                        Codecs.HALT.encode(new Halt(other, T0, true, ""))),
                of(
                        "halt of a time that is gone",
                        RejectionReason.HISTORY_GONE,
                        "time is 2025-09-16T20:00:00Z, expected one after 2025-09-16T20:00:00Z: older minutes are gone",
                        Codecs.HALT.encode(new Halt("AMD", Instant.parse("2025-09-16T20:00:00Z"), true, ""))),
                of(
                        "gap of another partition",
                        RejectionReason.WRONG_PARTITION,
                        elsewhere,
                        Codecs.GAP.encode(new Gap("SPY", "feed", T0.minusSeconds(1), T0, ""))),
                reserved("rules"),
                badPrice(-1, "-1.0"),
                badPrice(0, "0.0"),
                badPrice(Double.NaN, "NaN"),
                badPrice(Double.POSITIVE_INFINITY, "Infinity"),
                of(
                        "size 0",
                        RejectionReason.BAD_VALUE,
                        "size is 0, expected a whole number from 1 to 1000000000000",
                        RawRecord.trade("AMD", T0, 170, 0)),
                of(
                        "before the era",
                        RejectionReason.BAD_VALUE,
                        "time is 1989-12-31T23:59:59.999999Z, expected a time from 1990 to 2100",
                        RawRecord.trade("AMD", Instant.parse("1989-12-31T23:59:59.999999Z"), 170, 1)),
                of(
                        "white space in a symbol",
                        RejectionReason.BAD_VALUE,
                        "symbol is A MD, expected a symbol of 1 to 32 characters without white space",
                        RawRecord.trade("A MD", T0, 170, 1)),
                of(
                        "trade of an unknown symbol",
                        RejectionReason.UNKNOWN_SYMBOL,
                        String.format(unknown, other),
                        Codecs.TRADE.encode(Trade.of(other, T0, 1, 1))),
                of(
                        "close of an unknown symbol",
                        RejectionReason.UNKNOWN_SYMBOL,
                        String.format(unknown, other),
                        Codecs.CLOSE.encode(close(other, FRIDAY, FRIDAY_CLOSE))),
                of(
                        "another calendar for a known symbol",
                        RejectionReason.BAD_VALUE,
                        "calendar is XNAS for AMD, expected XNYS: the calendar of a known symbol cannot change",
                        Codecs.SECURITY.encode(
                                new Security("AMD", "AMD", Optional.empty(), "XNAS", "USD", List.of(), Era.FIRST))),
                of(
                        "leg of an unknown symbol",
                        RejectionReason.UNKNOWN_SYMBOL,
                        String.format(unknown, other),
                        Codecs.LEG.encode(leg(other, T0, T0))),
                of(
                        "trade of another partition",
                        RejectionReason.WRONG_PARTITION,
                        elsewhere,
                        Codecs.TRADE.encode(Trade.of("SPY", T0, 670, 1))),
                of(
                        "close of another partition",
                        RejectionReason.WRONG_PARTITION,
                        elsewhere,
                        Codecs.CLOSE.encode(close("SPY", FRIDAY, FRIDAY_CLOSE))),
                of(
                        "leg of another partition",
                        RejectionReason.WRONG_PARTITION,
                        elsewhere,
                        Codecs.LEG.encode(leg("SPY", T0, T0))),
                of(
                        "block of another partition",
                        RejectionReason.WRONG_PARTITION,
                        named,
                        RawRecord.block(ELSEWHERE, List.of(RawRecord.tradeFields("AMD", T0, 170, 1)))),
                of(
                        "heartbeat of another partition",
                        RejectionReason.WRONG_PARTITION,
                        named,
                        Codecs.HEARTBEAT.encode(
                                new TapeRecord.Heartbeat("a", T0.plusSeconds(1), Optional.empty(), ELSEWHERE))),
                of(
                        "source-left of another partition",
                        RejectionReason.WRONG_PARTITION,
                        named,
                        Codecs.SOURCE_LEFT.encode(new TapeRecord.SourceLeft("a", T0, ELSEWHERE))),
                of(
                        "trade in the future",
                        RejectionReason.IN_THE_FUTURE,
                        "time is 2025-10-06T14:05:00.000001Z" + future,
                        tradeAt(T0.plusSeconds(300).plus(ONE_MICRO))),
                of(
                        "trade too late",
                        RejectionReason.TOO_LATE,
                        "time is 2025-10-06T13:59:57.999999Z" + late,
                        tradeAt(T0.minusSeconds(2).minus(ONE_MICRO))),
                of(
                        "close of a weekend",
                        RejectionReason.NO_SESSION,
                        "date is 2025-10-04, expected a session of XNYS",
                        Codecs.CLOSE.encode(close("AMD", FRIDAY.plusDays(1), T0))),
                of(
                        "close of a holiday",
                        RejectionReason.NO_SESSION,
                        "date is 2025-07-04, expected a session of XNYS",
                        Codecs.CLOSE.encode(close("AMD", LocalDate.parse("2025-07-04"), T0))),
                of(
                        "close known too early",
                        RejectionReason.BAD_VALUE,
                        "knownAt is 2025-10-03T19:59:59.999999Z, expected 2025-10-03T20:00:00Z (the close) or later",
                        Codecs.CLOSE.encode(close("AMD", FRIDAY, FRIDAY_CLOSE.minus(ONE_MICRO)))),
                of(
                        "leg that has ended",
                        RejectionReason.HISTORY_GONE,
                        "announcedAt is 2025-09-15T14:00:00Z: the leg ended at 2025-09-29T20:00:00Z, but it became known"
                                + " at 2025-10-06T14:00:00Z, when the marks it needs were gone",
                        Codecs.LEG.encode(leg("AMD", Instant.parse("2025-09-15T14:00:00Z"), T0))),
                of(
                        "leg observed before it was announced",
                        RejectionReason.BAD_VALUE,
                        "observedAt is 2025-10-06T13:59:59Z, expected a time not before announcedAt",
                        RawRecord.with(
                                Codecs.LEG.encode(leg("AMD", T0, T0)),
                                "leg",
                                Map.of(
                                        "observedAt",
                                        T0.minusSeconds(1).getEpochSecond() * 1_000_000,
                                        "contentHash",
                                        ""))));
    }

    private static byte[] cancel(String symbol, Optional<String> id) {
        Instant time = Instant.parse("2025-10-06T13:58:30Z");
        return Codecs.CANCEL.encode(new Correction(symbol, T0, id, Optional.empty(), time, 170, 100, Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void shouldGiveBackWhatCannotBeUsedAndGoOn(String name, RejectionReason reason, String message, byte[] value) {
        String before = watch.contents();

        List<Record<byte[], Emission>> out = watch.process(KEY, value, 1_759_700_000_123L);

        assertThat(out).hasSize(1);
        Rejected rejected = rejectedIn(out).get(0);
        assertThat(rejected.message()).isEqualTo(message);
        assertThat(rejected.reason()).isEqualTo(reason.code());
        assertThat(rejected.topic()).isEqualTo("dealwake.ticks");
        assertThat(rejected.partition()).isEqualTo(HOME);
        assertThat(rejected.offset()).isEqualTo(offset);
        assertThat(rejected.place()).isEmpty();
        if (value == null) {
            assertThat(rejected.value()).isEmpty();
        } else {
            assertThat(rejected.value())
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(value));
        }
        assertThat(out.get(0).key()).isEqualTo(KEY);
        assertThat(out.get(0).timestamp()).isEqualTo(1_759_700_000_123L);
        assertThat(watch.contents()).isEqualTo(before);

        offset++;
        assertThat(send(tradeAt(T0))).isEmpty();
        assertThat(watch.contents()).isNotEqualTo(before);
    }

    @Test
    void shouldHaveACaseForEveryReasonButThoseOfFactsThatWait() {
        List<RejectionReason> covered = new ArrayList<>();
        unusable().forEach(arguments -> covered.add((RejectionReason) arguments.get()[1]));
        covered.add(RejectionReason.DUPLICATE_CLOSE);

        assertThat(covered).contains(RejectionReason.values());
    }

    @Test
    void shouldRefuseABodyThatDoesNotFitItsSchema() {
        for (byte[] body :
                List.of(new byte[0], new byte[] {6, 'A'}, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1})) {
            Rejected rejected =
                    rejectedIn(send(RawRecord.headed("trade", body))).get(0);

            assertThat(rejected.reason()).isEqualTo("unreadable");
            assertThat(rejected.message()).startsWith("the record is no trade in Avro: ");
        }
    }

    @Test
    void shouldRefuseABlockThatClaimsMoreTradesThanItHolds() {
        byte[] billion = {0, (byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07};

        Rejected rejected = rejectedIn(send(RawRecord.headed("block", billion))).get(0);

        assertThat(rejected.reason()).isEqualTo("unreadable");
    }

    @Test
    void shouldTakeWhatLiesJustWithinTheBounds() {
        assertThat(send(tradeAt(T0.plusSeconds(300)))).isEmpty();
        assertThat(send(tradeAt(T0.minusSeconds(2)))).isEmpty();
        assertThat(rejectedIn(send(Codecs.CLOSE.encode(close("AMD", FRIDAY, FRIDAY_CLOSE)))))
                .isEmpty();
    }

    @Test
    void shouldTakeAnyTimeBeforeTheFirstHeartbeat() {
        Task fresh = new Task(new WatchStage(StagesRun.settings(PARTITIONS)), HOME, "dealwake.ticks");
        fresh.process(null, Codecs.SECURITY.encode(AmdCase.securities().get(0)), 0);

        assertThat(fresh.process(null, tradeAt(Instant.parse("1990-01-01T00:00:00Z")), 0))
                .isEmpty();
        assertThat(fresh.process(null, tradeAt(Instant.parse("2099-12-31T23:59:59.999999Z")), 0))
                .isEmpty();
    }

    @Test
    void shouldKeepTheOtherTradesOfABlockWithABadOne() {
        byte[] block = RawRecord.block(
                HOME,
                List.of(
                        RawRecord.tradeFields("AMD", T0, 170, 1),
                        RawRecord.tradeFields("AMD", T0, -1, 1),
                        RawRecord.tradeFields("SPY", T0, 670, 1),
                        RawRecord.tradeFields("AMD", T0.plusSeconds(301), 171, 1),
                        RawRecord.tradeFields("AMD", T0.minusSeconds(3), 171, 1),
                        RawRecord.tradeFields(unknownAtHome(), T0, 171, 1),
                        RawRecord.tradeFields("AMD", T0.plusSeconds(1), 172, 1)));

        List<Rejected> rejected = rejectedIn(send(block));

        assertThat(rejected)
                .extracting(each -> each.place().orElseThrow() + " " + each.reason())
                .containsExactly(
                        "1 bad-value", "2 wrong-partition", "3 in-the-future", "4 too-late", "5 unknown-symbol");
        assertThat(rejected).allSatisfy(each -> {
            assertThat(each.value().orElseThrow()).isEqualTo(block);
            assertThat(each.offset()).isEqualTo(offset - 1);
        });
        assertHoldsWhatTheGoodTradesAloneLeave();
    }

    private void assertHoldsWhatTheGoodTradesAloneLeave() {
        Task single = new Task(new WatchStage(StagesRun.settings(PARTITIONS)), HOME, "dealwake.ticks");
        AmdCase.securities().forEach(security -> single.process(null, Codecs.SECURITY.encode(security), 0));
        single.process(null, heartbeat(T0), 0);
        single.process(null, RawRecord.trade("AMD", T0, 170, 1), 0);
        single.process(null, RawRecord.trade("AMD", T0.plusSeconds(1), 172, 1), 0);
        assertThat(single.contents()).isEqualTo(watch.contents());
    }

    @Test
    void shouldRejectEachTradeOfThoseFetchedTogetherAsIfItHadComeAlone() {
        byte[] bad = RawRecord.trade("AMD", T0, -1, 1);
        byte[] elsewhere = RawRecord.trade("SPY", T0, 670, 1);
        GatheredTrades.Gatherer together = new GatheredTrades.Gatherer(1 << 16);
        together.add(40, 1, null, RawRecord.trade("AMD", T0, 170, 1));
        together.add(41, 2, KEY, bad);
        together.add(43, 3, null, elsewhere);
        together.add(44, 4, null, RawRecord.trade("AMD", T0.plusSeconds(1), 172, 1));

        List<Record<byte[], Emission>> out = send(together.take());

        assertThat(rejectedIn(out))
                .extracting(each -> each.offset() + " " + each.place() + " " + each.reason())
                .containsExactly("41 OptionalInt.empty bad-value", "43 OptionalInt.empty wrong-partition");
        assertThat(rejectedIn(out))
                .extracting(each -> each.value().orElseThrow())
                .containsExactly(bad, elsewhere);
        assertThat(out).extracting(Record::key).containsExactly(KEY, null);
        assertThat(out).extracting(Record::timestamp).containsExactly(2L, 3L);
        assertHoldsWhatTheGoodTradesAloneLeave();
    }

    @Test
    void shouldDropTheSameCloseAndRefuseAnother() {
        byte[] first = Codecs.CLOSE.encode(close("AMD", FRIDAY, FRIDAY_CLOSE));
        send(first);
        String before = watch.contents();

        assertThat(send(first)).isEmpty();
        Rejected other = rejectedIn(send(otherClose(FRIDAY_CLOSE))).get(0);

        assertThat(other.reason()).isEqualTo("duplicate-close");
        assertThat(other.message())
                .isEqualTo("close is 165.0 for AMD on 2025-10-03, expected no other than 164.67, which is known"
                        + " as of the same time");
        assertThat(watch.contents()).isEqualTo(before);
    }

    @Test
    void shouldRefuseTheSecondOfTwoClosesThatWaited() {
        Instant later = T0.plusSeconds(10);
        assertThat(send(Codecs.CLOSE.encode(close("AMD", FRIDAY, later)))).isEmpty();
        byte[] second = otherClose(later);
        long offsetOfSecond = offset;
        assertThat(send(second)).isEmpty();
        assertThat(send(Codecs.CLOSE.encode(close("AMD", FRIDAY, later)))).isEmpty();

        List<Record<byte[], Emission>> out = beat(later);

        assertThat(rejectedIn(out)).hasSize(1);
        Rejected rejected = rejectedIn(out).get(0);
        assertThat(rejected.reason()).isEqualTo("duplicate-close");
        assertThat(rejected.offset()).isEqualTo(offsetOfSecond);
        assertThat(rejected.value().orElseThrow()).isEqualTo(second);
        Record<byte[], Emission> refusal = out.stream()
                .filter(each -> each.value() instanceof Emission.Refused)
                .findFirst()
                .orElseThrow();
        assertThat(new String(refusal.key(), StandardCharsets.UTF_8)).isEqualTo("AMD");
        assertThat(refusal.timestamp()).isEqualTo(later.toEpochMilli());
        assertThat(watch.size("watch-pending")).isZero();
    }

    @Test
    void shouldTakeALegUntilJustBeforeItsEnd() {
        Instant announcedAt = Instant.parse("2025-09-22T16:01:00Z");
        Instant end = Instant.parse("2025-10-07T08:00:00Z"); // trading begins again

        assertThat(rejectedIn(observedAt("early", announcedAt, end.minus(ONE_MICRO))))
                .isEmpty();
        assertThat(rejectedIn(observedAt("late", announcedAt, end)))
                .extracting(Rejected::reason)
                .containsExactly("history-gone");
        assertThat(watch.size("watch-pending")).isZero();
    }

    private List<Record<byte[], Emission>> observedAt(String deal, Instant announcedAt, Instant observedAt) {
        Leg leg = new Leg(new LegId(deal, "AMD"), "AMD", "supplier", "A deal", announcedAt, observedAt, false);
        assertThat(send(Codecs.LEG.encode(leg))).isEmpty();
        return beat(observedAt);
    }

    private static byte[] otherClose(Instant knownAt) {
        return Codecs.CLOSE.encode(new Close("AMD", FRIDAY, 165, OptionalLong.empty(), knownAt));
    }

    private static Arguments of(String name, RejectionReason reason, String message, byte[] value) {
        return Arguments.of(name, reason, message, value);
    }

    private static Arguments reserved(String type) {
        return of(
                type,
                RejectionReason.NOT_SUPPORTED,
                "type is " + type + ", which this version does not apply",
                RawRecord.headed(type));
    }

    private static Arguments badPrice(double price, String text) {
        return of(
                "price " + text,
                RejectionReason.BAD_VALUE,
                "price is " + text + ", expected a finite number above zero (1e-9 to 1e15)",
                RawRecord.trade("AMD", T0, price, 1));
    }

    private static byte[] longer(byte[] message) {
        return Arrays.copyOf(message, message.length + 1);
    }

    private static String unknownAtHome() {
        int number = 0;
        while (Partitions.of("X" + number, PARTITIONS) != HOME) {
            number++;
        }
        return "X" + number;
    }

    private static byte[] tradeAt(Instant time) {
        return Codecs.TRADE.encode(Trade.of("AMD", time, 170, 1));
    }

    private static Close close(String symbol, LocalDate date, Instant knownAt) {
        return new Close(symbol, date, 164.67, OptionalLong.empty(), knownAt);
    }

    private static Leg leg(String symbol, Instant announcedAt, Instant observedAt) {
        return new Leg(new LegId("deal", symbol), symbol, "supplier", "A deal", announcedAt, observedAt, false);
    }

    private static byte[] heartbeat(Instant time) {
        return Codecs.HEARTBEAT.encode(new TapeRecord.Heartbeat("a", time, Optional.empty(), HOME));
    }

    private List<Record<byte[], Emission>> beat(Instant time) {
        return send(heartbeat(time));
    }

    private List<Record<byte[], Emission>> send(byte[] value) {
        offset++;
        return watch.process(null, value, 0);
    }

    private static List<Rejected> rejectedIn(List<Record<byte[], Emission>> out) {
        return out.stream()
                .map(Record::value)
                .filter(Emission.Refused.class::isInstance)
                .map(each -> ((Emission.Refused) each).rejected())
                .toList();
    }
}
