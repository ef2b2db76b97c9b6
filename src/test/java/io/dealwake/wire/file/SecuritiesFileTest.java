package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecuritiesFileTest {
    private static final ShareCount COUNT =
            new ShareCount(LocalDate.of(2025, 10, 1), Instant.parse("2025-10-01T04:00:00Z"), 1_623_000_000);

    @TempDir
    Path directory;

    @Test
    void shouldReadAllFieldsWhenYaml() {
        Path file = new UserFile(directory, "securities.yaml").holding("""
                # a comment
                - symbol: AMD
                  name: Advanced Micro Devices
                  benchmark: SPY
                  calendar: XNYS
                  currency: USD
                  shares: [{asOf: 2025-10-01, knownAt: 2025-10-01, count: 1623000000}]
                  splits: []
                  dividends: []
                - {symbol: SPY, name: "SPDR S&P 500", benchmark: }
                """);

        List<Security> securities = SecuritiesFile.read(file);

        assertThat(securities)
                .containsExactly(
                        new Security(
                                "AMD",
                                "Advanced Micro Devices",
                                Optional.of("SPY"),
                                "XNYS",
                                "USD",
                                List.of(COUNT),
                                Era.FIRST),
                        new Security("SPY", "SPDR S&P 500", Optional.empty(), "XNYS", "USD", List.of(), Era.FIRST));
    }

    @Test
    void shouldReadTheSameWhenJson() {
        Path file = new UserFile(directory, "securities.json").holding("""
                [{"symbol": "ON", "name": "onsemi", "shares":
                  [{"asOf": "2025-10-01", "knownAt": "2025-10-01T00:00:00-04:00", "count": 1623000000}]}]
                """);

        assertThat(SecuritiesFile.read(file))
                .containsExactly(
                        new Security("ON", "onsemi", Optional.empty(), "XNYS", "USD", List.of(COUNT), Era.FIRST));
    }

    @Test
    void shouldKeepWordsThatYamlTakesForFlagsAndNumbersWhenTheyAreSymbols() {
        Path file = new UserFile(directory, "securities.yaml").holding("""
                - {symbol: ON, name: onsemi}
                - {symbol: TRUE, name: TrueCar}
                - {symbol: 0700, name: Tencent}
                """);

        assertThat(SecuritiesFile.read(file)).extracting(Security::symbol).containsExactly("ON", "TRUE", "0700");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        - {symbol: AMD, name: A, benchmrk: B} | 1: field is benchmrk, expected benchmark; the fields are symbol, name, benchmark, calendar, currency, shares, splits, dividends, confounders, ending
        - {symbol: AMD,\\n   name: A,\\n   colour: B} | 3: field is colour, expected one of the fields symbol, name, benchmark, calendar, currency, shares, splits, dividends, confounders, ending
        - {symbol: AMD} | 1: name is missing, expected the name of the company or fund
        - {symbol: AMD, name: } | 1: name is empty, expected the name of the company or fund
        - symbol: AMD\\n  name: | 2: name is empty, expected the name of the company or fund
        - name: A | 1: symbol is missing, expected a symbol
        - symbol: A B\\n  name: A | 1: symbol is A B, expected a symbol of 1 to 32 characters without white space
        - {symbol: A, name: A}\\n- symbol: B\\n  name: B\\n- name: C\\n  symbol: A | 5: symbol is A, expected each symbol once: it stands in line 1
        - symbol: A\\n  symbol: B | 2: field is symbol, expected each field once: it stands in line 1
        - {symbol: A, name: A}\\n- symbol: B\\n  name: B\\n  benchmark: QQQ | 4: benchmark is QQQ, expected a symbol of this file: A, B
        - symbol: A\\n  name: A\\n  benchmark: A | 3: benchmark is A, expected another symbol than the security's own
        - symbol: A\\n  name: A\\n  splits: [{date: 2025-01-01}] | 3: field is date, expected one of the fields effectiveOn, knownAt, newShares, oldShares
        - symbol: A\\n  name: A\\n  splits:\\n  - {effectiveOn: 2025-01-02, knownAt: 2025-01-01, newShares: 0, oldShares: 1} | 4: newShares is 0, expected a finite number above zero (1e-9 to 1e15)
        - symbol: A\\n  name: A\\n  splits:\\n  - {effectiveOn: 2025-01-02, knownAt: 2025-01-01, newShares: 1e7, oldShares: 1} | 4: newShares is 1e7, expected a number from 1e-6 to 1e6
        - symbol: A\\n  name: A\\n  ending: {kind: bankrupt, on: 2025-01-02, knownAt: 2025-01-01} | 3: kind is bankrupt, expected symbol-changed, delisted or merged
        - symbol: A\\n  name: A\\n  confounders: [{kind: Earnings, at: 2025-01-02}] | 3: kind is Earnings, expected a word in kebab-case, such as earnings
        - symbol: A\\n  name: A\\n  dividends: 0.5 | 3: dividends is 0.5, expected a list
        - symbol: A\\n  name: A\\n  currency: usd | 3: currency is usd, expected USD: prices in other currencies are not supported
        - symbol: A\\n  name: A\\n  currency: JPY | 3: currency is JPY, expected USD: prices in other currencies are not supported
        - symbol: A\\n  name: A\\n  shares: 5 | 3: shares is 5, expected a list
        - symbol: A\\n  name: A\\n  shares: [5] | 3: shares is 5, expected an object with the fields asOf, knownAt, count
        - symbol: A\\n  name: A\\n  shares:\\n  - {asOf: 2025-10-01, count: 5} | 4: knownAt is missing, expected a date or a time
        - symbol: A\\n  name: A\\n  shares:\\n  - asOf: 1.10.2025\\n    knownAt: 2025-10-01\\n    count: 5 | 4: asOf is 1.10.2025, expected a date such as 2025-10-06
        - symbol: A\\n  name: A\\n  shares:\\n  - asOf: 2025-10-01\\n    knownAt: 2025-10-01T00:00:00\\n    count: 5 | 5: knownAt is 2025-10-01T00:00:00, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00: this one has no offset
        - symbol: A\\n  name: A\\n  shares:\\n  - asOf: 2025-10-01\\n    knownAt: 2025-10-01\\n    count: 0 | 6: count is 0, expected a whole number above zero
        - symbol: A\\n  name: A\\n  shares:\\n  - asOf: 2025-10-01\\n    knownAt: 2025-10-01\\n    count: 1.5 | 6: count is 1.5, expected a whole number
        - symbol: A\\n  name: [A] | 2: name is […], expected a single value
        symbol: A | 1: securities is {…}, expected a list of securities
        - A | 1: security is A, expected an object with the fields symbol, name, benchmark, calendar, currency, shares, splits, dividends, confounders, ending
        - &a {symbol: A, name: A}\\n- *a | 2: value is *a, expected no alias: write it out
        --- []\\n--- [] | 2: text is a second document, expected one document
        - symbol: A\\n   name: B | 2: text is not YAML (mapping values are not allowed here), expected a list of securities
        """)
    void shouldNameLineFieldAndValueWhenTheFileIsWrong(String text, String problem) {
        new UserFile(directory, "securities.yaml")
                .shouldBeRefused(text.replace("\\n", "\n"), SecuritiesFile::read, "securities.yaml:" + problem);
    }

    @Test
    void shouldNameTheLineWhenTheCalendarIsUnknown() {
        Path file = new UserFile(directory, "s.yaml").holding("- symbol: A\n  name: A\n  calendar: XMOON\n");

        assertThatThrownBy(() -> SecuritiesFile.read(file))
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith(file + ":3: calendar is XMOON, expected ");
    }

    @Test
    void shouldNameTheLineWhenJsonIsBroken() {
        Path file = new UserFile(directory, "s.json").holding("[\n{\"symbol\": NaN}]");

        assertThatThrownBy(() -> SecuritiesFile.read(file))
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith(file + ":2: text is not JSON (")
                .hasMessageEndingWith("), expected a list of securities");
    }

    @Test
    void shouldNameTheFileWhenThereIsNothingToRead() {
        Path file = new UserFile(directory, "securities.yaml").holding("# nothing\n");

        assertThatThrownBy(() -> SecuritiesFile.read(directory.resolve("nope.yaml")))
                .isInstanceOf(BadFile.class)
                .hasMessage(directory + "/nope.yaml: file is missing, expected a file that can be read");
        assertThatThrownBy(() -> SecuritiesFile.read(directory))
                .hasMessage(directory + ": file is a directory, expected a file that can be read");
        assertThatThrownBy(() -> SecuritiesFile.read(file))
                .hasMessage(file + ": file is empty, expected a list of securities")
                .satisfies(e -> assertThat(((BadFile) e).line()).isEmpty());
    }

    @Test
    void shouldNameTheLineWhenBytesAreNotUtf8() {
        Path file = new UserFile(directory, "s.yaml")
                .holding("- symbol: A\n  name: Soci\u00e9t\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SecuritiesFile.read(file))
                .hasMessage(file + ":2: text is not UTF-8, expected UTF-8")
                .satisfies(e -> assertThat(((BadFile) e).line()).hasValue(2));
    }
}
