package io.dealwake.wire.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dealwake.deal.Announcement;
import io.dealwake.deal.Flow;
import io.dealwake.deal.Party;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealsFileTest {
    private static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");

    @TempDir
    Path directory;

    @Test
    void shouldReadAllFieldsWhenYaml() {
        Path file = new UserFile(directory, "deals.yaml").holding("""
                - id: openai-amd-2025
                  announcedAt: 2025-10-06T06:50:00-04:00
                  observedAt: 2025-10-06T10:51:00Z
                  filedAt: 2025-10-06T10:52:00+00:00
                  headline: "OpenAI and AMD: a deal"
                  sources: [release stamped 07:00, first move of the tape 06:50]
                  kinds: [supply, warrant]
                  parties:
                    - {entity: AMD, symbol: AMD, role: supplier}
                    - {entity: OpenAI, role: customer}
                  flows:
                    - {from: OpenAI, to: AMD, kind: orders, amountUsd: 1.2e11, gigawatts: 6}
                    - {from: AMD, to: OpenAI, kind: warrant, shares: 160000000, strikeUsd: 0.01, vesting: in steps}
                  sameAs: amd-openai
                  retracted: true
                """);

        assertThat(DealsFile.read(file))
                .containsExactly(new Announcement(
                        "openai-amd-2025",
                        T0,
                        T0.plusSeconds(60),
                        Optional.of(T0.plusSeconds(120)),
                        "OpenAI and AMD: a deal",
                        List.of("release stamped 07:00", "first move of the tape 06:50"),
                        List.of("supply", "warrant"),
                        List.of(
                                new Party("AMD", "supplier", Optional.of("AMD")),
                                new Party("OpenAI", "customer", Optional.empty())),
                        List.of(
                                new Flow(
                                        "OpenAI",
                                        "AMD",
                                        "orders",
                                        OptionalDouble.of(120e9),
                                        OptionalDouble.of(6),
                                        OptionalLong.empty(),
                                        OptionalDouble.empty(),
                                        Optional.empty()),
                                new Flow(
                                        "AMD",
                                        "OpenAI",
                                        "warrant",
                                        OptionalDouble.empty(),
                                        OptionalDouble.empty(),
                                        OptionalLong.of(160_000_000),
                                        OptionalDouble.of(0.01),
                                        Optional.of("in steps"))),
                        Optional.of("amd-openai"),
                        true));
    }

    @Test
    void shouldTakeAnnouncedAtForObservedAtWhenASingleJsonDealLeavesItOut() {
        Path file = new UserFile(directory, "deal.json").holding("""
                {"id": "d", "announcedAt": "2025-10-06T10:50:00Z", "headline": "h",
                 "parties": [{"entity": "AMD", "role": "supplier", "symbol": "AMD"}]}
                """);

        assertThat(DealsFile.read(file)).singleElement().satisfies(deal -> {
            assertThat(deal.observedAt()).isEqualTo(T0);
            assertThat(deal.filedAt()).isEmpty();
            assertThat(deal.flows()).isEmpty();
            assertThat(deal.retracted()).isFalse();
        });
    }

    @Test
    void shouldRefuseAListWithoutADeal() {
        Path file = new UserFile(directory, "deals.yaml").holding("[]");

        assertThatThrownBy(() -> DealsFile.read(file))
                .isInstanceOf(BadFile.class)
                .hasMessageEndingWith("deals.yaml:1: list is empty, expected a deal or more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2  | announcedAt: 2025-10-06T06:50:00 | 2: announcedAt is 2025-10-06T06:50:00, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00: this one has no offset
        2  | announcedAt: yesterday | 2: announcedAt is yesterday, expected an ISO-8601 time with offset, such as 2025-10-06T06:50:00-04:00
        2  | announcedAt: 2025-10-06T06:50:00.0000001Z | 2: announcedAt is 2025-10-06T06:50:00.0000001Z, expected a time in whole microseconds
        2  | announcedAt: 1925-10-06T06:50:00Z | 2: announcedAt is 1925-10-06T06:50:00Z, expected a time from 1990 to 2100
        2  | sameAs: d2 | 1: announcedAt is missing, expected an ISO-8601 time with offset
        2  | anouncedAt: 2025-10-06T06:50:00Z | 2: field is anouncedAt, expected announcedAt; the fields are id, announcedAt, observedAt, filedAt, headline, sources, kinds, parties, flows, sameAs, retracted
        3  | observedAt: 2025-10-06T06:49:59-04:00 | 3: observedAt is 2025-10-06T06:49:59-04:00, expected a time not before announcedAt
        4  | headline: '' | 4: headline is empty, expected one sentence
        4  | headline: | 4: headline is empty, expected one sentence
        1  | - id: a b | 1: id is a b, expected 1 to 100 letters, digits, dots, dashes or underscores
        5  | parties: [{entity: OpenAI, role: customer}, {entity: AMD, role: supplier}] | 5: parties is […], expected at least one listed party (one with a symbol)
        5  | parties: [] | 5: parties is [], expected at least one listed party (one with a symbol)
        5  | parties: AMD | 5: parties is AMD, expected a list
        5  | parties: [{entity: AMD, role: The Supplier, symbol: AMD}] | 5: role is The Supplier, expected a word in kebab-case, such as supplier
        5  | parties: [{entity: AMD, symbol: AMD}] | 5: role is missing, expected a word in kebab-case, such as supplier
        5  | parties: [{entity: AMD, role: a, symbl: AMD}] | 5: field is symbl, expected symbol; the fields are entity, symbol, role
        5  | parties: [{entity: AMD, role: a, symbol: AMD}, {entity: B, role: b, symbol: AMD}] | 5: parties is AMD, expected each symbol at most once in a deal
        7  | {from: OpenIA, to: AMD, kind: orders}] | 7: from is OpenIA, expected OpenAI; the parties are AMD, OpenAI
        7  | {from: AMD, to: Intel, kind: orders}] | 7: to is Intel, expected one of the parties AMD, OpenAI
        7  | {from: AMD, to: AMD, kind: orders}] | 7: to is AMD, expected another entity than the payer
        7  | {from: AMD, to: OpenAI, kind: Orders}] | 7: kind is Orders, expected a word in kebab-case
        7  | {from: AMD, to: OpenAI, kind: a, gigawatts: 6 GW}] | 7: gigawatts is 6 GW, expected a finite number above zero (1e-9 to 1e15)
        7  | {from: AMD, to: OpenAI, kind: a, amountUsd: .inf}] | 7: amountUsd is .inf, expected a finite number above zero (1e-9 to 1e15)
        7  | {from: AMD, to: OpenAI, kind: a, shares: -1}] | 7: shares is -1, expected a whole number
        7  | {from: AMD, to: OpenAI, kind: a, amountEur: 1}] | 7: field is amountEur, expected amountUsd; the fields are from, to, kind, amountUsd, gigawatts, shares, strikeUsd, vesting
        8  | retracted: yes | 8: retracted is yes, expected true or false
        """)
    void shouldNameLineFieldAndValueWhenALineIsWrong(int line, String wrong, String problem) {
        String[] lines = {
            "- id: d",
            "  announcedAt: 2025-10-06T06:50:00-04:00",
            "  observedAt: 2025-10-06T06:50:00-04:00",
            "  headline: h",
            "  parties: [{entity: AMD, symbol: AMD, role: supplier}, {entity: OpenAI, role: customer}]",
            "  flows: [",
            "    {from: OpenAI, to: AMD, kind: orders}]",
            "  retracted: false"
        };
        lines[line - 1] = (line == 1 ? "" : "  ") + wrong;
        if (line == 5) {
            lines[5] = "";
            lines[6] = "";
        }
        String text = String.join("\n", lines);

        new UserFile(directory, "deals.yaml").shouldBeRefused(text, DealsFile::read, "deals.yaml:" + problem);
    }

    @Test
    void shouldNameTheLineOfThePartyWhenItsSymbolIsNotAmongTheSecurities() {
        String deal = """
                - id: d
                  announcedAt: 2025-10-06T06:50:00Z
                  headline: h
                  parties:
                    - {entity: AMD, role: supplier, symbol: AMD}
                    - {entity: Nvidia, role: rival, symbol: NVDA}
                """;

        new UserFile(directory, "deals.yaml")
                .shouldBeRefused(
                        deal,
                        path -> DealsFile.read(path, UserFile.SECURITIES),
                        "deals.yaml:6: symbol is NVDA, expected a symbol of the securities: AMD, SPY");
    }

    @Test
    void shouldNameBothLinesWhenAnIdComesTwice() {
        String deal = """
                - id: d
                  announcedAt: 2025-10-06T06:50:00Z
                  headline: h
                  parties: [{entity: A, role: a, symbol: A}]
                """;

        new UserFile(directory, "deals.yaml")
                .shouldBeRefused(
                        deal + deal,
                        DealsFile::read,
                        "deals.yaml:5: id is d, expected each id once: it stands in line 1");
    }

    @Test
    void shouldNameTheLineWhereADealIsTheSameAsItself() {
        new UserFile(directory, "deals.yaml")
                .shouldBeRefused(
                        toldAs("d", "d"),
                        DealsFile::read,
                        "deals.yaml:5: sameAs is d, expected the id of another deal");
    }

    @Test
    void shouldNameTheLineThatClosesACircle() {
        new UserFile(directory, "deals.yaml")
                .shouldBeRefused(
                        toldAs("a", "b") + toldAs("b", "c") + toldAs("c", "a"),
                        DealsFile::read,
                        "deals.yaml:15: sameAs is a, expected a deal that does not lead back: c is the same as a is the"
                                + " same as b is the same as c");
    }

    @Test
    void shouldReadADealThatIsTheSameAsOneInNoFile() {
        Path file = new UserFile(directory, "deals.yaml").holding(toldAs("a", "b"));

        assertThat(DealsFile.read(file).get(0).sameAs()).contains("b");
    }

    private static String toldAs(String id, String other) {
        return """
                - id: %s
                  announcedAt: 2025-10-06T06:50:00Z
                  headline: h
                  parties: [{entity: A, role: a, symbol: A}]
                  sameAs: %s
                """.formatted(id, other);
    }

    @Test
    void shouldReadTheBundledDeals() {
        List<Announcement> deals = DealsFile.read(Path.of("src/main/resources/sample/deals.yaml"));

        assertThat(deals).extracting(Announcement::id).containsExactly("nvidia-openai-2025", "openai-amd-2025");
        assertThat(deals.get(1).announcedAt()).isEqualTo(T0);
        assertThat(deals.get(1).observedAt()).isEqualTo(T0);
        assertThat(deals.get(1).listedParties()).extracting(Party::entity).containsExactly("AMD", "Nvidia");
        assertThat(deals.get(1).flows()).hasSize(2);
        assertThat(deals.get(0).announcedAt()).isEqualTo(Instant.parse("2025-09-22T16:01:00Z"));
    }
}
