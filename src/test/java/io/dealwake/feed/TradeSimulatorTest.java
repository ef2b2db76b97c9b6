package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Print;
import io.dealwake.market.Session;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.KnownMark;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeSimulatorTest {
    private static final LocalDate OPENAI_NVIDIA = LocalDate.of(2025, 9, 22);
    private static final LocalDate OPENAI_AMD = LocalDate.of(2025, 10, 6);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, 20251006, -7, Long.MIN_VALUE})
    void shouldHitTheFiveFiguresExactlyWhenAnySeedIsTaken(long seed) {
        TradeSimulator simulator = Sample.simulator(seed);

        assertThat(simulator.notices()).isEmpty();
        assertThat(Sample.DAYS).hasSize(12).allSatisfy(day -> {
            List<Trade> regular = regular(day, simulator.trades(day.symbol(), day.date()));
            assertThat(regular).hasSizeBetween(2300, 2345);
            assertThat(regular.get(0).price()).isEqualTo(day.open());
            assertThat(regular.get(regular.size() - 1).price()).isEqualTo(day.close());
            assertThat(regular.stream().mapToDouble(Trade::price).max()).hasValue(day.high());
            assertThat(regular.stream().mapToDouble(Trade::price).min()).hasValue(day.low());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, 20251006, -7, Long.MIN_VALUE})
    void shouldTradeLastAtTheKnownPriceWhenItsTimeComes(long seed) {
        TradeSimulator simulator = Sample.simulator(seed);

        assertThat(Sample.KNOWN)
                .filteredOn(mark -> mark.kind() == KnownMark.Kind.LAST)
                .hasSize(5)
                .allSatisfy(mark -> {
                    Trade last = lastBefore(mark.time(), all(simulator, mark.symbol()));
                    assertThat(last.price()).isEqualTo(mark.price());
                    assertThat(last.time()).isAfterOrEqualTo(mark.time().minusSeconds(5));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, 20251006, -7})
    void shouldReachTheHighInItsMinuteAloneWhenTheMinuteIsKnown(long seed) {
        Instant minute = Instant.parse("2025-09-22T16:56:00Z");

        List<Trade> highs = Sample.simulator(seed).trades("NVDA", OPENAI_NVIDIA).stream()
                .filter(trade -> trade.price() == 184.55)
                .toList();

        assertThat(highs)
                .singleElement()
                .satisfies(trade -> assertThat(trade.time())
                        .isBetween(minute, minute.plusSeconds(60).minusNanos(1000)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42})
    void shouldBeCalmBeforeTheNewsAndJumpAfterItWhenItComesBeforeTheOpen(long seed) {
        Instant news = Instant.parse("2025-10-06T10:50:00Z");
        List<Trade> trades = Sample.simulator(seed).trades("AMD", OPENAI_AMD);

        List<Trade> before =
                trades.stream().filter(trade -> trade.time().isBefore(news)).toList();
        Trade after = trades.get(before.size());

        assertThat(before).hasSizeBetween(29, 31);
        assertThat(before.get(0).time()).isBetween(news.minusSeconds(300), news.minusSeconds(290));
        assertThat(before).allSatisfy(trade -> assertThat(trade.price()).isCloseTo(166.69, within(0.75)));
        assertThat(after.price()).isCloseTo(166.74, within(2.5));
        assertThat(trades).noneMatch(trade -> trade.time().isAfter(news.plusSeconds(360)) && trade.price() < 180);
    }

    @Test
    void shouldGiveTheSameTradesWhenTheSeedIsTheSame() {
        assertThat(Sample.simulator(7).trades())
                .containsExactlyElementsOf(Sample.simulator(7).trades().toList());
    }

    @Test
    void shouldGiveOtherTradesWhenTheSeedDiffers() {
        assertThat(Sample.simulator(7).trades("AMD", OPENAI_AMD))
                .isNotEqualTo(Sample.simulator(8).trades("AMD", OPENAI_AMD));
    }

    @Test
    void shouldGiveTheSameTradesOfASymbolWhenTheOthersAreLeftOut() {
        List<Day> amd =
                Sample.DAYS.stream().filter(day -> day.symbol().equals("AMD")).toList();
        List<KnownMark> known = Sample.KNOWN.stream()
                .filter(mark -> mark.symbol().equals("AMD"))
                .toList();
        TradeSimulator alone = TradeSimulator.of(Sample.SECURITIES, amd, List.of(), known, 7);

        assertThat(alone.trades("AMD", OPENAI_AMD))
                .isEqualTo(Sample.simulator(7).trades("AMD", OPENAI_AMD));
    }

    @Test
    void shouldKeepHoursGridAndOrderWhenItDrawsAllDays() {
        TradeSimulator simulator = Sample.simulator(3);
        Set<Double> exact = Sample.KNOWN.stream().map(KnownMark::price).collect(Collectors.toSet());

        assertThat(simulator.dates()).hasSize(6).contains(OPENAI_NVIDIA, OPENAI_AMD);
        assertThat(simulator.trades()).allSatisfy(trade -> {
            Session session = session(trade);
            boolean early = trade.time().isBefore(session.open());
            assertThat(trade.time()).isAfterOrEqualTo(session.extendedOpen()).isBefore(session.close());
            assertThat(early && !session.date().equals(OPENAI_AMD)).isFalse();
            assertThat(BigDecimal.valueOf(trade.price()).scale() <= 2 || exact.contains(trade.price()))
                    .isTrue();
            assertThat(trade.size()).isBetween(1L, 500L);
        });
        for (LocalDate date : simulator.dates()) {
            assertThat(simulator.trades(date))
                    .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
            List<Print> prints =
                    simulator.trades("SPY", date).stream().map(Trade::print).toList();
            assertThat(prints).isSorted().extracting(Print::time).doesNotHaveDuplicates();
            assertThat(prints).extracting(Print::id).startsWith("1", "2", "3");
        }
    }

    @Test
    void shouldLeaveNoMinuteEmptyWhenTheSessionRuns() {
        Day day = Sample.DAYS.get(0);

        Map<Long, Long> perMinute = regular(day, Sample.simulator(5).trades(day.symbol(), day.date())).stream()
                .collect(Collectors.groupingBy(trade -> trade.time().getEpochSecond() / 60, Collectors.counting()));

        assertThat(perMinute).hasSize(390);
        assertThat(perMinute.values()).allMatch(count -> count >= 5 && count <= 7);
    }

    @Test
    void shouldTakeTheOfficialCloseAndSaySoWhenTheFilesDiffer() {
        LocalDate date = LocalDate.of(2025, 10, 8);
        List<Close> closes = Sample.CLOSES.stream()
                .map(close -> close.symbol().equals("AMD") && close.date().equals(date)
                        ? new Close("AMD", date, 200, close.volume(), close.knownAt())
                        : close)
                .toList();
        TradeSimulator simulator = TradeSimulator.of(Sample.SECURITIES, Sample.DAYS, closes, Sample.KNOWN, 1);

        List<Trade> trades = simulator.trades("AMD", date);

        assertThat(simulator.notices())
                .containsExactly("closes.csv says 200.00 for AMD on 2025-10-08, days.csv 235.56: using closes.csv");
        assertThat(trades.get(trades.size() - 1).price()).isEqualTo(200);
        assertThat(trades.stream().mapToDouble(Trade::price).min()).hasValue(200);
        assertThat(trades.stream().mapToDouble(Trade::price).max()).hasValue(235.87);
    }

    @Test
    void shouldRefuseWhenASymbolIsNotAmongTheSecurities() {
        assertThatThrownBy(() -> TradeSimulator.of(Map.of(), Sample.DAYS, List.of(), List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("symbol is NVDA, expected one of the securities");
    }

    private static List<Trade> all(TradeSimulator simulator, String symbol) {
        return simulator.trades().filter(trade -> trade.symbol().equals(symbol)).toList();
    }

    private static Trade lastBefore(Instant time, List<Trade> trades) {
        return trades.stream()
                .filter(trade -> trade.time().isBefore(time))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static List<Trade> regular(Day day, List<Trade> trades) {
        assertThat(trades).allMatch(trade -> session(trade).date().equals(day.date()));
        return trades.stream()
                .filter(trade -> !trade.time().isBefore(session(trade).open()))
                .toList();
    }

    private static Session session(Trade trade) {
        var calendar = Sample.SECURITIES.get(trade.symbol()).tradingCalendar();
        return calendar.session(LocalDate.ofInstant(trade.time(), calendar.zone()))
                .orElseThrow();
    }
}
