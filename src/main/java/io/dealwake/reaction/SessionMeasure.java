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
 * every close of the window, and the one before it, is official for stock and benchmark.
 */
final class SessionMeasure {
    private final View view;
    private final Window.Sessions window;
    private final ReactionDraft draft;

    SessionMeasure(View view, Window.Sessions window) {
        this.view = view;
        this.window = window;
        this.draft = view.draft(window);
    }

    /** The closing instant that a session window starts from. */
    static Instant baseOf(Window.Sessions window, LegTerm term) {
        return term.session(window.from() - 1).close();
    }

    Reaction measure(Peaks peaks) {
        peaks.readTo(view.asOf(), view.own());
        Optional<Reaction.Move> move = move();
        move.ifPresent(draft::move);
        boolean complete = view.benchmark().map(this::measureAgainst).orElseGet(this::lacksBenchmark);
        if (move.isPresent()) {
            draft.value(peaks);
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
        Session lastSession = view.term().session(window.to());
        Optional<PricePoint> last = DailyReturns.newest(view.own(), before, lastSession, view.asOf());
        if (last.isEmpty()) {
            draft.lacks(view.legHasEnded() ? Reason.NO_CLOSE : Reason.NOT_BEGUN);
        }
        return last.map(price -> new Reaction.Move(base.get().price(), before.close(), price.price(), price.time()));
    }

    /** Measures what there is; true when it is all there will be. */
    private boolean measureAgainst(PriceHistory benchmark) {
        DailyReturns returns = new DailyReturns(view.term(), view.own(), benchmark, view.asOf());
        boolean complete = returns.complete(window.from(), window.to());
        List<DailyReturn> days = returns.soFar(window.from(), window.to());
        boolean tooShort = complete && days.size() < window.length();
        if (days.isEmpty() || tooShort || (view.legHasEnded() && !complete)) {
            draft.lacks(Reason.NO_CLOSE);
            return false;
        }
        Optional<Estimate> estimate = view.estimates().fit(draft, view.own(), benchmark, view.asOf());
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
        draft.significance(new Reaction.Significance(
                result.standardError(),
                result.standardErrorNaive(),
                result.degreesOfFreedom(),
                result.tStatistic(),
                result.tStatisticNaive(),
                result.pValue(),
                result.pEmpirical()));
        draft.estimation(Estimates.describe(model));
    }
}
