package io.dealwake.reaction;

import io.dealwake.market.Require;
import io.dealwake.market.ReturnKind;
import io.dealwake.market.Window;
import io.dealwake.study.AbnormalReturn;
import io.dealwake.study.Estimate;
import io.dealwake.study.ModelKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The measurement of a leg over a window. What does not apply, or could not be computed, is absent, and {@code reason}
 * says why. Returns are fractions, money is in the security's currency.
 *
 * @param status whether it can still change
 * @param reason why something is missing
 * @param returnKind what the returns are made of
 * @param eventDay day 0, the first session that closes after the announcement
 * @param benchmarkReturn the benchmark's return between the two times of {@code move}
 * @param confoundedBy other deals and dated items of the company from the start of the estimation window to the end of
 *     this one, in order of date
 * @param gaps in words, what is missing or doubtful of the trades that the result rests on
 */
public record Reaction(
        LegId leg,
        String role,
        Optional<String> benchmark,
        Window window,
        Status status,
        Optional<Reason> reason,
        ModelKind model,
        ReturnKind returnKind,
        Instant announcedAt,
        LocalDate eventDay,
        Optional<Move> move,
        OptionalDouble benchmarkReturn,
        Optional<Abnormal> abnormal,
        Optional<Significance> significance,
        Optional<Estimation> estimation,
        Optional<MarketValue> marketValue,
        OptionalDouble volumeRatio,
        List<String> confoundedBy,
        List<String> gaps,
        Optional<Restatement> restatement) {

    public Reaction {
        confoundedBy = List.copyOf(confoundedBy);
        gaps = List.copyOf(gaps);
        Require.check(
                status != Status.FINAL || abnormal.isPresent(), "abnormal", abnormal, "an abnormal return when FINAL");
        Require.check(
                status != Status.NOT_COMPUTABLE || reason.isPresent(),
                "reason",
                reason,
                "a reason when not computable");
    }

    /** Whether a reaction can still change. */
    public enum Status {
        /** The window has not ended, or closes that it needs may still come. */
        OPEN,
        /** Complete. Replaced only by a restatement. */
        FINAL,
        /** Ended without an abnormal return; {@code reason} says why. */
        NOT_COMPUTABLE
    }

    /**
     * The price at the base and the newest in the window, each with the boundary or closing instant it stands at; both in
     * shares as they count at {@code lastTime}. The raw return is the change as a fraction of the base, with what total
     * returns add.
     */
    public record Move(double basePrice, Instant baseTime, double lastPrice, Instant lastTime, double rawReturn) {
        /** A move without dividends. */
        public Move(double basePrice, Instant baseTime, double lastPrice, Instant lastTime) {
            this(basePrice, baseTime, lastPrice, lastTime, lastPrice / basePrice - 1);
        }
    }

    /** What the model explains and what it does not. */
    public record Abnormal(double expectedReturn, double abnormalReturn) {}

    /** Whether it is more than noise: session windows only. Empirical p is absent without a run of residuals. */
    public record Significance(
            double standardError,
            double standardErrorNaive,
            int degreesOfFreedom,
            double tStatistic,
            double tStatisticNaive,
            double pValue,
            OptionalDouble pEmpirical) {
        /** That of a result over whole sessions. */
        public static Significance of(AbnormalReturn result) {
            return new Significance(
                    result.standardError(),
                    result.standardErrorNaive(),
                    result.degreesOfFreedom(),
                    result.tStatistic(),
                    result.tStatisticNaive(),
                    result.pValue(),
                    result.pEmpirical());
        }
    }

    /** The fitted model: alpha and sigma apply to session windows only. */
    public record Estimation(
            OptionalDouble alpha, OptionalDouble beta, OptionalDouble sigma, int days, LocalDate from, LocalDate to) {
        /** All of a fitted model. */
        public static Estimation of(Estimate model) {
            return new Estimation(
                    model.alpha(),
                    model.beta(),
                    OptionalDouble.of(model.sigma()),
                    model.days(),
                    model.from(),
                    model.to());
        }

        /** What a window within a session takes of it. */
        public Estimation slopeAlone() {
            return new Estimation(OptionalDouble.empty(), beta, OptionalDouble.empty(), days, from, to);
        }
    }

    /** What the move is worth. */
    public record MarketValue(
            long sharesOutstanding,
            double capBefore,
            double capChange,
            double peakCapChange,
            Instant peakTime,
            OptionalDouble abnormalValueChange) {}

    /** That a final result was published before and has changed. */
    public record Restatement(int number, String cause) {}

    /** The code of the expected-return model. */
    public String modelCode() {
        return model.code();
    }

    /** True when nothing more will come of this window but a restatement. */
    public boolean ended() {
        return status != Status.OPEN;
    }

    /** This reaction, marked as replacing a final one. */
    public Reaction restated(Restatement change) {
        return new Reaction(
                leg,
                role,
                benchmark,
                window,
                status,
                reason,
                model,
                returnKind,
                announcedAt,
                eventDay,
                move,
                benchmarkReturn,
                abnormal,
                significance,
                estimation,
                marketValue,
                volumeRatio,
                confoundedBy,
                gaps,
                Optional.of(change));
    }
}
