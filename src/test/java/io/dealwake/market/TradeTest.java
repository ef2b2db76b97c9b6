package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeTest {
    private static final Instant TIME = Instant.parse("2025-10-06T14:00:00Z");
    private static final String LONGEST = "x".repeat(Trade.LONGEST_TEXT);

    @Test
    void shouldTakeTextsUpToTheirLargestLength() {
        List<String> conditions = Collections.nCopies(Trade.MOST_CONDITIONS, LONGEST);

        Trade trade = new Trade("AMD", TIME, 100, 1, LONGEST, LONGEST, conditions);

        assertThat(trade.characters()).isEqualTo(3 + (2 + Trade.MOST_CONDITIONS) * Trade.LONGEST_TEXT);
    }

    @Test
    void shouldSayWhichTextIsTooLongWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trade("AMD", TIME, 100, 1, LONGEST + "x", "", List.of()))
                .withMessage("id is 256 characters long, expected at most 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trade("AMD", TIME, 100, 1, "", LONGEST + "x", List.of()))
                .withMessage("venue is 256 characters long, expected at most 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trade("AMD", TIME, 100, 1, "", "", List.of("@", LONGEST + "x")))
                .withMessage("conditions is 256 characters long, expected at most 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trade("AMD", TIME, 100, 1, "", "", Collections.nCopies(33, "@")))
                .withMessage("conditions is 33 of them, expected at most 32");
    }
}
