package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A halt from ten to eleven, told at ten and at twelve. */
class LapsesTest {
    private static final String HALTED = "AMD halted 2025-08-13T10:00:00Z/2025-08-13T11:00:00Z T1";
    private static final String GOES_ON = "AMD halted 2025-08-13T10:00:00Z/ T1";

    private final Lapses lapses = new Lapses();

    @BeforeEach
    void halt() {
        lapses.add(new Halt("AMD", at("10:00:00"), true, "T1"), at("10:00:00"));
        lapses.add(new Halt("AMD", at("11:00:00"), false, ""), at("12:00:00"));
    }

    private static Instant at(String time) {
        return Instant.parse("2025-08-13T" + time + "Z");
    }

    @ParameterizedTest
    @CsvSource({
        "09:00:00, 10:00:00,        false",
        "09:00:00, 10:00:00.000001, true",
        "10:59:59, 13:00:00,        true",
        "11:00:00, 13:00:00,        false",
        "10:30:00, 10:30:00,        false",
        "10:30:00, 09:30:00,        false"
    })
    void shouldNameAHaltWhenItLiesInTheStretch(String from, String to, boolean lies) {
        assertThat(lapses.in(at(from), at(to), AsOf.of(at("13:00:00")))).isEqualTo(lies ? List.of(HALTED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"09:59:59, ''", "10:00:00, " + GOES_ON, "11:59:59, " + GOES_ON, "12:00:00, " + HALTED})
    void shouldNameWhatWasKnownOfAHalt(String known, String named) {
        assertThat(lapses.in(at("09:00:00"), at("13:00:00"), AsOf.of(at(known))))
                .isEqualTo(named.isEmpty() ? List.of() : List.of(named));
    }
}
