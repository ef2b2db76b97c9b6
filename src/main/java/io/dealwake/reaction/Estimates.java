package io.dealwake.reaction;

import io.dealwake.market.PriceHistory;
import io.dealwake.study.Estimate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The model of a leg, fitted again only when other closes have become known. */
final class Estimates {
    private final LegTerm term;
    private final MeasureSettings settings;
    private List<Object> fittedFor = List.of();
    private Estimate.Result fitted;

    Estimates(LegTerm term, MeasureSettings settings) {
        this.term = term;
        this.settings = settings;
    }

    /** The model as of an instant; when there is none, the draft is told why. */
    Optional<Estimate> fit(ReactionDraft draft, View view, PriceHistory benchmark, Set<LocalDate> without) {
        List<Object> closes =
                List.of(view.own().closesVersion(view.asOf()), benchmark.closesVersion(view.asOf()), without);
        if (!closes.equals(fittedFor)) {
            DailyReturns returns = new DailyReturns(term, settings, view.own(), benchmark, view.asOf());
            fitted = settings.model()
                    .model()
                    .estimate(
                            returns.official(settings.estimationFirst(), settings.estimationLast(), without),
                            settings.minimumReturns());
            fittedFor = closes;
        }
        if (fitted instanceof Estimate.Result.Fitted result) {
            return Optional.of(result.estimate());
        }
        draft.lacks(reasonOf(((Estimate.Result.NotComputable) fitted).reason()));
        return Optional.empty();
    }

    private static Reason reasonOf(Estimate.Reason why) {
        return switch (why) {
            case TOO_FEW_RETURNS -> Reason.TOO_FEW_RETURNS;
            case FLAT_BENCHMARK -> Reason.FLAT_BENCHMARK;
            case NO_RESIDUAL_VARIANCE -> Reason.NO_RESIDUAL_VARIANCE;
        };
    }
}
