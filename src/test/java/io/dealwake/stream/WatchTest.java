package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.alert.Alert;
import io.dealwake.market.Close;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant T0 = Instant.parse("2025-10-06T14:00:00Z");
    private static final Duration ONE_MICRO = Duration.ofNanos(1000);
    private static final LocalDate FRIDAY = LocalDate.parse("2025-10-03");

    private Task watch;
    private List<Emission> out = new ArrayList<>();

    @BeforeEach
    void knowSecuritiesAndTime() {
        watch = new Task(new WatchStage(StagesRun.settings(1)), 0, "dealwake.ticks");
        AmdCase.securities().forEach(security -> send(Codecs.SECURITY.encode(security)));
        beat(T0);
        out.clear();
    }

    @Test
    void shouldApplyALegWhenTheClockReachesItsTime() {
        Instant observedAt = T0.plusSeconds(10);
        send(leg("AMD", T0, observedAt, false));
        beat(observedAt.minus(ONE_MICRO));
        assertThat(told(Dispatch.OfLeg.class)).isEmpty();
        assertThat(watch.size("watch-pending")).isEqualTo(1);

        beat(observedAt);

        assertThat(dispatches(Dispatch.OfLeg.class)).extracting(Dispatch::asOf).containsExactly(observedAt);
        assertThat(watch.size("watch-pending")).isZero();
        assertThat(watch.size("watch-legs")).isEqualTo(1);
    }

    @Test
    void shouldApplyACloseWhenTheClockReachesItsTime() {
        Instant knownAt = T0.plusSeconds(10);
        send(Codecs.CLOSE.encode(new Close("AMD", FRIDAY, 164.67, OptionalLong.empty(), knownAt)));
        beat(knownAt.minus(ONE_MICRO));
        assertThat(told(Dispatch.OfClose.class)).isEmpty();

        beat(knownAt.plusSeconds(4));

        assertThat(dispatches(Dispatch.OfClose.class))
                .extracting(Dispatch::asOf)
                .containsExactly(knownAt);
    }

    @Test
    void shouldApplyASecondStateOfASecurityWhenTheClockReachesItsTime() {
        Security second =
                new Security("AMD", "Renamed", Optional.of("SPY"), "XNYS", "USD", List.of(), T0.plusSeconds(10));
        send(Codecs.SECURITY.encode(second));
        beat(T0.plusSeconds(9));
        assertThat(told(Dispatch.OfSecurity.class)).isEmpty();

        beat(T0.plusSeconds(10));

        assertThat(told(Dispatch.OfSecurity.class)).containsExactly(new Dispatch.OfSecurity(second));
    }

    @Test
    void shouldTakeAFactOfThePastAtOnceAsOfTheClock() {
        send(leg("AMD", T0.minusSeconds(300), T0.minusSeconds(60), false));

        assertThat(dispatches(Dispatch.OfLeg.class)).extracting(Dispatch::asOf).containsExactly(T0);
    }

    @Test
    void shouldApplyWaitingFactsInTheOrderInWhichTheyBecameKnown() {
        send(leg("NVDA", T0, T0.plusSeconds(20), false));
        send(leg("AMD", T0, T0.plusSeconds(10), false));
        beat(T0.plusSeconds(30));

        assertThat(dispatches(Dispatch.OfLeg.class))
                .extracting(Dispatch::asOf)
                .containsExactly(T0.plusSeconds(10), T0.plusSeconds(20));
    }

    @Test
    void shouldMakeTheSameMarkOfTheTradesOfAMinuteInAnyOrder() {
        List<Trade> trades = new ArrayList<>(List.of(
                trade("SPY", T0.plusSeconds(1), 670),
                trade("SPY", T0.plusSeconds(1), 672),
                trade("SPY", T0.plusMillis(1999), 669),
                trade("SPY", T0, 671)));
        List<Mark> first = marksOf(trades);
        for (int i = 0; i < trades.size(); i++) {
            Collections.rotate(trades, 1);
            knowSecuritiesAndTime();
            assertThat(marksOf(trades)).isEqualTo(first);
        }
        assertThat(first).hasSize(1);
        assertThat(first.get(0).last().price()).isEqualTo(669);
        assertThat(first.get(0).high().price()).isEqualTo(672);
        assertThat(first.get(0).volume()).isEqualTo(400);
    }

    private List<Mark> marksOf(List<Trade> trades) {
        trades.forEach(trade -> send(Codecs.TRADE.encode(trade)));
        beat(T0.plusSeconds(62));
        return marks();
    }

    @Test
    void shouldCompleteAMinuteWhenTheClockHasPassedItsBoundaryByTheLateness() {
        send(Codecs.TRADE.encode(trade("SPY", T0.plusSeconds(5), 670)));
        beat(T0.plusSeconds(62).minus(ONE_MICRO));
        assertThat(marks()).isEmpty();
        assertThat(watch.size("watch-open-minutes")).isEqualTo(1);
        out.clear();

        beat(T0.plusSeconds(62));

        assertThat(marks()).extracting(Mark::boundary).containsExactly(T0.plusSeconds(60));
        assertThat(dispatches(Dispatch.BareClock.class))
                .extracting(Dispatch::clock)
                .containsExactly(T0.plusSeconds(60));
        assertThat(out).hasSize(2);
        assertThat(watch.size("watch-open-minutes")).isZero();
        assertThat(watch.size("watch-marks")).isEqualTo(1);
    }

    /** More symbols than share a record, two minutes of each, and a restart between any two trades. */
    @Test
    void shouldTakeOpenMinutesUpAgainWhereTheyWereWhenItRestarts() {
        List<String> symbols = IntStream.range(0, 2 * OpenMinutes.MOST_IN_A_BATCH + 1)
                .mapToObj(number -> "S" + number)
                .toList();
        symbols.forEach(symbol -> send(Codecs.SECURITY.encode(
                new Security(symbol, symbol, Optional.of("SPY"), "XNYS", "USD", List.of(), Era.FIRST))));
        for (int second : new int[] {1, 61, 2}) {
            for (String symbol : symbols) {
                send(Codecs.TRADE.encode(trade(symbol, T0.plusSeconds(second), 100 + second)));
            }
            watch.restart();
            assertThat(watch.size("watch-open-minutes")).isEqualTo(second == 1 ? 3 : 6);
        }
        beat(T0.plusSeconds(62));
        watch.restart();
        assertThat(watch.size("watch-open-minutes")).isEqualTo(3);
        assertThat(watch.size("watch-marks")).isEqualTo(symbols.size());
        symbols.forEach(symbol -> send(leg(symbol, T0.plusSeconds(62), T0.plusSeconds(62), false)));
        assertThat(marks())
                .hasSameSizeAs(symbols)
                .allSatisfy(mark -> assertThat(
                                mark.high().price() + " " + mark.low().price() + " " + mark.volume())
                        .isEqualTo("102.0 101.0 200"));

        beat(T0.plusSeconds(122));
        assertThat(watch.size("watch-open-minutes")).isZero();
        assertThat(watch.size("watch-marks")).isEqualTo(2L * symbols.size());
    }

    /** No minute completes then, and all of them must stay in records that a broker takes: its limit is a megabyte. */
    @Test
    void shouldStoreNoLargeRecordWhenASourceIsSilentForASession() {
        List<String> symbols = IntStream.range(0, OpenMinutes.MOST_IN_A_BATCH + 1)
                .mapToObj(number -> "S" + number)
                .toList();
        symbols.forEach(symbol -> send(Codecs.SECURITY.encode(
                new Security(symbol, symbol, Optional.of("SPY"), "XNYS", "USD", List.of(), Era.FIRST))));
        String longest = "\u20ac".repeat(Trade.LONGEST_TEXT);
        for (int minute = 0; minute < 390; minute++) {
            Instant time = T0.plusSeconds(60L * minute);
            send(Codecs.HEARTBEAT.encode(new TapeRecord.Heartbeat("live", time, Optional.empty(), 0)));
            symbols.forEach(
                    symbol -> send(Codecs.TRADE.encode(new Trade(symbol, time, 100, 1, longest, "", List.of()))));
        }

        assertThat(watch.largestValue()).isPositive().isLessThan(100_000);
        assertThat(told(Dispatch.OfMark.class)).isEmpty();
        assertThat(watch.size("watch-open-minutes")).isEqualTo(2 * 390);
    }

    @Test
    void shouldCompleteNothingWhenASourceLeavesWithoutMovingTheClock() {
        send(Codecs.TRADE.encode(trade("SPY", T0.plusSeconds(5), 670)));
        send(Codecs.SOURCE_LEFT.encode(new TapeRecord.SourceLeft("a", T0.plusSeconds(90), 0)));

        assertThat(out).isEmpty();
        assertThat(watch.size("watch-open-minutes")).isEqualTo(1);
    }

    @Test
    void shouldTellMarksOfBenchmarksAndFollowedSymbolsAlone() {
        for (String symbol : List.of("AMD", "NVDA", "SPY")) {
            send(Codecs.TRADE.encode(trade(symbol, T0.plusSeconds(1), 170)));
        }
        beat(T0.plusSeconds(62));
        assertThat(marks()).extracting(Mark::symbol).containsExactly("SPY");
        assertThat(toAll()).containsExactly(true);
        out.clear();

        send(leg("AMD", T0.plusSeconds(62), T0.plusSeconds(62), false));
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(70), 171)));
        beat(T0.plusSeconds(122));

        assertThat(marks())
                .extracting(mark -> mark.symbol() + " " + mark.boundary())
                .containsExactly("AMD 2025-10-06T14:01:00Z", "AMD 2025-10-06T14:02:00Z");
        assertThat(toAll()).containsExactly(false, false);
        List<Dispatch> all = dispatches(Dispatch.Message.class);
        assertThat(all.get(0).message()).as("history first").isInstanceOf(Dispatch.OfMark.class);
        assertThat(all.get(1).message()).isInstanceOf(Dispatch.OfLeg.class);
    }

    @Test
    void shouldRaiseARawMoveAtTheFirstTradeThatReachesFivePercent() {
        openAtBase(100);

        for (double price : new double[] {104.999999, 95.000001, 105, 106, 94}) {
            send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(66), price)));
        }

        assertThat(alerts()).hasSize(1);
        Alert alert = alerts().get(0);
        assertThat(alert.firedAt()).isEqualTo(T0.plusSeconds(66));
        assertThat(alert.value()).isEqualTo(105.0 / 100 - 1);
        assertThat(alert.evidence()).containsEntry("basePrice", 100.0).containsEntry("lastPrice", 105.0);
    }

    @Test
    void shouldRaiseARawMoveDownwardsToo() {
        openAtBase(100);
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(66), 95)));

        assertThat(alerts()).extracting(Alert::value).containsExactly(95.0 / 100 - 1);
    }

    @Test
    void shouldNotRaiseARawMoveTwiceAfterARestart() {
        openAtBase(100);
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(66), 106)));
        watch.restart();
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(67), 107)));

        assertThat(alerts()).hasSize(1);
    }

    @Test
    void shouldFireAtItsObservationForALegThatComesAfterTheTrades() {
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(1), 100)));
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(65), 106)));
        beat(T0.plusSeconds(200));
        Instant observedAt = T0.plusSeconds(200);
        send(leg("AMD", T0.plusSeconds(60), observedAt, false));

        assertThat(alerts()).extracting(Alert::firedAt).containsExactly(observedAt);
        assertThat(alerts().get(0).evidence()).containsEntry("lastTime", "2025-10-06T14:01:05Z");
    }

    @Test
    void shouldDropRepeatsAndLowerVersions() {
        byte[] second = leg("AMD", T0.minusSeconds(60), T0, false);
        send(second);
        String before = watch.contents();
        out.clear();

        send(second);
        send(leg("AMD", T0.minusSeconds(60), T0.minusSeconds(30), true));

        assertThat(out).isEmpty();
        assertThat(watch.contents()).isEqualTo(before);
    }

    @Test
    void shouldTakeBackTheAlertOfALegThatIsWithdrawn() {
        openAtBase(100);
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(66), 106)));
        Instant withdrawnAt = T0.plusSeconds(70);
        send(leg("AMD", T0.plusSeconds(60), withdrawnAt, true));
        beat(withdrawnAt);
        send(Codecs.TRADE.encode(trade("AMD", withdrawnAt, 120)));
        beat(T0.plusSeconds(200));

        assertThat(alerts())
                .extracting(alert -> alert.status().code() + " " + alert.sequence() + " " + alert.firedAt())
                .containsExactly("firing 1 2025-10-06T14:01:06Z", "withdrawn 2 2025-10-06T14:01:10Z");
        assertThat(marks())
                .as("history of the leg, nothing after its end")
                .extracting(mark -> mark.symbol() + " " + mark.boundary())
                .containsExactly("AMD 2025-10-06T14:01:00Z");
    }

    @Test
    void shouldJudgeBlocksLikeSingleTrades() {
        openAtBase(100);
        Task single = watch;
        List<Emission> ofSingle = new ArrayList<>();
        List<Trade> trades = List.of(
                trade("AMD", T0.plusSeconds(63), 104),
                trade("SPY", T0.plusSeconds(63), 671),
                trade("AMD", T0.plusSeconds(64), 105.5),
                trade("AMD", T0.plusSeconds(65), 107));
        out.clear();
        trades.forEach(trade -> send(Codecs.TRADE.encode(trade)));
        beat(T0.plusSeconds(122));
        ofSingle.addAll(out);

        knowSecuritiesAndTime();
        openAtBase(100);
        out.clear();
        send(Codecs.BLOCK.encode(TapeRecord.Block.of(0, trades)));
        beat(T0.plusSeconds(122));

        assertThat(out).isEqualTo(ofSingle);
        assertThat(watch.contents()).isEqualTo(single.contents());
    }

    /** What a leg is measured from must not depend on when the task was last restarted. */
    @Test
    void shouldKeepItsBaseOverARestartWhenAnEarlierCloseComesLate() {
        List<List<Alert>> runs = new ArrayList<>();
        for (boolean restarts : new boolean[] {false, true}) {
            Instant afterHours = Instant.parse("2025-10-06T20:10:00Z");
            watch = new Task(new WatchStage(StagesRun.settings(1)), 0, "dealwake.ticks");
            AmdCase.securities().forEach(security -> send(Codecs.SECURITY.encode(security)));
            beat(Instant.parse("2025-10-06T19:59:00Z"));
            out.clear();
            send(Codecs.TRADE.encode(trade("AMD", Instant.parse("2025-10-06T19:59:30Z"), 100)));
            beat(afterHours);
            send(leg("AMD", afterHours, afterHours, false));
            send(Codecs.TRADE.encode(trade("AMD", afterHours.plusSeconds(70), 101)));
            Instant knownAt = afterHours.plusSeconds(120);
            beat(knownAt);
            send(Codecs.CLOSE.encode(
                    new Close("AMD", LocalDate.parse("2025-10-06"), 98, OptionalLong.empty(), knownAt)));
            if (restarts) {
                watch.restart();
            }
            send(Codecs.TRADE.encode(trade("AMD", afterHours.plusSeconds(130), 104)));
            runs.add(alerts());
        }
        assertThat(runs.get(1)).isEqualTo(runs.get(0));
    }

    /** A base at 14:01 and the clock at 14:01:02, so that the base is settled. */
    private void openAtBase(double price) {
        send(Codecs.TRADE.encode(trade("AMD", T0.plusSeconds(1), price)));
        beat(T0.plusSeconds(62));
        send(leg("AMD", T0.plusSeconds(60), T0.plusSeconds(62), false));
    }

    private static byte[] leg(String symbol, Instant announcedAt, Instant observedAt, boolean withdrawn) {
        return Codecs.LEG.encode(
                new Leg(new LegId("deal", symbol), symbol, "supplier", "A deal", announcedAt, observedAt, withdrawn));
    }

    private static Trade trade(String symbol, Instant time, double price) {
        return Trade.of(symbol, time, price, 100);
    }

    private void beat(Instant time) {
        send(Codecs.HEARTBEAT.encode(new TapeRecord.Heartbeat("a", time, Optional.empty(), 0)));
    }

    private void send(byte[] value) {
        watch.process(null, value, 0).stream().map(Record::value).forEach(out::add);
    }

    private List<Dispatch> dispatches(Class<? extends Dispatch.Message> kind) {
        return out.stream()
                .filter(Emission.ToMeasure.class::isInstance)
                .map(each -> ((Emission.ToMeasure) each).dispatch())
                .filter(dispatch -> kind.isInstance(dispatch.message()))
                .toList();
    }

    private List<Dispatch.Message> told(Class<? extends Dispatch.Message> kind) {
        return dispatches(kind).stream().map(Dispatch::message).toList();
    }

    private List<Mark> marks() {
        return told(Dispatch.OfMark.class).stream()
                .map(message -> ((Dispatch.OfMark) message).mark())
                .toList();
    }

    private List<Boolean> toAll() {
        return out.stream()
                .filter(each -> each instanceof Emission.ToMeasure message
                        && message.dispatch().message() instanceof Dispatch.OfMark)
                .map(each -> ((Emission.ToMeasure) each).toAll())
                .toList();
    }

    private List<Alert> alerts() {
        return out.stream()
                .filter(Emission.Raised.class::isInstance)
                .map(each -> ((Emission.Raised) each).alert())
                .toList();
    }
}
