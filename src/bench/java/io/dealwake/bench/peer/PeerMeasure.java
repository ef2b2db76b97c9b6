package io.dealwake.bench.peer;

import io.dealwake.alert.Alert;
import io.dealwake.alert.MarkJudge;
import io.dealwake.alert.Rule;
import io.dealwake.alert.Rules;
import io.dealwake.alert.TradeJudge;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.TradingCalendar;
import io.dealwake.market.Window;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.LegTerm;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.Measured;
import io.dealwake.reaction.Reaction;
import io.dealwake.reaction.Reason;
import io.dealwake.study.AbnormalReturn;
import io.dealwake.study.DailyReturn;
import io.dealwake.study.Estimate;
import io.dealwake.study.ModelKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The windows of a leg at one minute of the event day, without state: by the product's models and rules, on prices that an
 * engine has brought together. Every session before the event day is taken to have a close.
 */
final class PeerMeasure {
    static final MeasureSettings SETTINGS = MeasureSettings.defaults();
    static final TradingCalendar CALENDAR = TradingCalendar.of("XNYS");
    private static final Rules RULES = Rules.defaults(SETTINGS.windows());
    static final Rule RAW_MOVE = RULES.rawMove().orElseThrow();
    static final TradeJudge TRADES = new TradeJudge(RULES);
    private static final MarkJudge MARKS = new MarkJudge(RULES);

    private final LegMinute at;
    private final MarketMinutes market;
    private final Optional<Estimate> estimate;
    private final LegTerm term;
    private final int closesBefore;

    private PeerMeasure(LegMinute at, MarketMinutes market, Optional<Estimate> estimate) {
        this.at = at;
        this.market = market;
        this.estimate = estimate;
        this.term = termOf(at.leg);
        this.closesBefore = at.closes.countBefore(term.eventDay().date().toEpochDay());
    }

    static LegTerm termOf(FollowedLeg leg) {
        return LegTerm.of(Micros.toInstant(leg.announcedAt), CALENDAR, SETTINGS);
    }

    /** The closing instant of a session. */
    static Instant closing(long epochDay) {
        return CALENDAR.session(LocalDate.ofEpochDay(epochDay)).orElseThrow().close();
    }

    /** The model of a leg: what it is fitted to lies before the event day, and stays. */
    static Optional<Estimate> estimate(LegMinute at, MarketMinutes market) {
        PeerMeasure measure = new PeerMeasure(at, market, Optional.empty());
        List<DailyReturn> returns = new ArrayList<>();
        for (int day = Math.max(SETTINGS.estimationFirst(), 1 - measure.closesBefore);
                day <= SETTINGS.estimationLast();
                day++) {
            returns.add(measure.closed(day));
        }
        Estimate.Result result = ModelKind.MARKET.model().estimate(returns, SETTINGS.minimumReturns());
        return result instanceof Estimate.Result.Fitted fitted ? Optional.of(fitted.estimate()) : Optional.empty();
    }

    static List<Reaction> measure(LegMinute at, MarketMinutes market, Optional<Estimate> estimate) {
        PeerMeasure measure = new PeerMeasure(at, market, estimate);
        List<Reaction> reactions = new ArrayList<>();
        for (Window window : SETTINGS.windows()) {
            if (window instanceof Window.Sessions sessions) {
                reactions.add(measure.sessions(sessions));
            } else if (at.leg.hasBase() && at.boundary <= Micros.of(measure.endOf(window))) {
                reactions.add(measure.intraday(window));
            }
        }
        return reactions;
    }

    /** The alerts that a reaction gives rise to, told or not. */
    static List<Alert> judge(FollowedLeg leg, long boundary, Reaction reaction) {
        return MARKS.judge(leg.toLeg(), new Measured(Micros.toInstant(boundary), reaction));
    }

    private double closeOf(int day) {
        return at.closes.prices[closesBefore + day];
    }

    private LocalDate dateOf(int day) {
        return LocalDate.ofEpochDay(at.closes.times[closesBefore + day]);
    }

    private double marketCloseOf(int day) {
        return market.closes.prices[market.closes.placeOf(at.closes.times[closesBefore + day])];
    }

    private DailyReturn closed(int day) {
        return new DailyReturn(
                dateOf(day), day, closeOf(day) / closeOf(day - 1) - 1, marketCloseOf(day) / marketCloseOf(day - 1) - 1);
    }

    private DailyReturn running() {
        return new DailyReturn(
                term.eventDay().date(),
                0,
                at.last / closeOf(-1) - 1,
                market.at(at.boundary) / marketCloseOf(-1) - 1);
    }

    private Reaction sessions(Window.Sessions window) {
        List<DailyReturn> days = new ArrayList<>();
        for (int day = window.from(); day < 0; day++) {
            days.add(closed(day));
        }
        days.add(running());
        int base = window.from() - 1;
        Instant baseTime = closing(at.closes.times[closesBefore + base]);
        Reaction.Move move = move(closeOf(base), baseTime);
        Optional<AbnormalReturn> result = estimate.map(model -> AbnormalReturn.measure(model, days));
        return reaction(
                window,
                Reaction.Status.OPEN,
                result.isPresent() ? Optional.empty() : Optional.of(Reason.TOO_FEW_RETURNS),
                move,
                result.map(AbnormalReturn::benchmarkReturn),
                result.map(a -> new Reaction.Abnormal(a.expectedReturn(), a.abnormalReturn())),
                result.map(Reaction.Significance::of),
                estimate.map(Reaction.Estimation::of));
    }

    private Reaction intraday(Window window) {
        Reaction.Move move = move(at.leg.basePrice, Micros.toInstant(at.leg.baseTime));
        double benchmarkReturn = market.at(at.boundary) / market.at(at.leg.baseTime) - 1;
        Optional<Reaction.Abnormal> abnormal = estimate.map(model -> {
            double expected = model.benchmarkSensitivity() * benchmarkReturn;
            return new Reaction.Abnormal(expected, move.rawReturn() - expected);
        });
        boolean over = at.boundary == Micros.of(endOf(window));
        return reaction(
                window,
                !over
                        ? Reaction.Status.OPEN
                        : abnormal.isPresent() ? Reaction.Status.FINAL : Reaction.Status.NOT_COMPUTABLE,
                Optional.of(Reason.NO_INTRADAY_SAMPLE),
                move,
                Optional.of(benchmarkReturn),
                abnormal,
                Optional.empty(),
                estimate.map(model -> Reaction.Estimation.of(model).slopeAlone()));
    }

    private Instant endOf(Window window) {
        if (window instanceof Window.Elapsed elapsed) {
            return CALENDAR.plusTradingTime(term.base(), elapsed.amount(), SETTINGS.hours());
        }
        return window.equals(Window.ANNOUNCEMENT_CLOSE) ? term.eventDay().close() : term.endsAt();
    }

    private Reaction.Move move(double basePrice, Instant baseTime) {
        return new Reaction.Move(basePrice, baseTime, at.last, Micros.toInstant(at.boundary));
    }

    private Reaction reaction(
            Window window,
            Reaction.Status status,
            Optional<Reason> reason,
            Reaction.Move move,
            Optional<Double> benchmarkReturn,
            Optional<Reaction.Abnormal> abnormal,
            Optional<Reaction.Significance> significance,
            Optional<Reaction.Estimation> estimation) {
        return new Reaction(
                new LegId(at.leg.dealId, at.leg.symbol),
                at.leg.role,
                Optional.of(at.listing.benchmark),
                window,
                status,
                reason,
                ModelKind.MARKET,
                ReturnKind.PRICE,
                Micros.toInstant(at.leg.announcedAt),
                term.eventDay().date(),
                Optional.of(move),
                benchmarkReturn.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                abnormal,
                significance,
                estimation,
                Optional.of(value(move, abnormal)),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private Reaction.MarketValue value(Reaction.Move move, Optional<Reaction.Abnormal> abnormal) {
        double before = move.basePrice() * at.listing.shares;
        double change = (move.lastPrice() - move.basePrice()) * at.listing.shares;
        return new Reaction.MarketValue(
                at.listing.shares,
                before,
                change,
                change,
                move.lastTime(),
                abnormal.map(a -> OptionalDouble.of(a.abnormalReturn() * before))
                        .orElseGet(OptionalDouble::empty));
    }
}
