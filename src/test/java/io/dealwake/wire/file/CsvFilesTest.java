package io.dealwake.wire.file;

import static io.dealwake.wire.file.UserFile.SECURITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {
    private static final LocalDate JULY_2 = LocalDate.of(2025, 7, 2);
    private static final LocalDate JULY_3 = LocalDate.of(2025, 7, 3);
    private static final Instant CLOSE_2 = Instant.parse("2025-07-02T20:00:00Z");
    private static final Instant HALF_DAY_CLOSE_3 = Instant.parse("2025-07-03T17:00:00Z");

    @TempDir
    Path directory;

    @Test
    void shouldReadLongClosesWhenColumnsStandInAnyOrder() {
        Path file = new UserFile(directory, "closes.csv").holding("""
                symbol,volume,close,date

                AMD,10,138.43,2025-07-02
                "SPY",, 620.45 ,2025-07-02
                \s\s
                AMD,0,1.3789e2,2025-07-03
                """);

        assertThat(ClosesFile.read(file, SECURITIES))
                .containsExactly(
                        new Close("AMD", JULY_2, 138.43, OptionalLong.of(10), CLOSE_2),
                        new Close("SPY", JULY_2, 620.45, OptionalLong.empty(), CLOSE_2),
                        new Close("AMD", JULY_3, 137.89, OptionalLong.of(0), HALF_DAY_CLOSE_3));
    }

    @Test
    void shouldLeaveOutEmptyCellsWhenClosesAreWide() {
        Path file = new UserFile(directory, "closes.csv")
                .holding("\uFEFFdate,SPY,AMD\r\n2025-07-02,620.45,\r\n2025-07-03,625.34,137.91\r\n");

        assertThat(ClosesFile.read(file, SECURITIES))
                .containsExactly(
                        new Close("SPY", JULY_2, 620.45, OptionalLong.empty(), CLOSE_2),
                        new Close("SPY", JULY_3, 625.34, OptionalLong.empty(), HALF_DAY_CLOSE_3),
                        new Close("AMD", JULY_3, 137.91, OptionalLong.empty(), HALF_DAY_CLOSE_3));
    }

    @Test
    void shouldReadDaysWhenVolumeIsLeftOut() {
        Path file = new UserFile(directory, "days.csv")
                .holding("date,symbol,open,high,low,close\n2025-07-02,AMD,135,139.5,134.25,138.43\n");

        assertThat(DaysFile.read(file, SECURITIES))
                .containsExactly(new Day("AMD", JULY_2, 135, 139.5, 134.25, 138.43, OptionalLong.empty()));
    }

    @Test
    void shouldTakeAMarkForTheLastTradeWhenItHasNoKind() {
        Path file = new UserFile(directory, "known.csv").holding("""
                time,symbol,price,kind
                2025-07-02T12:00:00-04:00,AMD,664.745,
                2025-07-02T12:00:00-04:00,AMD,670,high
                """);

        Instant noon = Instant.parse("2025-07-02T16:00:00Z");
        assertThat(KnownMarksFile.read(file, SECURITIES))
                .containsExactly(
                        new KnownMark("AMD", noon, 664.745, KnownMark.Kind.LAST),
                        new KnownMark("AMD", noon, 670, KnownMark.Kind.HIGH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        date,AMD\\n2025-07-03,1\\n2025-07-04,1 | :3: date is 2025-07-04, expected a session of XNYS
        date,AMD\\n2025-02-30,1 | :2: date is 2025-02-30, expected a date such as 2025-10-06
        date,AMD\\n,1 | :2: date is empty, expected a date such as 2025-10-06
        date,AMD\\n07/03/2025, | :2: date is 07/03/2025, expected a date such as 2025-10-06
        date,AMD\\n2025-07-03,0 | :2: AMD is 0, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,NaN | :2: AMD is NaN, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,-1 | :2: AMD is -1, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,Infinity | :2: AMD is Infinity, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,1e999 | :2: AMD is 1e999, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,0x1p3 | :2: AMD is 0x1p3, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,1.2.3 | :2: AMD is 1.2.3, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,1d | :2: AMD is 1d, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n2025-07-03,"1,5" | :2: AMD is 1,5, expected a finite number above zero (1e-9 to 1e15)
        date,AMD\\n\\n2025-07-03,1\\n2025-07-02,1\\n2025-07-03,1 | :5: date is 2025-07-03, expected AMD once a date: it stands in line 3
        date,AMD,TSLA | :1: column is TSLA, expected a symbol of the securities: AMD, SPY
        date,AMD, | :1: column is empty, expected a symbol of the securities: AMD, SPY
        date,AMD,AMD | :1: column is AMD, expected each column once
        date | :1: header is date, expected date,symbol,close[,volume][,knownAt] or date,SYM,SYM…
        day,AMD | :1: column date is missing, expected date,symbol,close[,volume][,knownAt] or date,SYM,SYM…
        date,AMD\\n2025-07-03 | :2: row is 1 cells, expected 2 as in the header
        date,AMD\\n2025-07-03,1,5 | :2: row is 3 cells, expected 2 as in the header
        date,symbol\\n | :1: column close is missing, expected date,symbol,close[,volume][,knownAt] or date,SYM,SYM…
        date,close\\n | :1: column symbol is missing, expected date,symbol,close[,volume][,knownAt] or date,SYM,SYM…
        date,symbol,close,vol | :1: column is vol, expected one of the columns date, symbol, close, volume, knownAt
        date,symbol,close,volum | :1: column is volum, expected volume; the columns are date, symbol, close, volume, knownAt
        date,symbol,close\\n2025-07-03,TSLA,1 | :2: symbol is TSLA, expected a symbol of the securities: AMD, SPY
        date,symbol,close\\n2025-07-03,,1 | :2: symbol is empty, expected a text that is not empty
        date,symbol,close\\n2025-07-03,AMD, | :2: close is empty, expected a finite number above zero (1e-9 to 1e15)
        date,symbol,close,volume\\n2025-07-03,AMD,1,1.5 | :2: volume is 1.5, expected a whole number
        date,symbol,close\\n2025-07-03,AMD,1\\n2025-07-03,SPY,1\\n2025-07-03,AMD,2 | :4: date is 2025-07-03, expected AMD once a date: it stands in line 2
        date,symbol,close,knownAt\\n2025-07-03,AMD,1,2025-07-03T12:59:59-04:00 | :2: knownAt is 2025-07-03T12:59:59-04:00, expected 2025-07-03T17:00:00Z (the close) or later
        date,symbol,close,knownAt\\n2025-07-03,AMD,1,\\n2025-07-03,AMD,2,2025-07-04T12:00:00Z\\n2025-07-03,AMD,3, | :4: date is 2025-07-03, expected AMD once a date: it stands in line 2
        '' | : file is empty, expected a header date,symbol,close[,volume][,knownAt] or date,SYM,SYM…
        """)
    void shouldNameLineColumnAndValueWhenClosesAreWrong(String text, String problem) {
        new UserFile(directory, "closes.csv")
                .shouldBeRefused(
                        text.replace("\\n", "\n"), path -> ClosesFile.read(path, SECURITIES), "closes.csv" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        date,symbol,open,high,close | :1: column low is missing, expected date,symbol,open,high,low,close[,volume]
        date,symbol,opn,high,low,close | :1: column is opn, expected open; the columns are date, symbol, open, high, low, close, volume
        date,symbol,open,high,low,close\\n2025-07-02,AMD,2,3,2.5,2.6 | :2: low is 2.5, expected a price not above open and close
        date,symbol,open,high,low,close\\n2025-07-02,AMD,2,2.4,1,2.6 | :2: high is 2.4, expected a price not below open and close
        date,symbol,open,high,low,close\\n2025-07-05,AMD,2,3,1,2 | :2: date is 2025-07-05, expected a session of XNYS
        date,symbol,open,high,low,close\\n2025-07-02,AMD,2,3,1,x | :2: close is x, expected a finite number above zero (1e-9 to 1e15)
        date,symbol,open,high,low,close\\n2025-07-02,AMD,2,3,1,2\\n2025-07-02,AMD,2,3,1,2 | :3: date is 2025-07-02, expected AMD once a date: it stands in line 2
        date,symbol,open,high,low,close\\n2025-07-02,QQQ,2,3,1,2 | :2: symbol is QQQ, expected a symbol of the securities: AMD, SPY
        """)
    void shouldNameLineColumnAndValueWhenDaysAreWrong(String text, String problem) {
        new UserFile(directory, "days.csv")
                .shouldBeRefused(
                        text.replace("\\n", "\n"), path -> DaysFile.read(path, SECURITIES), "days.csv" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        time,symbol | :1: column price is missing, expected time,symbol,price[,kind]
        time,symbol,price,sort | :1: column is sort, expected one of the columns time, symbol, price, kind
        time,symbol,price\\n2025-07-02T12:00:00,AMD,1 | :2: time is 2025-07-02T12:00:00, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00: this one has no offset
        time,symbol,price\\n2025-07-02T12:00:00Z,QQQ,1 | :2: symbol is QQQ, expected a symbol of the securities: AMD, SPY
        time,symbol,price\\n2025-07-02T12:00:00Z,AMD,0 | :2: price is 0, expected a finite number above zero (1e-9 to 1e15)
        time,symbol,price,kind\\n2025-07-02T12:00:00Z,AMD,1,first | :2: kind is first, expected last, high or low
        time,symbol,price\\n2025-07-02T12:00:00Z,AMD,1\\n2025-07-02T14:00:00+02:00,AMD,2 | :3: time is 2025-07-02T14:00:00+02:00, expected AMD once a time: it stands in line 2
        """)
    void shouldNameLineColumnAndValueWhenKnownMarksAreWrong(String text, String problem) {
        new UserFile(directory, "known.csv")
                .shouldBeRefused(
                        text.replace("\\n", "\n"),
                        path -> KnownMarksFile.read(path, SECURITIES),
                        "known.csv" + problem);
    }

    @Test
    void shouldNameTheLineWhenBytesAreNotUtf8() {
        byte[] bytes = "date,AMD\n2025-07-02,1\n2025-07-03,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = new UserFile(directory, "closes.csv").holding(bytes);

        assertThatThrownBy(() -> ClosesFile.read(file, SECURITIES))
                .isInstanceOf(BadFile.class)
                .hasMessage(file + ":3: text is not UTF-8, expected UTF-8");
    }

    @Test
    void shouldNameTheFileWhenItIsMissing() {
        List<Path> missing = List.of(directory.resolve("nope.csv"));

        assertThatThrownBy(() -> DaysFile.read(missing.get(0), SECURITIES))
                .isInstanceOf(BadFile.class)
                .hasMessage(directory + "/nope.csv: file is missing, expected a file that can be read");
    }
}
