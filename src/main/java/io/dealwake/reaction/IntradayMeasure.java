package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Window;
import io.dealwake.study.Estimate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A window from the last boundary at or before the announcement: the return of the stock minus the model's sensitivity
 * to the benchmark times the benchmark's return between the same two times. There is no sample of returns of such
 * lengths, so no standard error.
 */
final class IntradayMeasure {
    private final View view;
    private final Window window;
    private final Instant end;

    /** Of prices: what is printed under a symbol that has ended is none of it. */
    private final Instant last;

    private final ReactionDraft draft;

    IntradayMeasure(View view, Window window) {
        this.view = view;
        this.window = window;
        this.end = endOf(window, view.term(), view.settings());
        this.last = view.lastIn(view.term().base(), end);
        this.draft = view.draft(window);
    }

    /** The last instant that counts for a window. */
    static Instant endOf(Window window, LegTerm term, MeasureSettings settings) {
        if (window instanceof Window.Elapsed elapsed) {
            return term.calendar().plusTradingTime(term.base(), elapsed.amount(), settings.hours());
        }
        if (window instanceof Window.Sessions sessions) {
            return term.session(sessions.to()).close();
        }
        return window.equals(Window.ANNOUNCEMENT_CLOSE) ? term.eventDay().close() : term.endsAt();
    }

    Reaction measure(Peaks peaks) {
        peaks.readTo(view.asOf(), view.own());
        view.endsBefore(end).ifPresent(draft::lacks);
        List<Confounders.Confounder> confounders = view.confoundersTo(end);
        draft.confoundedBy(confounders);
        Optional<Reaction.Move> move = move();
        if (move.isPresent()) {
            draft.move(move.get());
            view.benchmark()
                    .ifPresentOrElse(
                            prices -> measureAgainst(prices, move.get(), view.leftOut(confounders)),
                            () -> draft.lacks(Reason.NO_BENCHMARK));
            draft.value(peaks, view);
            draft.lacks(Reason.NO_INTRADAY_SAMPLE);
        }
        return hasEnded() ? draft.ended() : draft.open();
    }

    private boolean hasEnded() {
        if (view.legHasEnded()) {
            return true;
        }
        return window.equals(Window.ANNOUNCEMENT_CLOSE)
                ? eventDayIsClosed()
                : !view.asOf().at().isBefore(end);
    }

    /** The close that the window runs to must be official, for the stock and for what it is compared with. */
    private boolean eventDayIsClosed() {
        return view.own().close(view.term().eventDay(), view.asOf()).isPresent()
                && view.benchmark()
                        .map(prices -> prices.close(view.term().eventDay(), view.asOf())
                                .isPresent())
                        .orElse(true);
    }

    private Optional<Reaction.Move> move() {
        Optional<PricePoint> base = view.own().priceAt(view.term().base(), view.asOf());
        if (base.isEmpty()) {
            draft.lacks(Reason.NO_BASE);
            return Optional.empty();
        }
        if (view.term().stale(base.get(), view.term().base(), view.settings())) {
            draft.lacks(Reason.STALE_BASE);
            return Optional.empty();
        }
        draft.gaps(view.own().lapsesUnder(base.get(), view.term().base(), view.asOf()));
        draft.gaps(view.own().lapsesIn(view.term().base(), last, view.asOf()));
        Optional<PricePoint> newest = view.own()
                .priceAt(last, view.asOf())
                .filter(price -> price.time().isAfter(view.term().base()));
        if (newest.isEmpty()) {
            draft.lacks(hasEnded() ? Reason.NO_TRADE_IN_WINDOW : Reason.NOT_BEGUN);
        }
        return newest.map(price -> view.move(base.get(), price));
    }

    private void measureAgainst(PriceHistory benchmark, Reaction.Move move, Set<LocalDate> without) {
        Optional<PricePoint> from = freshAt(benchmark, move.baseTime());
        Optional<PricePoint> to = freshAt(benchmark, move.lastTime());
        if (from.isEmpty() || to.isEmpty()) {
            draft.lacks(Reason.NO_BENCHMARK_PRICE);
            return;
        }
        draft.gaps(benchmark.lapsesUnder(from.get(), move.baseTime(), view.asOf()));
        draft.gaps(benchmark.lapsesUnder(to.get(), move.lastTime(), view.asOf()));
        double market =
                benchmark.growth(from.get(), to.get(), view.settings().returns().kind(), view.asOf()) - 1;
        draft.benchmarkReturn(market);
        Optional<Estimate> estimate = view.estimates().fit(draft, view, benchmark, without);
        estimate.ifPresent(model -> {
            double expected = model.benchmarkSensitivity() * market;
            draft.abnormal(expected, move.rawReturn() - expected);
            draft.estimation(Reaction.Estimation.of(model).slopeAlone());
        });
    }

    private Optional<PricePoint> freshAt(PriceHistory benchmark, Instant time) {
        return benchmark.priceAt(time, view.asOf()).filter(price -> !view.term().stale(price, time, view.settings()));
    }
}
