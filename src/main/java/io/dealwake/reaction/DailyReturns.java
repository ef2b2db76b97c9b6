package io.dealwake.reaction;

import io.dealwake.market.Close;
import io.dealwake.market.PriceHistory;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Session;
import io.dealwake.study.DailyReturn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The daily returns of a stock and its benchmark around an event day, as known at an instant. */
final class DailyReturns {
    private final LegTerm term;
    private final PriceHistory own;
    private final PriceHistory benchmark;
    private final Instant asOf;

    DailyReturns(LegTerm term, PriceHistory own, PriceHistory benchmark, Instant asOf) {
        this.term = term;
        this.own = own;
        this.benchmark = benchmark;
        this.asOf = asOf;
    }

    /** From official closes alone; a session lacking one of the four closes has no return. */
    List<DailyReturn> official(int firstDay, int lastDay) {
        List<DailyReturn> returns = new ArrayList<>();
        Session before = term.session(firstDay - 1);
        for (int day = firstDay; day <= lastDay; day++) {
            Session session = term.session(day);
            Optional<Double> stock = change(own.close(before, asOf), own.close(session, asOf));
            Optional<Double> market = change(benchmark.close(before, asOf), benchmark.close(session, asOf));
            if (stock.isPresent() && market.isPresent()) {
                returns.add(new DailyReturn(session.date(), day, stock.get(), market.get()));
            }
            before = session;
        }
        return returns;
    }

    private static Optional<Double> change(Optional<Close> from, Optional<Close> to) {
        return from.flatMap(base -> to.flatMap(last -> change(base.price(), last.price())));
    }

    /** A return, absent where it is beyond anything that markets do: a price off by many powers of ten. */
    private static Optional<Double> change(double from, double to) {
        return Optional.of(to / from - 1).filter(DailyReturn::isPossible);
    }

    /** The same, where a session without an official close so far has its newest mark; ends at the first without either. */
    List<DailyReturn> soFar(int firstDay, int lastDay) {
        List<DailyReturn> returns = new ArrayList<>();
        Session before = term.session(firstDay - 1);
        Optional<PricePoint> stockBase = closeOf(own, before);
        Optional<PricePoint> marketBase = closeOf(benchmark, before);
        for (int day = firstDay; day <= lastDay; day++) {
            Session session = term.session(day);
            Optional<PricePoint> stock = newest(own, before, session, asOf);
            Optional<PricePoint> market = newest(benchmark, before, session, asOf);
            Optional<Double> stockReturn = changeOf(stockBase, stock);
            Optional<Double> marketReturn = changeOf(marketBase, market);
            if (stockReturn.isEmpty() || marketReturn.isEmpty()) {
                break;
            }
            returns.add(new DailyReturn(session.date(), day, stockReturn.get(), marketReturn.get()));
            before = session;
            stockBase = stock;
            marketBase = market;
        }
        return returns;
    }

    private static Optional<Double> changeOf(Optional<PricePoint> from, Optional<PricePoint> to) {
        return from.flatMap(base -> to.flatMap(last -> change(base.price(), last.price())));
    }

    private Optional<PricePoint> closeOf(PriceHistory prices, Session session) {
        return prices.close(session, asOf).map(close -> new PricePoint(close.price(), session.close()));
    }

    /** The newest price of a session: its official close, else its last mark after the session before. */
    static Optional<PricePoint> newest(PriceHistory prices, Session before, Session session, Instant asOf) {
        return prices.priceAt(session.close(), asOf)
                .filter(price -> price.time().isAfter(before.close()));
    }

    /** Whether all closes from the session before a window to its end are official. */
    boolean complete(int firstDay, int lastDay) {
        for (int day = firstDay - 1; day <= lastDay; day++) {
            Session session = term.session(day);
            if (own.close(session, asOf).isEmpty()
                    || benchmark.close(session, asOf).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Mean volume of a window's sessions over that of the estimation window; absent when a volume is missing. */
    OptionalDouble volumeRatio(int firstDay, int lastDay, int estimationFirst, int estimationLast) {
        OptionalDouble window = meanVolume(firstDay, lastDay);
        OptionalDouble estimation = meanVolume(estimationFirst, estimationLast);
        return window.isPresent() && estimation.isPresent() && estimation.getAsDouble() > 0
                ? OptionalDouble.of(window.getAsDouble() / estimation.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble meanVolume(int firstDay, int lastDay) {
        double sum = 0;
        for (int day = firstDay; day <= lastDay; day++) {
            Optional<Close> close = own.close(term.session(day), asOf);
            if (close.isEmpty() || close.get().volume().isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += close.get().volume().getAsLong();
        }
        return OptionalDouble.of(sum / (lastDay - firstDay + 1));
    }
}
