package io.dealwake.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.dealwake.market.Day;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.wire.file.KnownMark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonDayTest {
    private static final Security LONDON =
            new Security("A", "A", Optional.empty(), "XLON", "USD", List.of(), Era.FIRST);

    @ParameterizedTest
    @CsvSource({
        "2025-03-28, 2025-03-28T08:00:00Z, 2025-03-28T16:30:00Z",
        "2025-03-31, 2025-03-31T07:00:00Z, 2025-03-31T15:30:00Z",
        "2025-10-27, 2025-10-27T08:00:00Z, 2025-10-27T16:30:00Z",
        "2025-12-24, 2025-12-24T08:00:00Z, 2025-12-24T12:30:00Z"
    })
    void shouldTradeInTheHoursOfLondonAndNoOthers(LocalDate date, Instant open, Instant close) {
        Day day = new Day("A", date, 100, 110, 90, 105, OptionalLong.empty());
        KnownMark early = new KnownMark("A", open.minusSeconds(1_800), 101, KnownMark.Kind.LAST);
        TradeSimulator simulator = TradeSimulator.of(Map.of("A", LONDON), List.of(day), List.of(), List.of(early), 42);

        List<Trade> trades = simulator.trades("A", date);

        assertThat(trades.get(0).time()).isBetween(open, open.plusSeconds(1));
        assertThat(trades.get(trades.size() - 1).time()).isBetween(close.minusSeconds(1), close.minusNanos(1_000));
        assertThat(simulator.notices()).singleElement().asString().contains("it lies outside the hours");
    }
}
