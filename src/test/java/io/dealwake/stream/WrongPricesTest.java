package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Close;
import io.dealwake.market.Correction;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections, cancels and corrected closes, told after the trade, before it, and after results were final. */
class WrongPricesTest {
    private static final StagesRun RIGHT = new AmdTape().run();

    @Test
    void shouldTakeBackAnAlertWhoseTradeDidNotHappenAndTellItAgainWhenItHolds() {
        StagesRun run = new AmdTape()
                .cancel("AMD", "2025-10-06T10:52:20Z", 176.00, "2025-10-06T10:53:30Z")
                .run();

        assertThat(AmdTape.told(run, "raw-move", "since"))
                .containsExactly(
                        "FIRING 2025-10-06T10:52:20Z",
                        "WITHDRAWN 2025-10-06T10:53:30Z",
                        "ESCALATED 2025-10-06T10:54:59Z");
        assertThat(run.rejected).isEmpty();
    }

    @Test
    void shouldTakeBackAnAlertOfAMinuteThatIsStillOpen() {
        StagesRun run = new AmdTape()
                .cancel("AMD", "2025-10-06T10:52:20Z", 176.00, "2025-10-06T10:52:40Z")
                .run();

        assertThat(AmdTape.told(run, "raw-move", "since"))
                .containsExactly(
                        "FIRING 2025-10-06T10:52:20Z",
                        "WITHDRAWN 2025-10-06T10:52:40Z",
                        "ESCALATED 2025-10-06T10:54:59Z");
    }

    @Test
    void shouldNotFireByATradeThatWasKnownToBeWrongWhenItCame() {
        Trade wrong = AmdCase.trade("AMD", "2025-10-06T10:53:10.500Z", 190);
        StagesRun run = new AmdTape(event -> event.at().equals(Instant.parse("2025-10-06T10:52:20Z")) ? null : event)
                .tell(
                        "2025-10-06T10:53:11Z",
                        tape -> tape.correction(new Correction(
                                "AMD",
                                Instant.parse("2025-10-06T10:53:11Z"),
                                Optional.empty(),
                                Optional.empty(),
                                wrong.time(),
                                190,
                                100,
                                Optional.empty())))
                .tell("2025-10-06T10:53:12Z", tape -> tape.trade(wrong))
                .run();

        assertThat(AmdTape.told(run, "raw-move", "since")).containsExactly("FIRING 2025-10-06T10:54:59Z");
        assertThat(run.rejected).isEmpty();
    }

    /** Two venues give the same id. */
    @ParameterizedTest
    @CsvSource({
        "17,P,18:00:20,299,226.45",
        "17,,18:00:20,299,226.45",
        "17,P,18:00:20,1,226.45",
        ",P,18:00:20,299,226.45",
        "17,Q,18:00:20,299,299",
        "17,P,18:00:10,299,299",
        "17,,18:00:21,299,299",
        "18,P,18:00:20,299,299",
        ",P,18:00:20,298,299"
    })
    void shouldCancelTheTradeThatIsNamedAndNoOther(String id, String venue, String time, double price, double peak) {
        Instant known = Instant.parse("2025-10-06T18:05:00Z");
        StagesRun run = new AmdTape()
                .trade(printed("2025-10-06T18:00:10Z", 205, "17", "Q"))
                .trade(printed("2025-10-06T18:00:20Z", 299, "17", "P"))
                .tell(
                        known.toString(),
                        tape -> tape.correction(new Correction(
                                "AMD",
                                known,
                                Optional.ofNullable(id),
                                Optional.ofNullable(venue),
                                Instant.parse("2025-10-06T" + time + "Z"),
                                price,
                                100,
                                Optional.empty())))
                .run();

        assertThat(AmdTape.amd(run, "[0,0]").marketValue().orElseThrow().peakCapChange())
                .isEqualTo((peak - 164.67) * 1_623_000_000L, within(1.0));
        assertThat(run.rejected)
                .extracting(Rejected::reason)
                .isEqualTo(peak == 299 ? List.of("no-such-trade") : List.of());
    }

    private static Trade printed(String time, double price, String id, String venue) {
        return new Trade("AMD", Instant.parse(time), price, 100, id, venue, List.of());
    }

    @Test
    void shouldTakeBackWhatAWrongPeakHadRaised() {
        StagesRun run = new AmdTape()
                .correct("AMD", "2025-10-06T13:30:00Z", 226.45, 206.45, "2025-10-06T13:45:00Z")
                .run();

        assertThat(AmdTape.told(RIGHT, "market-value", "[0,0]")).containsExactly("FIRING 2025-10-06T13:31:00Z");
        assertThat(AmdTape.told(run, "market-value", "[0,0]"))
                .containsExactly("FIRING 2025-10-06T13:31:00Z", "WITHDRAWN 2025-10-06T13:45:00Z");
        assertThat(AmdTape.told(run, "market-value", "[0,+2]"))
                .containsExactly(
                        "FIRING 2025-10-06T13:31:00Z",
                        "WITHDRAWN 2025-10-06T13:45:00Z",
                        "ESCALATED 2025-10-08T20:00:00Z");
        assertThat(AmdTape.amd(run, "[0,0]").marketValue().orElseThrow().peakCapChange())
                .isEqualTo((206.45 - 164.67) * 1_623_000_000L, within(1.0));
    }

    @Test
    void shouldRestateAFinalWindowOnceItsTradeIsCorrected() {
        StagesRun run = new AmdTape()
                .correct("AMD", "2025-10-06T10:54:59Z", 197.00, 190.00, "2025-10-06T13:00:00Z")
                .run();

        List<Reaction> told = run.reactions.stream()
                .filter(reaction -> reaction.window().code().equals("PT30M")
                        && reaction.leg().equals(AmdCase.AMD.id())
                        && reaction.status() == Reaction.Status.FINAL)
                .toList();
        assertThat(told)
                .extracting(reaction -> reaction.move().orElseThrow().lastPrice())
                .containsExactly(197.0, 190.0);
        assertThat(told)
                .extracting(Reaction::restatement)
                .containsExactly(Optional.empty(), Optional.of(new Reaction.Restatement(1, "trade-corrected")));
    }

    @Test
    void shouldRestateAFinalWindowOnceATradeOfTheBenchmarkIsCorrected() {
        StagesRun run = new AmdTape()
                .trade(AmdCase.trade("SPY", "2025-10-06T10:54:30Z", 673.00))
                .correct("SPY", "2025-10-06T10:54:30Z", 673.00, 672.50, "2025-10-06T13:00:00Z")
                .run();

        Reaction reaction = AmdTape.amd(run, "PT30M");
        assertThat(reaction.restatement()).contains(new Reaction.Restatement(1, "trade-corrected"));
        assertThat(reaction.benchmarkReturn()).hasValue(672.50 / 671.86 - 1);
    }

    @ParameterizedTest
    @CsvSource({
        // what is right from the start, and what is corrected during the window, after it, and before the trade's
        // minute ends
        "2025-10-06T10:54:59.500Z",
        "2025-10-06T10:56:00Z",
        "2025-10-06T13:00:00Z",
        "2025-10-15T13:00:00Z"
    })
    void shouldEndWithTheFinalsOfATapeThatWasRightFromTheStart(String knownAt) {
        StagesRun right = new AmdTape(event ->
                        event instanceof TapeEvent.OfTrade of && of.trade().price() == 197.00
                                ? new TapeEvent.OfTrade(AmdCase.trade("AMD", "2025-10-06T10:54:59Z", 181.25))
                                : event)
                .run();
        AmdTape corrected = new AmdTape().correct("AMD", "2025-10-06T10:54:59Z", 197.00, 181.25, knownAt);
        boolean kept = knownAt.startsWith("2025-10-06");

        StagesRun run = corrected.run();

        if (kept) {
            assertThat(withoutRestatement(run)).isEqualTo(withoutRestatement(right));
        } else {
            assertThat(AmdTape.amd(run, "since").gaps())
                    .containsExactly("AMD uncorrected 2025-10-06T10:54:00Z/2025-10-06T10:55:00Z");
            assertThat(AmdTape.amd(run, "since").restatement()).isEmpty();
            assertThat(AmdTape.amd(run, "PT30M").restatement()).contains(new Reaction.Restatement(1, "uncorrected"));
        }
        StagesRun split = corrected.run(3, 7, 0.02);
        assertThat(withoutRestatement(split)).isEqualTo(withoutRestatement(run));
        assertThat(AmdCaseTest.sorted(split.alerts)).isEqualTo(AmdCaseTest.sorted(run.alerts));
    }

    private static Map<String, Object> withoutRestatement(StagesRun run) {
        Map<String, Object> finals = new TreeMap<>();
        run.finals().forEach((key, reaction) -> {
            String text = reaction.toString();
            finals.put(key, text.substring(0, text.lastIndexOf(", restatement=")));
        });
        return finals;
    }

    @Test
    void shouldSayThatAMinuteIsUncorrectedWhenItsTradesWereNotKept() {
        StagesRun run = new AmdTape()
                .cancel("NVDA", "2025-09-22T16:00:58Z", 175.58, "2025-09-22T16:30:00Z")
                .run();

        Reaction since = run.finals().get("nvidia-openai-2025/NVDA/since");
        assertThat(since.move().orElseThrow().basePrice()).isEqualTo(175.58);
        assertThat(since.gaps()).containsExactly("NVDA uncorrected 2025-09-22T16:00:00Z/2025-09-22T16:01:00Z");
        assertThat(run.finals().get("nvidia-openai-2025/NVDA/[0,0]").gaps())
                .containsExactly("NVDA uncorrected 2025-09-22T16:00:00Z/2025-09-22T16:01:00Z");
        assertThat(run.finals().get("nvidia-openai-2025/NVDA/[0,+2]").restatement())
                .isEmpty();
        assertThat(run.rejected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-10-06T10:56:00.5Z", "2025-10-06T10:58:00Z"})
    void shouldRejectACancelOfATradeThatNeverCame(String knownAt) {
        StagesRun run = new AmdTape()
                .cancel("AMD", "2025-10-06T10:56:00Z", 200.00, knownAt)
                .run();

        assertThat(run.rejected).extracting(Rejected::reason).containsExactly("no-such-trade");
        assertThat(run.finals()).isEqualTo(RIGHT.finals());
    }

    @Test
    void shouldRestateWhatRestsOnACloseThatIsCorrected() {
        StagesRun run = new AmdTape()
                .close("AMD", "2025-10-06", 204.71, "2025-10-07T12:00:00Z")
                .run();

        Reaction reaction = AmdTape.amd(run, "[0,0]");
        assertThat(reaction.move().orElseThrow().rawReturn()).isEqualTo(204.71 / 164.67 - 1, within(1e-15));
        assertThat(reaction.restatement()).contains(new Reaction.Restatement(1, "close-corrected"));
        assertThat(AmdTape.amd(run, "announcement-close").restatement())
                .contains(new Reaction.Restatement(1, "close-corrected"));
        assertThat(AmdTape.amd(run, "[0,+2]").restatement()).isEmpty();
        assertThat(AmdTape.amd(run, "[0,+2]").abnormal().orElseThrow().abnormalReturn())
                .isNotEqualTo(
                        AmdTape.amd(RIGHT, "[0,+2]").abnormal().orElseThrow().abnormalReturn());
    }

    @Test
    void shouldRestateOnceTheOfficialCloseReplacesTheLastTrade() {
        Leg late = AmdCase.leg("late-deal", "AMD", "supplier", Instant.parse("2025-10-06T19:30:00Z"));
        StagesRun run = new AmdTape(event -> event instanceof TapeEvent.OfClose of
                                && of.symbol().equals("AMD")
                                && of.close().date().toString().equals("2025-10-06")
                        ? new TapeEvent.OfClose(new Close(
                                "AMD",
                                of.close().date(),
                                203.80,
                                OptionalLong.empty(),
                                Instant.parse("2025-10-06T20:10:00Z")))
                        : event)
                .trade(AmdCase.trade("AMD", "2025-10-06T19:29:30Z", 203.00))
                .trade(AmdCase.trade("SPY", "2025-10-06T19:29:31Z", 671.00))
                .tell("2025-10-06T19:30:00Z", tape -> tape.leg(late))
                .run();

        List<Reaction> told = run.reactions.stream()
                .filter(reaction -> reaction.leg().equals(late.id())
                        && reaction.window().code().equals("PT30M")
                        && reaction.status() == Reaction.Status.FINAL)
                .toList();
        assertThat(told)
                .extracting(reaction -> reaction.move().orElseThrow().lastPrice())
                .containsExactly(203.71, 203.80);
        assertThat(told.get(1).restatement()).contains(new Reaction.Restatement(1, "close"));
    }

    @Test
    void shouldTakeBackASignificanceThatACorrectedCloseUndoes() {
        StagesRun run = new AmdTape()
                .close("AMD", "2025-10-06", 165.00, "2025-10-07T12:00:00Z")
                .run();

        assertThat(AmdTape.told(run, "significance", "[0,0]"))
                .containsExactly("FIRING 2025-10-06T20:00:00Z", "WITHDRAWN 2025-10-07T12:00:00Z");
    }
}
