package io.dealwake.reaction;

import io.dealwake.market.Extreme;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Window;
import io.dealwake.study.ModelKind;
import java.util.Optional;
import java.util.OptionalDouble;

/** A reaction in the making: what is found out is set, the rest stays absent. */
final class ReactionDraft {
    private final Leg leg;
    private final Security security;
    private final Window window;
    private final ModelKind model;
    private final LegTerm term;
    private Optional<Reason> reason = Optional.empty();
    private Optional<Reaction.Move> move = Optional.empty();
    private OptionalDouble benchmarkReturn = OptionalDouble.empty();
    private Optional<Reaction.Abnormal> abnormal = Optional.empty();
    private Optional<Reaction.Significance> significance = Optional.empty();
    private Optional<Reaction.Estimation> estimation = Optional.empty();
    private Optional<Reaction.MarketValue> marketValue = Optional.empty();
    private OptionalDouble volumeRatio = OptionalDouble.empty();

    ReactionDraft(Leg leg, Security security, Window window, ModelKind model, LegTerm term) {
        this.leg = leg;
        this.security = security;
        this.window = window;
        this.model = model;
        this.term = term;
    }

    /** Sets why something is missing, unless a weightier reason stands already: the first one found is the cause. */
    void lacks(Reason why) {
        if (reason.isEmpty()) {
            reason = Optional.of(why);
        }
    }

    void move(Reaction.Move found) {
        move = Optional.of(found);
    }

    void benchmarkReturn(double found) {
        benchmarkReturn = OptionalDouble.of(found);
    }

    void abnormal(double expectedReturn, double abnormalReturn) {
        abnormal = Optional.of(new Reaction.Abnormal(expectedReturn, abnormalReturn));
    }

    void significance(Reaction.Significance found) {
        significance = Optional.of(found);
    }

    void estimation(Reaction.Estimation found) {
        estimation = Optional.of(found);
    }

    void volumeRatio(OptionalDouble found) {
        volumeRatio = found;
    }

    /** Values the move, which must be set, by the shares that were known when the deal was announced. */
    void value(Peaks peaks) {
        Optional<ShareCount> shares = security.sharesKnownAt(leg.announcedAt());
        if (shares.isEmpty()) {
            lacks(Reason.NO_SHARE_COUNT);
            return;
        }
        Reaction.Move found = move.orElseThrow();
        long count = shares.get().count();
        Extreme peak = peaks.inDirectionOf(found).orElse(new Extreme(found.lastPrice(), found.lastTime()));
        double capBefore = found.basePrice() * count;
        marketValue = Optional.of(new Reaction.MarketValue(
                count,
                capBefore,
                (found.lastPrice() - found.basePrice()) * count,
                (peak.price() - found.basePrice()) * count,
                peak.time(),
                abnormal.map(a -> OptionalDouble.of(a.abnormalReturn() * capBefore))
                        .orElse(OptionalDouble.empty())));
    }

    /** The reaction while its window is open. */
    Reaction open() {
        return build(Reaction.Status.OPEN);
    }

    /** The reaction at the end of its window: final if there is an abnormal return. */
    Reaction ended() {
        return build(abnormal.isPresent() ? Reaction.Status.FINAL : Reaction.Status.NOT_COMPUTABLE);
    }

    Reaction notComputable(Reason why) {
        lacks(why);
        return build(Reaction.Status.NOT_COMPUTABLE);
    }

    private Reaction build(Reaction.Status status) {
        return new Reaction(
                leg.id(),
                leg.role(),
                security.benchmark(),
                window,
                status,
                reason,
                model,
                leg.announcedAt(),
                term.eventDay().date(),
                move,
                benchmarkReturn,
                abnormal,
                significance,
                estimation,
                marketValue,
                volumeRatio,
                Optional.empty());
    }
}
