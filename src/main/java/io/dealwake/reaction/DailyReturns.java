package io.dealwake.reaction;

import io.dealwake.market.AsOf;
import io.dealwake.market.Close;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Session;
import io.dealwake.study.DailyReturn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The daily returns of a stock and its benchmark around an event day, as of an instant. */
final class DailyReturns {
    private final LegTerm term;
    private final MeasureSettings settings;
    private final PriceHistory own;
    private final PriceHistory benchmark;
    private final AsOf asOf;

    DailyReturns(LegTerm term, MeasureSettings settings, PriceHistory own, PriceHistory benchmark, AsOf asOf) {
        this.term = term;
        this.settings = settings;
        this.own = own;
        this.benchmark = benchmark;
        this.asOf = asOf;
    }

    /** The prices of stock and benchmark at the end of a session. */
    private record Prices(int day, PricePoint stock, PricePoint market) {}

    /** From official closes alone, without the sessions of some dates. */
    List<DailyReturn> official(int firstDay, int lastDay, Set<LocalDate> without) {
        List<DailyReturn> returns = new ArrayList<>();
        Optional<Prices> before = official(firstDay - 1);
        for (int day = firstDay; day <= lastDay; day++) {
            Optional<Prices> now = official(day);
            between(before, now).filter(each -> !covers(each, without)).ifPresent(returns::add);
            before = next(before, now);
        }
        return returns;
    }

    /** The prices that the next return starts from: from trade to trade those of the last session that had any. */
    private Optional<Prices> next(Optional<Prices> before, Optional<Prices> now) {
        return settings.returns().missing() == MissingReturns.TRADE_TO_TRADE ? now.or(() -> before) : now;
    }

    private boolean covers(DailyReturn sessions, Set<LocalDate> dates) {
        for (int day = sessions.firstDay(); !dates.isEmpty() && day <= sessions.day(); day++) {
            if (dates.contains(term.session(day).date())) {
                return true;
            }
        }
        return false;
    }

    /** The return between two sessions; absent where it is beyond anything that markets do: a price off by far. */
    private Optional<DailyReturn> between(Optional<Prices> from, Optional<Prices> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        double stock =
                own.growth(from.get().stock, to.get().stock, settings.returns().kind(), asOf) - 1;
        double market = benchmark.growth(
                        from.get().market, to.get().market, settings.returns().kind(), asOf)
                - 1;
        int day = to.get().day;
        return DailyReturn.isPossible(stock) && DailyReturn.isPossible(market)
                ? Optional.of(new DailyReturn(term.session(day).date(), day, stock, market, day - from.get().day))
                : Optional.empty();
    }

    private Optional<Prices> official(int day) {
        Session session = term.session(day);
        return officialClose(own, session)
                .flatMap(stock -> officialClose(benchmark, session).map(market -> new Prices(day, stock, market)));
    }

    private Optional<PricePoint> officialClose(PriceHistory prices, Session session) {
        return prices.close(session, asOf).map(close -> PricePoint.of(close, session.close()));
    }

    /**
     * From the official close before the first day, then for each session from its official close or else its newest mark;
     * the last one may have come half way.
     */
    List<DailyReturn> soFar(int firstDay, int lastDay) {
        List<DailyReturn> returns = new ArrayList<>();
        Optional<Prices> before = official(firstDay - 1);
        for (int day = firstDay; day <= lastDay && before.isPresent(); day++) {
            Optional<Prices> now = newest(day);
            Optional<DailyReturn> found = between(before, now);
            found.ifPresent(returns::add);
            // A price that is off by far is as good as none.
            before = next(before, found.flatMap(any -> now));
        }
        return returns;
    }

    private Optional<Prices> newest(int day) {
        return newest(own, day).flatMap(stock -> newest(benchmark, day).map(market -> new Prices(day, stock, market)));
    }

    /**
     * The newest price of a session: its official close, else its last mark. Once it is over, what was traded in the night
     * before it is none of it.
     */
    private Optional<PricePoint> newest(PriceHistory prices, int day) {
        Session session = term.session(day);
        Instant from = asOf.at().isBefore(session.close())
                ? term.session(day - 1).close()
                : settings.hours().from(session);
        return prices.priceAt(session.close(), asOf)
                .filter(price -> price.time().isAfter(from));
    }

    /**
     * Whether the closes that a window runs between are official. Of the sessions between them one may have neither a
     * trade nor an official close; one with trades is waited for, as long as the leg lasts.
     */
    boolean complete(int firstDay, int lastDay, boolean legHasEnded) {
        if (official(firstDay - 1).isEmpty() || official(lastDay).isEmpty()) {
            return false;
        }
        boolean complete = true;
        for (int day = firstDay; day < lastDay && !legHasEnded; day++) {
            complete &= isSettled(own, day) && isSettled(benchmark, day);
        }
        return complete;
    }

    private boolean isSettled(PriceHistory prices, int day) {
        Session session = term.session(day);
        return prices.close(session, asOf).isPresent()
                || (settings.returns().missing() == MissingReturns.TRADE_TO_TRADE
                        && newest(prices, day).isEmpty());
    }

    /** What is missing or doubtful of the benchmark's trades that the returns of some sessions rest on. */
    Set<String> lapsesOfBenchmark(int firstDay, int lastDay) {
        Set<String> lapses = new TreeSet<>();
        for (int day = firstDay; day <= lastDay; day++) {
            Session session = term.session(day);
            newest(benchmark, day)
                    .ifPresent(price -> lapses.addAll(benchmark.lapsesUnder(price, session.close(), asOf)));
        }
        return lapses;
    }

    /** Mean volume of a window's sessions over that of the estimation window; absent when a volume is missing. */
    OptionalDouble volumeRatio(int firstDay, int lastDay, int estimationFirst, int estimationLast) {
        OptionalDouble window = meanVolume(firstDay, lastDay);
        OptionalDouble estimation = meanVolume(estimationFirst, estimationLast);
        return window.isPresent() && estimation.isPresent() && estimation.getAsDouble() > 0
                ? OptionalDouble.of(window.getAsDouble() / estimation.getAsDouble())
                : OptionalDouble.empty();
    }

    /** In shares as they count at the end of the leg, so that a split changes nothing. */
    private OptionalDouble meanVolume(int firstDay, int lastDay) {
        double sum = 0;
        for (int day = firstDay; day <= lastDay; day++) {
            Session session = term.session(day);
            Optional<Close> close = own.close(session, asOf);
            if (close.isEmpty() || close.get().volume().isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += close.get().volume().getAsLong() * own.splitFactor(session.close(), term.endsAt(), asOf.known());
        }
        return OptionalDouble.of(sum / (lastDay - firstDay + 1));
    }
}
