package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.KnownMark;
import io.dealwake.wire.file.KnownMark.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KnownDaysTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate HALF_DAY = LocalDate.of(2025, 7, 3);
    private static final Day DAY = new Day("A", HALF_DAY, 100, 110, 90, 105, OptionalLong.empty());
    private static final Security SECURITY =
            new Security("A", "A", Optional.empty(), "XNYS", "USD", List.of(), Era.FIRST);

    @Test
    void shouldEndAtOneWhenTheSessionIsAHalfDay() {
        List<Trade> trades = simulator(DAY).trades("A", HALF_DAY);

        assertThat(trades.get(trades.size() - 1).time())
                .isBetween(at("12:59:59"), at("13:00:00").minusNanos(1000));
        assertThat(trades.get(trades.size() - 1).price()).isEqualTo(105);
        assertThat(trades.get(0).time()).isBetween(at("09:30:00"), at("09:30:01"));
    }

    @Test
    void shouldWidenTheRangeAndSaySoWhenAKnownPriceLiesOutside() {
        TradeSimulator simulator = simulator(DAY, mark("11:00:00", 120, Kind.LAST));

        assertThat(simulator.notices())
                .containsExactly("known.csv says last 120.00 for A at 2025-07-03T15:00:00Z, "
                        + "days.csv has 90.00 to 110.00 for the session: using known.csv");
        assertThat(simulator.trades("A", HALF_DAY).stream()
                        .mapToDouble(Trade::price)
                        .max())
                .hasValue(120);
    }

    @Test
    void shouldKeepTheHighOfTheDayAndSaySoWhenTheMarkOfTheMinuteDiffers() {
        TradeSimulator simulator = simulator(DAY, mark("11:00:00", 109.125, Kind.HIGH));

        assertThat(simulator.notices())
                .containsExactly("known.csv says high 109.125 for A at 2025-07-03T15:00:00Z, "
                        + "days.csv 110.00: using days.csv");
        assertThat(timeOf(110, simulator)).isBetween(at("11:00:00"), at("11:00:59.999999"));
    }

    @Test
    void shouldPutTheLowIntoItsMinuteWhenItIsKnown() {
        TradeSimulator simulator = simulator(DAY, mark("12:59:00", 90, Kind.LOW));

        assertThat(simulator.notices()).isEmpty();
        assertThat(timeOf(90, simulator)).isBetween(at("12:59:00"), at("12:59:59.999999"));
    }

    @Test
    void shouldNotUseMarksAndSaySoWhenThereIsNoRoomForTheirTrade() {
        String outside = "it lies outside the hours, or within seconds of the open or close";
        TradeSimulator simulator = simulator(
                DAY,
                mark("04:00:00", 101, Kind.LAST),
                mark("09:30:09.999999", 102, Kind.LAST),
                mark("12:59:50.000001", 103, Kind.LAST),
                mark("12:59:00.000001", 110, Kind.HIGH));

        assertThat(simulator.notices())
                .containsExactly(
                        "known.csv says last 101.00 for A at 2025-07-03T08:00:00Z: not used, " + outside,
                        "known.csv says last 102.00 for A at 2025-07-03T13:30:09.999999Z: not used, " + outside,
                        "known.csv says last 103.00 for A at 2025-07-03T16:59:50.000001Z: not used, " + outside,
                        "known.csv says high 110.00 for A at 2025-07-03T16:59:00.000001Z: not used, "
                                + "it is not the one whole minute of the session with its high");
    }

    @Test
    void shouldUseMarksWhenTheyLieJustWithinTheHours() {
        TradeSimulator simulator = simulator(
                DAY,
                mark("04:00:00.000001", 101, Kind.LAST),
                mark("09:30:00", 102.125, Kind.LAST),
                mark("09:30:10", 103, Kind.LAST),
                mark("09:30:10.000001", 103.5, Kind.LAST),
                mark("12:59:50", 104, Kind.LAST));

        assertThat(simulator.notices()).isEmpty();
        assertThat(lastBefore("04:00:00.000001", simulator)).isEqualTo(101);
        assertThat(lastBefore("09:30:00", simulator)).isEqualTo(102.125);
        assertThat(lastBefore("09:30:10", simulator)).isEqualTo(103);
        assertThat(lastBefore("09:30:10.000001", simulator)).isEqualTo(103.5);
        assertThat(lastBefore("12:59:50", simulator)).isEqualTo(104);
    }

    @Test
    void shouldSaySoWhenADayWithMarksHasNoRow() {
        TradeSimulator simulator = TradeSimulator.of(
                Map.of("A", SECURITY), List.of(), List.of(), List.of(mark("11:00:00", 101, Kind.LAST)), 1);

        assertThat(simulator.dates()).isEmpty();
        assertThat(simulator.trades("A", HALF_DAY)).isEmpty();
        assertThat(simulator.notices())
                .containsExactly("known.csv says last 101.00 for A at 2025-07-03T15:00:00Z: not used, "
                        + "days.csv has no row of that session");
    }

    @Test
    void shouldTradeAtOnePriceWhenTheDayWasFlat() {
        Day flat = new Day("A", HALF_DAY, 7.5, 7.5, 7.5, 7.5, OptionalLong.empty());

        assertThat(simulator(flat).trades("A", HALF_DAY))
                .hasSizeGreaterThan(1000)
                .allMatch(t -> t.price() == 7.5);
    }

    @Test
    void shouldStayWithinTheRangeWhenItIsASingleCent() {
        Day narrow = new Day("A", HALF_DAY, 7.5, 7.51, 7.5, 7.5, OptionalLong.empty());

        assertThat(simulator(narrow).trades("A", HALF_DAY))
                .allMatch(t -> t.price() == 7.5 || t.price() == 7.51)
                .anyMatch(t -> t.price() == 7.51);
    }

    @Test
    void shouldBeSilentWhenTheCloseAgrees() {
        Close close = new Close("A", HALF_DAY, 105, OptionalLong.empty(), at("13:00:00"));

        assertThat(TradeSimulator.of(Map.of("A", SECURITY), List.of(DAY), List.of(close), List.of(), 1)
                        .notices())
                .isEmpty();
    }

    private static TradeSimulator simulator(Day day, KnownMark... marks) {
        return TradeSimulator.of(Map.of("A", SECURITY), List.of(day), List.of(), Arrays.asList(marks), 1);
    }

    private static KnownMark mark(String time, double price, Kind kind) {
        return new KnownMark("A", at(time), price, kind);
    }

    private static Instant at(String time) {
        return HALF_DAY.atTime(LocalTime.parse(time)).atZone(NEW_YORK).toInstant();
    }

    private static Instant timeOf(double price, TradeSimulator simulator) {
        List<Trade> found = simulator.trades("A", HALF_DAY).stream()
                .filter(trade -> trade.price() == price)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).time();
    }

    private static double lastBefore(String time, TradeSimulator simulator) {
        return simulator.trades("A", HALF_DAY).stream()
                .filter(trade -> trade.time().isBefore(at(time)))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .price();
    }
}
