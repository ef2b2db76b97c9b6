package io.dealwake.reaction;

import io.dealwake.market.Close;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Session;
import io.dealwake.market.Window;
import io.dealwake.study.AbnormalReturn;
import io.dealwake.study.DailyReturn;
import io.dealwake.study.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A window of whole sessions: daily returns from official closes, the running session from its newest mark. Final when
 * the closes that it runs between are official for stock and benchmark, and each session between them has an official close
 * or no price at all.
 */
final class SessionMeasure {
    private final View view;
    private final Window.Sessions window;
    private final Instant end;
    private final ReactionDraft draft;

    SessionMeasure(View view, Window.Sessions window) {
        this.view = view;
        this.window = window;
        this.end = view.term().session(window.to()).close();
        this.draft = view.draft(window);
    }

    /** The closing instant that a session window starts from. */
    static Instant baseOf(Window.Sessions window, LegTerm term) {
        return term.session(window.from() - 1).close();
    }

    Reaction measure(Peaks peaks) {
        peaks.readTo(view.asOf(), view.own());
        view.endsBefore(end).ifPresent(draft::lacks);
        List<Confounders.Confounder> confounders = view.confoundersTo(end);
        draft.confoundedBy(confounders);
        Instant base = baseOf(window, view.term());
        draft.gaps(view.own().lapsesIn(base, view.lastIn(base, end), view.asOf()));
        Optional<Reaction.Move> move = move();
        move.ifPresent(draft::move);
        boolean complete = view.benchmark()
                .map(prices -> measureAgainst(prices, confounders))
                .orElseGet(this::lacksBenchmark);
        if (move.isPresent()) {
            draft.value(peaks, view);
        }
        return view.legHasEnded() || complete ? draft.ended() : draft.open();
    }

    private boolean lacksBenchmark() {
        draft.lacks(Reason.NO_BENCHMARK);
        return false;
    }

    private Optional<Reaction.Move> move() {
        Session before = view.term().session(window.from() - 1);
        Optional<Close> base = view.own().close(before, view.asOf());
        if (base.isEmpty()) {
            draft.lacks(Reason.NO_CLOSE);
            return Optional.empty();
        }
        Optional<PricePoint> last = view.own()
                .priceAt(view.lastIn(before.close(), end), view.asOf())
                .filter(price -> price.time().isAfter(before.close()));
        if (last.isEmpty()) {
            draft.lacks(view.legHasEnded() ? Reason.NO_CLOSE : Reason.NOT_BEGUN);
        }
        PricePoint from = PricePoint.of(base.get(), before.close());
        return last.map(price -> view.move(from, price));
    }

    /** Measures what there is; true when it is all there will be. */
    private boolean measureAgainst(PriceHistory benchmark, List<Confounders.Confounder> confounders) {
        DailyReturns returns = new DailyReturns(view.term(), view.settings(), view.own(), benchmark, view.asOf());
        boolean complete = returns.complete(window.from(), window.to(), view.legHasEnded());
        List<DailyReturn> days = returns.soFar(window.from(), window.to());
        boolean reachesEnd = !days.isEmpty() && days.get(days.size() - 1).day() == window.to();
        if (days.isEmpty() || (complete && !reachesEnd) || (view.legHasEnded() && !complete)) {
            draft.lacks(Reason.NO_CLOSE);
            return false;
        }
        draft.gaps(returns.lapsesOfBenchmark(window.from(), window.to()));
        Optional<Estimate> estimate = view.estimates().fit(draft, view, benchmark, view.leftOut(confounders));
        estimate.ifPresent(model -> set(model, AbnormalReturn.measure(model, days)));
        draft.volumeRatio(returns.volumeRatio(
                window.from(),
                window.to(),
                view.settings().estimationFirst(),
                view.settings().estimationLast()));
        return complete && estimate.isPresent();
    }

    private void set(Estimate model, AbnormalReturn result) {
        draft.benchmarkReturn(result.benchmarkReturn());
        draft.abnormal(result.expectedReturn(), result.abnormalReturn());
        draft.significance(Reaction.Significance.of(result));
        draft.estimation(Reaction.Estimation.of(model));
    }
}
