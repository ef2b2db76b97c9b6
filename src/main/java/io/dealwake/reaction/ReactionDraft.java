package io.dealwake.reaction;

import io.dealwake.market.Extreme;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** A reaction in the making: what is found out is set, the rest stays absent. */
final class ReactionDraft {
    private static final int MOST_GAPS = 20;

    private final Leg leg;
    private final Security security;
    private final Window window;
    private final MeasureSettings settings;
    private final LegTerm term;
    private final Set<String> gaps = new LinkedHashSet<>();
    private List<String> confoundedBy = List.of();
    private Optional<Reason> reason = Optional.empty();
    private Optional<Reaction.Move> move = Optional.empty();
    private OptionalDouble benchmarkReturn = OptionalDouble.empty();
    private Optional<Reaction.Abnormal> abnormal = Optional.empty();
    private Optional<Reaction.Significance> significance = Optional.empty();
    private Optional<Reaction.Estimation> estimation = Optional.empty();
    private Optional<Reaction.MarketValue> marketValue = Optional.empty();
    private OptionalDouble volumeRatio = OptionalDouble.empty();

    ReactionDraft(Leg leg, Security security, Window window, MeasureSettings settings, LegTerm term) {
        this.leg = leg;
        this.security = security;
        this.window = window;
        this.settings = settings;
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

    void confoundedBy(List<Confounders.Confounder> found) {
        confoundedBy = found.stream().map(Confounders.Confounder::name).toList();
    }

    /** Adds what is missing or doubtful; beyond a number of them it says how many more there are. */
    void gaps(Collection<String> found) {
        gaps.addAll(found);
    }

    private List<String> firstGaps() {
        if (gaps.size() <= MOST_GAPS) {
            return List.copyOf(gaps);
        }
        return Stream.concat(
                        gaps.stream().limit(MOST_GAPS - 1), Stream.of("and " + (gaps.size() - MOST_GAPS + 1) + " more"))
                .toList();
    }

    /**
     * Values the move, which must be set, by the shares that were known when the deal was announced; as many as these have
     * become by the end of the move.
     */
    void value(Peaks peaks, View view) {
        Optional<ShareCount> shares = security.sharesKnownAt(leg.announcedAt());
        if (shares.isEmpty()) {
            lacks(Reason.NO_SHARE_COUNT);
            return;
        }
        Reaction.Move found = move.orElseThrow();
        long count = sharesAt(found.lastTime(), shares.get(), view);
        double splitToTheEnd = view.own()
                .splitFactor(found.lastTime(), peaks.toInclusive(), view.asOf().known());
        Extreme peak =
                peaks.inDirectionOf(found, splitToTheEnd).orElse(new Extreme(found.lastPrice(), found.lastTime()));
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

    private long sharesAt(Instant time, ShareCount shares, View view) {
        Instant counted =
                shares.asOf().plusDays(1).atStartOfDay(term.calendar().zone()).toInstant();
        double split = counted.isBefore(time)
                ? view.own().splitFactor(counted, time, view.asOf().known())
                : 1 / view.own().splitFactor(time, counted, view.asOf().known());
        return Math.max(1, Math.round(shares.count() * split));
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
                settings.model(),
                settings.returns().kind(),
                leg.announcedAt(),
                term.eventDay().date(),
                move,
                benchmarkReturn,
                abnormal,
                significance,
                estimation,
                marketValue,
                volumeRatio,
                confoundedBy,
                firstGaps(),
                Optional.empty());
    }
}
