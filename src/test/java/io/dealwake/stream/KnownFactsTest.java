package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dealwake.alert.Alert;
import io.dealwake.feed.TapeEvent;
import io.dealwake.market.Close;
import io.dealwake.market.DatedItem;
import io.dealwake.market.Dividend;
import io.dealwake.market.Ending;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Split;
import io.dealwake.market.Trade;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.MissingReturns;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.reaction.ReturnSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits, dividends, ends of symbols, gaps, halts, confounders, missing closes: what they do to the AMD case. */
class KnownFactsTest {
    private static final StagesRun PLAIN = new AmdTape().run();
    private static final Instant EARLY = Instant.parse("2025-01-02T12:00:00Z");

    /** AMD with splits, its prices before them divided as they would have been printed. */
    private static AmdTape split(String effectiveOn, Instant knownAt, double ratio) {
        LocalDate date = LocalDate.parse(effectiveOn);
        Split split = new Split(date, knownAt, ratio, 1);
        return new AmdTape(event -> {
            if (event instanceof TapeEvent.OfClose of && of.symbol().equals("AMD")) {
                Close close = of.close();
                boolean before = close.date().isBefore(date);
                double price = before ? close.price() * ratio : close.price();
                return new TapeEvent.OfClose(
                        new Close("AMD", close.date(), price, OptionalLong.of(before ? 100 : 1000), close.knownAt()));
            }
            if (event instanceof TapeEvent.OfTrade of && of.symbol().equals("AMD")) {
                Trade trade = of.trade();
                boolean before = trade.time()
                        .isBefore(date.atStartOfDay(AmdCase.NEW_YORK.zone()).toInstant());
                return new TapeEvent.OfTrade(
                        Trade.of("AMD", trade.time(), before ? trade.price() * ratio : trade.price(), trade.size()));
            }
            return event instanceof TapeEvent.OfSecurity of && of.symbol().equals("AMD")
                    ? new TapeEvent.OfSecurity(amd(
                            counted(of.security(), date, ratio),
                            List.of(split),
                            List.of(),
                            List.of(),
                            Optional.empty()))
                    : event;
        });
    }

    /** The count of shares as it was told before the split. */
    private static Security counted(Security security, LocalDate date, double ratio) {
        ShareCount count = security.shares().get(0);
        boolean before = count.asOf().isBefore(date);
        return new Security(
                security.symbol(),
                security.name(),
                security.benchmark(),
                security.calendar(),
                security.currency(),
                List.of(new ShareCount(
                        count.asOf(), count.knownAt(), before ? Math.round(count.count() / ratio) : count.count())),
                security.knownAt());
    }

    private static Security amd(
            Security security,
            List<Split> splits,
            List<Dividend> dividends,
            List<DatedItem> confounders,
            Optional<Ending> ending) {
        return new Security(
                security.symbol(),
                security.name(),
                security.benchmark(),
                security.calendar(),
                security.currency(),
                security.shares(),
                splits,
                dividends,
                confounders,
                ending,
                security.knownAt());
    }

    private static AmdTape with(UnaryOperator<Security> change) {
        return new AmdTape(
                event -> event instanceof TapeEvent.OfSecurity of && of.symbol().equals("AMD")
                        ? new TapeEvent.OfSecurity(change.apply(of.security()))
                        : event);
    }

    /** AMD with an end, and nothing of it from that day on. */
    private static TapeEvent endingWith(TapeEvent event, Ending ending) {
        if (event instanceof TapeEvent.OfSecurity of && of.symbol().equals("AMD")) {
            return new TapeEvent.OfSecurity(amd(of.security(), List.of(), List.of(), List.of(), Optional.of(ending)));
        }
        Instant from = ending.on().atStartOfDay(AmdCase.NEW_YORK.zone()).toInstant();
        return event.symbol().equals("AMD") && !event.at().isBefore(from) ? null : event;
    }

    private static StreamSettings returns(StreamSettings settings, ReturnSettings returns) {
        return new StreamSettings(
                settings.topics(),
                settings.partitions(),
                settings.time(),
                settings.unknownConditions(),
                settings.measure().withReturns(returns),
                settings.rules());
    }

    @ParameterizedTest
    @CsvSource({"2025-07-15,10", "2025-07-15,0.1", "2025-10-06,10", "2025-10-07,10", "2025-10-08,0.05"})
    void shouldMeasureAcrossASplitAsIfThereWereNone(String effectiveOn, double ratio) {
        StagesRun run = split(effectiveOn, EARLY, ratio).run();

        for (String window : List.of("[0,0]", "[0,+2]", "[-1,+1]", "PT30M", "since", "announcement-close")) {
            Reaction plain = AmdTape.amd(PLAIN, window);
            Reaction found = AmdTape.amd(run, window);
            assertThat(found.move().orElseThrow().rawReturn())
                    .as(window)
                    .isEqualTo(plain.move().orElseThrow().rawReturn(), within(1e-12));
            assertThat(found.abnormal().orElseThrow().abnormalReturn())
                    .as(window)
                    .isEqualTo(plain.abnormal().orElseThrow().abnormalReturn(), within(1e-12));
            assertThat(found.marketValue().orElseThrow().capChange())
                    .as(window)
                    .isEqualTo(plain.marketValue().orElseThrow().capChange(), within(100.0));
            assertThat(found.marketValue().orElseThrow().peakCapChange())
                    .as(window)
                    .isEqualTo(plain.marketValue().orElseThrow().peakCapChange(), within(100.0));
        }
        Reaction amd = AmdTape.amd(run, "[0,+2]");
        assertThat(amd.estimation().orElseThrow().beta().orElseThrow())
                .isEqualTo(
                        AmdTape.amd(PLAIN, "[0,+2]")
                                .estimation()
                                .orElseThrow()
                                .beta()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(amd.move().orElseThrow().lastPrice()).isEqualTo(235.56, within(1e-9));
        assertThat(amd.marketValue().orElseThrow().sharesOutstanding()).isEqualTo(1_623_000_000L);
        assertThat(AmdTape.told(run, "raw-move", "since")).isEqualTo(AmdTape.told(PLAIN, "raw-move", "since"));
        assertThat(AmdTape.told(run, "market-value", "[0,0]")).isEqualTo(AmdTape.told(PLAIN, "market-value", "[0,0]"));
    }

    @Test
    void shouldRestateOnceASplitBecomesKnown() {
        AmdTape tape = split("2025-10-08", EARLY, 10);
        Instant knownAt = Instant.parse("2025-10-09T12:00:00Z");

        StagesRun late = split("2025-10-08", knownAt, 10).run();

        assertThat(AmdTape.amd(late, "[0,+2]").restatement()).contains(new Reaction.Restatement(1, "security"));
        assertThat(AmdTape.amd(late, "[0,0]").restatement()).isEmpty();
        assertThat(AmdTape.amd(late, "[0,+2]").abnormal())
                .isEqualTo(AmdTape.amd(tape.run(), "[0,+2]").abnormal());
    }

    @Test
    void shouldAddADividendToTotalReturnsAlone() {
        Dividend dividend = new Dividend(LocalDate.parse("2025-10-07"), EARLY, 2.00);
        UnaryOperator<Security> paying =
                security -> amd(security, List.of(), List.of(dividend), List.of(), Optional.empty());
        StagesRun price = with(paying).run();
        StagesRun total = with(paying)
                .settings(settings ->
                        returns(settings, new ReturnSettings(ReturnKind.TOTAL, MissingReturns.TRADE_TO_TRADE, false)))
                .run();

        assertThat(AmdTape.amd(price, "[0,+2]")).isEqualTo(AmdTape.amd(PLAIN, "[0,+2]"));
        Reaction reaction = AmdTape.amd(total, "[0,+2]");
        assertThat(reaction.returnKind()).isEqualTo(ReturnKind.TOTAL);
        // Reinvested at the close of the ex date.
        assertThat(reaction.move().orElseThrow().rawReturn())
                .isEqualTo(235.56 / 164.67 * (1 + 2 / 211.51) - 1, within(1e-14));
        assertThat(reaction.abnormal().orElseThrow().abnormalReturn())
                .isEqualTo(
                        AmdTape.amd(PLAIN, "[0,+2]").abnormal().orElseThrow().abnormalReturn() + 2 / 203.71,
                        within(1e-14));
        assertThat(AmdTape.amd(total, "[0,0]").move().orElseThrow().rawReturn())
                .isEqualTo(203.71 / 164.67 - 1, within(1e-15));
    }

    /** Of 2025-09-18 there is no close: the return from the close before to the one after it holds the dividend. */
    @Test
    void shouldReinvestADividendAtTheNextCloseWhenItsExDateHasNone() {
        LocalDate exDate = LocalDate.parse("2025-09-18");
        Dividend dividend = new Dividend(exDate, EARLY, 2.00);
        AmdTape tape = new AmdTape(event -> {
            if (event instanceof TapeEvent.OfClose of
                    && of.close().symbol().equals("AMD")
                    && of.close().date().equals(exDate)) {
                return null;
            }
            return event instanceof TapeEvent.OfSecurity of && of.symbol().equals("AMD")
                    ? new TapeEvent.OfSecurity(
                            amd(of.security(), List.of(), List.of(dividend), List.of(), Optional.empty()))
                    : event;
        });
        UnaryOperator<StreamSettings> total = settings ->
                returns(settings, new ReturnSettings(ReturnKind.TOTAL, MissingReturns.TRADE_TO_TRADE, false));
        StagesRun without = tape.settings(total).run();
        StagesRun with = tape.trade(Trade.of("AMD", Instant.parse("2025-09-18T14:00:00Z"), 7, 100))
                .run();

        assertThat(estimationsOfAmd(with))
                .containsExactlyElementsOf(estimationsOfAmd(without))
                .isNotEmpty();
    }

    private static List<Reaction.Estimation> estimationsOfAmd(StagesRun run) {
        return run.reactions.stream()
                .filter(reaction -> reaction.leg().equals(AmdCase.AMD.id()))
                .flatMap(reaction -> reaction.estimation().stream())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"SYMBOL_CHANGED,2025-10-01T12:00:00Z", "DELISTED,2025-10-07T12:00:00Z", "MERGED,2025-10-08T12:00:00Z"})
    void shouldEndALegWithItsSymbol(Ending.Kind kind, String knownAt) {
        Ending ending = new Ending(kind, LocalDate.parse("2025-10-08"), Instant.parse(knownAt), Optional.of("NEW"));

        StagesRun run = new AmdTape(event -> endingWith(event, ending)).run();

        assertThat(AmdTape.amd(run, "[0,0]")).isEqualTo(AmdTape.amd(PLAIN, "[0,0]"));
        Reaction beyond = AmdTape.amd(run, "[0,+2]");
        assertThat(beyond.status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(beyond.reason()).map(Reason::code).contains(kind.code());
        Reaction since = AmdTape.amd(run, "since");
        assertThat(since.status()).isEqualTo(Reaction.Status.FINAL);
        assertThat(since.reason()).map(Reason::code).contains(kind.code());
        assertThat(since.move().orElseThrow().lastPrice()).isEqualTo(211.51);
    }

    @Test
    void shouldTellNothingTwiceWhenADealIsAmendedAfterItsSymbolEnded() {
        Ending ending = new Ending(Ending.Kind.DELISTED, LocalDate.parse("2025-10-08"), EARLY, Optional.empty());
        Instant later = Instant.parse("2025-10-10T12:00:00Z");
        Leg again = new Leg(AmdCase.AMD.id(), "AMD", "supplier", "A deal, told again", AmdCase.AMD_NEWS, later, false);

        StagesRun run = new AmdTape(event -> endingWith(event, ending))
                .tell(later.toString(), tape -> tape.leg(again))
                .run();

        assertThat(run.alerts.stream().map(Alert::fingerprint)).doesNotHaveDuplicates();
        assertThat(AmdTape.amd(run, "[0,0]").abnormal())
                .isEqualTo(AmdTape.amd(PLAIN, "[0,0]").abnormal());
    }

    /** The symbol goes to another company. */
    @Test
    void shouldTakeNoPriceAfterTheEndOfASymbol() {
        Ending ending = new Ending(Ending.Kind.MERGED, LocalDate.parse("2025-10-08"), EARLY, Optional.empty());

        StagesRun run = with(security -> amd(security, List.of(), List.of(), List.of(), Optional.of(ending)))
                .trade(AmdCase.trade("AMD", "2025-10-08T15:00:00Z", 400))
                .run();

        for (String window : List.of("since", "[0,+2]")) {
            Reaction reaction = AmdTape.amd(run, window);
            assertThat(reaction.reason()).map(Reason::code).contains("merged");
            assertThat(reaction.move().orElseThrow().lastPrice()).isEqualTo(211.51);
            assertThat(reaction.marketValue().orElseThrow().peakCapChange())
                    .isEqualTo((226.45 - reaction.move().orElseThrow().basePrice()) * 1_623_000_000L, within(100.0));
        }
        assertThat(AmdTape.amd(run, "since").restatement()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-10-06T21:00:00Z", "2025-10-07T07:59:59Z", "2025-10-07T20:00:00Z"})
    void shouldGiveASessionNoReturnForATradeOfTheNightAroundIt(String night) {
        UnaryOperator<TapeEvent> closeless = event -> event instanceof TapeEvent.OfClose of
                        && of.symbol().equals("AMD")
                        && of.close().date().equals(LocalDate.parse("2025-10-07"))
                ? null
                : event;
        Reaction plain = AmdTape.amd(new AmdTape(closeless).run(), "[0,+2]");

        Reaction found = AmdTape.amd(
                new AmdTape(closeless).trade(AmdCase.trade("AMD", night, 219)).run(), "[0,+2]");

        assertThat(plain.status()).isEqualTo(Reaction.Status.FINAL);
        assertThat(plain.abnormal().orElseThrow().abnormalReturn()).isEqualTo(0.378801, within(1e-6));
        assertThat(found).isEqualTo(plain);
    }

    /** The leg of AMD ends with the close of 2025-10-20, 20:00 UTC; trading begins again at 08:00. */
    @ParameterizedTest
    @CsvSource({
        "2025-10-20T20:05:00Z,240.56,true",
        "2025-10-21T08:00:00Z,240.56,true",
        "2025-10-21T08:00:00.000001Z,241.11,false"
    })
    void shouldTakeTheLastCloseUntilTradingBeginsAgain(String knownAt, double last, boolean computable) {
        StagesRun run = new AmdTape(event -> event instanceof TapeEvent.OfClose of
                                && of.close().date().equals(LocalDate.parse("2025-10-20"))
                        ? new TapeEvent.OfClose(new Close(
                                of.symbol(),
                                of.close().date(),
                                of.close().price(),
                                OptionalLong.empty(),
                                Instant.parse(knownAt)))
                        : event)
                .trade(AmdCase.trade("AMD", "2025-10-20T19:59:00Z", 241.11))
                .settings(settings -> withWindow(settings, "[0,+10]"))
                .run();

        assertThat(AmdTape.amd(run, "since").move().orElseThrow().lastPrice()).isEqualTo(last);
        assertThat(AmdTape.amd(run, "[0,+10]").status())
                .isEqualTo(computable ? Reaction.Status.FINAL : Reaction.Status.NOT_COMPUTABLE);
        assertThat(AmdTape.amd(run, "[0,+10]").restatement()).isEmpty();
    }

    private static StreamSettings withWindow(StreamSettings settings, String window) {
        MeasureSettings measure = settings.measure();
        List<Window> windows = new ArrayList<>(measure.windows());
        windows.add(Window.parse(window));
        return new StreamSettings(
                settings.topics(),
                settings.partitions(),
                settings.time(),
                settings.unknownConditions(),
                new MeasureSettings(
                        windows,
                        measure.model(),
                        measure.estimationSessions(),
                        measure.estimationLast(),
                        measure.minimumReturns(),
                        measure.hours(),
                        measure.staleAfter(),
                        measure.legSessions(),
                        measure.returns()),
                settings.rules());
    }

    /** A Sunday, the night before the news, and the first and last microsecond of Monday's hours. */
    @ParameterizedTest
    @CsvSource({
        "2025-10-05T15:00:00Z,164.67",
        "2025-10-06T07:59:59.999999Z,164.67",
        "2025-10-06T08:00:00Z,150",
        "2025-10-03T23:59:59.999999Z,150",
        "2025-10-04T00:00:00Z,164.67"
    })
    void shouldTakeNoPriceOutsideTheHours(String time, double base) {
        StagesRun run = new AmdTape(event -> event instanceof TapeEvent.OfTrade of
                                && of.symbol().equals("AMD")
                                && of.at().isBefore(AmdCase.AMD_NEWS)
                        ? null
                        : event)
                .trade(AmdCase.trade("AMD", time, 150))
                .run();

        assertThat(AmdTape.amd(run, "since").move().orElseThrow().basePrice()).isEqualTo(base);
        assertThat(run.rejected).isEmpty();
    }

    @Test
    void shouldMeasureOnOnceAnEndTurnsOutWrong() {
        Ending wrong = new Ending(Ending.Kind.DELISTED, LocalDate.parse("2025-10-08"), EARLY, Optional.empty());
        Security right = AmdCase.securities().get(0);

        StagesRun run = with(security -> amd(security, List.of(), List.of(), List.of(), Optional.of(wrong)))
                .security(right.asKnownAt(Instant.parse("2025-10-08T12:00:00Z")))
                .run();

        assertThat(AmdTape.amd(run, "[0,+2]").abnormal())
                .isEqualTo(AmdTape.amd(PLAIN, "[0,+2]").abnormal());
        assertThat(AmdTape.amd(run, "[0,+2]").reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1979-06-01", "2200-01-02", "9999-12-31"})
    void shouldRefuseDatesThatCannotBe(String date) {
        LocalDate day = LocalDate.parse(date);

        assertThatThrownBy(() -> new Split(day, EARLY, 2, 1))
                .hasMessage("effectiveOn is " + date + ", expected a date from 1990 to 2099");
        assertThatThrownBy(() -> new Dividend(day, EARLY, 2))
                .hasMessage("exDate is " + date + ", expected a date from 1990 to 2099");
        assertThatThrownBy(() -> new Ending(Ending.Kind.MERGED, day, EARLY, Optional.empty()))
                .hasMessage("on is " + date + ", expected a date from 1990 to 2099");
    }

    @Test
    void shouldRefuseASplitThatIsListedTwice() {
        Split split = new Split(LocalDate.parse("2025-07-15"), EARLY, 10, 1);
        Security security = AmdCase.securities().get(0);

        assertThatThrownBy(() -> amd(security, List.of(split, split), List.of(), List.of(), Optional.empty()))
                .hasMessageEndingWith("expected at most one for each effectiveOn");
    }

    @Test
    void shouldGoOnAfterACloseThatCannotBe() {
        StagesRun run = new AmdTape(event -> event instanceof TapeEvent.OfClose of
                                && of.symbol().equals("AMD")
                                && of.close().date().equals(LocalDate.parse("2025-10-06"))
                        ? new TapeEvent.OfClose(new Close(
                                "AMD",
                                of.close().date(),
                                1e9,
                                OptionalLong.empty(),
                                of.close().knownAt()))
                        : event)
                .settings(
                        settings -> returns(settings, new ReturnSettings(ReturnKind.PRICE, MissingReturns.DROP, false)))
                .run();

        assertThat(AmdTape.amd(run, "[-1,+1]").status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
        assertThat(AmdTape.amd(run, "[0,+2]").status()).isEqualTo(Reaction.Status.NOT_COMPUTABLE);
    }

    @Test
    void shouldNameTheGapsThatAResultRestsOn() {
        String gap = "AMD missed 2025-10-06T10:51:00Z/2025-10-06T10:53:00Z feed";
        StagesRun run = new AmdTape()
                .gap("AMD", "2025-10-06T10:51:00Z", "2025-10-06T10:53:00Z")
                .gap("AMD", "2025-10-06T10:40:00Z", "2025-10-06T10:49:00Z")
                .gap("SPY", "2025-10-06T10:54:10Z", "2025-10-06T10:54:20Z")
                .run();

        assertThat(AmdTape.amd(run, "since").gaps()).containsExactly(gap);
        assertThat(AmdTape.amd(run, "PT30M").gaps())
                .containsExactly(gap, "SPY missed 2025-10-06T10:54:10Z/2025-10-06T10:54:20Z feed");
        assertThat(AmdTape.amd(run, "[0,0]").gaps())
                .containsExactly("AMD missed 2025-10-06T10:40:00Z/2025-10-06T10:49:00Z feed", gap);
        assertThat(run.finals().get("openai-amd-2025/NVDA/since").gaps()).isEmpty();
        assertThat(AmdTape.amd(run, "[0,0]").abnormal())
                .isEqualTo(AmdTape.amd(PLAIN, "[0,0]").abnormal());
    }

    @ParameterizedTest
    @CsvSource({
        // from, to, touches the window, whose base stands on the minute before 10:50
        "2025-10-06T10:48:00Z,2025-10-06T10:49:00Z,false",
        "2025-10-06T10:48:00Z,2025-10-06T10:49:00.000001Z,true",
        "2025-10-20T19:59:59.999999Z,2025-10-20T20:00:00Z,true",
        "2025-10-20T20:00:00Z,2025-10-20T20:00:01Z,false"
    })
    void shouldTouchAWindowFromTheTradesOfItsBaseToItsEnd(String from, String to, boolean touches) {
        StagesRun run = new AmdTape().gap("AMD", from, to).run();

        assertThat(AmdTape.amd(run, "since").gaps()).hasSize(touches ? 1 : 0);
    }

    @Test
    void shouldNameAHaltAndNotWaitForItsEnd() {
        StagesRun run = new AmdTape()
                .halt("AMD", "2025-10-06T10:56:00Z", true)
                .halt("AMD", "2025-10-06T11:10:00Z", false)
                .halt("AMD", "2025-10-17T15:00:00Z", true)
                .run();

        Reaction reaction = AmdTape.amd(run, "PT30M");
        assertThat(reaction.gaps()).containsExactly("AMD halted 2025-10-06T10:56:00Z/2025-10-06T11:10:00Z T1");
        assertThat(reaction.move()).isEqualTo(AmdTape.amd(PLAIN, "PT30M").move());
        assertThat(AmdTape.amd(run, "since").gaps())
                .containsExactly(
                        "AMD halted 2025-10-06T10:56:00Z/2025-10-06T11:10:00Z T1",
                        "AMD halted 2025-10-17T15:00:00Z/ T1");
    }

    @Test
    void shouldNameDatedItemsAndLeaveTheirDaysOutWhenTold() {
        DatedItem earnings = new DatedItem("earnings", Instant.parse("2025-08-05T20:15:00Z"), EARLY);
        DatedItem rating = new DatedItem("rating", Instant.parse("2025-10-07T12:00:00Z"), EARLY);
        DatedItem old = new DatedItem("earnings", Instant.parse("2025-02-04T21:15:00Z"), EARLY);
        UnaryOperator<Security> change =
                security -> amd(security, List.of(), List.of(), List.of(rating, earnings, old), Optional.empty());

        StagesRun named = with(change).run();
        StagesRun leftOut = with(change)
                .settings(settings ->
                        returns(settings, new ReturnSettings(ReturnKind.PRICE, MissingReturns.TRADE_TO_TRADE, true)))
                .run();

        assertThat(AmdTape.amd(named, "[0,0]").confoundedBy()).containsExactly("earnings 2025-08-06");
        assertThat(AmdTape.amd(named, "[0,+2]").confoundedBy())
                .containsExactly("earnings 2025-08-06", "rating 2025-10-07");
        assertThat(AmdTape.amd(named, "[0,0]").estimation())
                .isEqualTo(AmdTape.amd(PLAIN, "[0,0]").estimation());
        assertThat(AmdTape.amd(leftOut, "[0,0]").estimation().orElseThrow().days())
                .isEqualTo(119);
        assertThat(AmdTape.amd(leftOut, "[0,0]").significance().orElseThrow().degreesOfFreedom())
                .isEqualTo(117);
    }

    @Test
    void shouldRestateOnceAConfounderBecomesKnown() {
        Security told = AmdCase.securities().get(0);
        DatedItem rating =
                new DatedItem("rating", Instant.parse("2025-10-06T12:00:00Z"), Instant.parse("2025-10-09T12:00:00Z"));

        StagesRun run = new AmdTape()
                .security(amd(told, List.of(), List.of(), List.of(rating), Optional.empty())
                        .asKnownAt(rating.knownAt()))
                .run();

        Reaction reaction = AmdTape.amd(run, "[0,0]");
        assertThat(reaction.confoundedBy()).containsExactly("rating 2025-10-06");
        assertThat(reaction.restatement()).contains(new Reaction.Restatement(1, "security"));
    }

    @ParameterizedTest
    @CsvSource({"TRADE_TO_TRADE,119", "DROP,118"})
    void shouldReachFromTradeToTradeOverASessionWithoutAPrice(MissingReturns policy, int days) {
        AmdTape tape = new AmdTape(event -> event instanceof TapeEvent.OfClose of
                        && of.symbol().equals("AMD")
                        && of.close().date().equals(LocalDate.parse("2025-07-15"))
                ? null
                : event);

        StagesRun run = tape.settings(
                        settings -> returns(settings, new ReturnSettings(ReturnKind.PRICE, policy, false)))
                .run();

        assertThat(AmdTape.amd(run, "[0,0]").estimation().orElseThrow().days()).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({"TRADE_TO_TRADE,FINAL", "DROP,NOT_COMPUTABLE"})
    void shouldMeasureAWindowWithASessionWithoutAPrice(MissingReturns policy, Reaction.Status status) {
        AmdTape tape = new AmdTape(event -> event instanceof TapeEvent.OfClose of
                        && of.symbol().equals("AMD")
                        && of.close().date().equals(LocalDate.parse("2025-10-07"))
                ? null
                : event);

        Reaction reaction = AmdTape.amd(
                tape.settings(settings -> returns(settings, new ReturnSettings(ReturnKind.PRICE, policy, false)))
                        .run(),
                "[0,+2]");

        assertThat(reaction.status()).isEqualTo(status);
        assertThat(reaction.move().orElseThrow().rawReturn()).isEqualTo(235.56 / 164.67 - 1, within(1e-15));
        if (status == Reaction.Status.FINAL) {
            // Two returns: of Monday, and of Tuesday and Wednesday together.
            double beta = reaction.estimation().orElseThrow().beta().orElseThrow();
            double alpha = reaction.estimation().orElseThrow().alpha().orElseThrow();
            double monday = 203.71 / 164.67 - 1 - alpha - beta * (671.61 / 669.21 - 1);
            double after = 235.56 / 203.71 - 1 - 2 * alpha - beta * (673.11 / 671.61 - 1);
            assertThat(reaction.abnormal().orElseThrow().abnormalReturn()).isEqualTo(monday + after, within(1e-14));
        }
    }
}
