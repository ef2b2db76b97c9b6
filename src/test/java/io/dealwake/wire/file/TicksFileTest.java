package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dealwake.market.Trade;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksFileTest {
    private static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");

    @TempDir
    Path directory;

    @Test
    void shouldGiveRowsInTheOrderOfTheFileWhenTheirTimesAreNot() {
        Path file = new UserFile(directory, "ticks.csv").holding("""
                time,symbol,price,size,id,venue,conditions
                2025-10-06T06:50:00.000001-04:00,AMD,166.74,100,7,Q,@;T  F

                2025-10-06T10:50:00Z,AMD,166.69,1,,,
                """);

        assertThat(rows(file))
                .containsExactly(
                        new TickRow(
                                2, new Trade("AMD", T0.plusNanos(1000), 166.74, 100, "7", "Q", List.of("@", "T", "F"))),
                        new TickRow(4, Trade.of("AMD", T0, 166.69, 1)));
    }

    @Test
    void shouldReadFourColumnsWhenTheOthersAreLeftOut() {
        Path file = new UserFile(directory, "ticks.csv")
                .holding("size,price,symbol,time\n5,1.5,AMD,2025-10-06T10:50:00.123456000Z\n");

        assertThat(rows(file)).containsExactly(new TickRow(2, Trade.of("AMD", T0.plusNanos(123_456_000), 1.5, 5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2025-10-06T10:50:00.1234567Z,AMD,1,1 | time is 2025-10-06T10:50:00.1234567Z, expected a time in whole microseconds
        2025-10-06T10:50:00,AMD,1,1 | time is 2025-10-06T10:50:00, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00: this one has no offset
        10:50,AMD,1,1 | time is 10:50, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00
        2025-10-06T10:50:00Z,,1,1 | symbol is empty, expected a text that is not empty
        2025-10-06T10:50:00Z,A D,1,1 | symbol is A D, expected a symbol of 1 to 32 characters without white space
        2025-10-06T10:50:00Z,AMD,-1,1 | price is -1, expected a finite number above zero (1e-9 to 1e15)
        2025-10-06T10:50:00Z,AMD,NaN,1 | price is NaN, expected a finite number above zero (1e-9 to 1e15)
        2025-10-06T10:50:00Z,AMD,1,0 | size is 0, expected a whole number from 1 to 1000000000000
        2025-10-06T10:50:00Z,AMD,1,1.5 | size is 1.5, expected a whole number
        2025-10-06T10:50:00Z,AMD,1,99999999999999999999 | size is 99999999999999999999, expected a whole number of at most 9223372036854775807
        2025-10-06T10:50:00Z,AMD,1 | row is 3 cells, expected 4 as in the header
        """)
    void shouldNameTheLineWhenARowIsWrong(String row, String problem) {
        String text = "time,symbol,price,size\n2025-10-06T10:50:00Z,AMD,1,1\n" + row + "\n";

        new UserFile(directory, "ticks.csv").shouldBeRefused(text, TicksFileTest::rows, "ticks.csv:3: " + problem);
    }

    @Test
    void shouldNameTheColumnWhenTheHeaderIsWrong() {
        UserFile file = new UserFile(directory, "ticks.csv");

        file.shouldBeRefused(
                "time,symbol,price\n",
                TicksFile::open,
                "ticks.csv:1: column size is missing, expected time,symbol,price,size[,id,venue,conditions]");
        file.shouldBeRefused(
                "time,symbol,price,size,condition\n",
                TicksFile::open,
                "ticks.csv:1: column is condition, expected conditions; "
                        + "the columns are time, symbol, price, size, id, venue, conditions");
    }

    @Test
    void shouldEndWhenARowWasWrong() {
        Path file = new UserFile(directory, "ticks.csv").holding("time,symbol,price,size\nx,A,1,1\nx,A,1,1\n");

        try (TicksFile ticks = TicksFile.open(file)) {
            Iterator<TickRow> rows = ticks.iterator();
            assertThat(catchThrowable(rows::hasNext)).isInstanceOf(BadFile.class);
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    private static List<TickRow> rows(Path file) {
        List<TickRow> rows = new ArrayList<>();
        try (TicksFile ticks = TicksFile.open(file)) {
            ticks.forEach(rows::add);
        }
        return rows;
    }
}
