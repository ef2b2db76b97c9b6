package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.alert.TradeJudge;
import io.dealwake.market.Extreme;
import io.dealwake.market.Mark;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegTerm;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.WatchedLegState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** The open legs of a partition, and the trades that raise their raw-move alerts. Kept in memory, made from the store. */
final class LegWatch {
    private final WatchStores stores;
    private final WatchOutput output;
    private final TapeClock clock;
    private final StreamSettings settings;
    private final TradeJudge judge;
    private final Map<String, Map<String, WatchedLeg>> bySymbol = new TreeMap<>();

    LegWatch(WatchStores stores, WatchOutput output, TapeClock clock, StreamSettings settings) {
        this.stores = stores;
        this.output = output;
        this.clock = clock;
        this.settings = settings;
        this.judge = new TradeJudge(settings.rules());
        stores.legs().all().forEach(this::restore);
    }

    private void restore(WatchedLegState state) {
        Security security = stores.securities()
                .get(Keys.of(state.leg().id().symbol()))
                .orElseThrow(() -> new IllegalStateException(
                        "no security for " + state.leg().id()));
        remember(new WatchedLeg(state.leg(), term(state.leg(), security), state.alert()));
    }

    private LegTerm term(Leg leg, Security security) {
        return LegTerm.of(leg.announcedAt(), security.tradingCalendar(), settings.measure());
    }

    private void remember(WatchedLeg watched) {
        bySymbol.computeIfAbsent(watched.leg().id().symbol(), symbol -> new TreeMap<>())
                .put(watched.leg().id().dealId(), watched);
    }

    private Optional<WatchedLeg> known(Leg leg) {
        return Optional.ofNullable(
                bySymbol.getOrDefault(leg.id().symbol(), Map.of()).get(leg.id().dealId()));
    }

    /** Whether a leg is new, or of a higher version than the one that is known. */
    boolean isNews(Leg leg) {
        return known(leg)
                .map(before -> before.leg().version().compareTo(leg.version()) < 0)
                .orElse(true);
    }

    /** Whether a symbol has a leg that is measured. */
    boolean follows(String symbol) {
        return bySymbol.getOrDefault(symbol, Map.of()).values().stream()
                .anyMatch(watched -> !watched.leg().withdrawn());
    }

    /** Takes up a leg, or another version of one; what has been traded since its base is judged at once. */
    void open(Leg leg, Instant asOf, Security security) {
        Optional<Alert> told = known(leg).flatMap(WatchedLeg::alert);
        WatchedLeg watched = new WatchedLeg(leg, term(leg, security), told);
        remember(watched);
        if (leg.withdrawn()) {
            told.filter(alert -> alert.status() == Alert.Status.FIRING)
                    .map(alert -> alert.withdrawn(asOf))
                    .ifPresent(alert -> raise(watched, alert));
        } else if (told.isEmpty()) {
            baseOf(watched).flatMap(base -> firstIn(watched, base)).ifPresent(alert -> raise(watched, alert));
        }
        save(watched);
    }

    private Optional<Alert> firstIn(WatchedLeg watched, PricePoint base) {
        String symbol = watched.leg().id().symbol();
        Bytes afterBase = Keys.of(symbol, watched.term().base().plusSeconds(1));
        List<Mark> marks = new ArrayList<>(stores.marks().range(afterBase, Keys.behind(symbol)));
        stores.minutes().all().stream()
                .filter(mark -> mark.symbol().equals(symbol)
                        && mark.boundary().isAfter(watched.term().base()))
                .forEach(marks::add);
        return marks.stream()
                .flatMap(mark -> judge.judge(watched.leg(), base, mark).stream())
                .findFirst();
    }

    void onTrade(Trade trade) {
        for (WatchedLeg watched :
                bySymbol.getOrDefault(trade.symbol(), Map.of()).values()) {
            if (watched.awaits(trade.time())) {
                Extreme price = new Extreme(trade.price(), trade.time());
                baseOf(watched)
                        .flatMap(base -> judge.judge(watched.leg(), base, price))
                        .ifPresent(alert -> {
                            raise(watched, alert);
                            save(watched);
                        });
            }
        }
    }

    /** A close may come after the base that it changes was looked up: with and without a restart the base is the same. */
    void lookUpBasesAgain(String symbol) {
        bySymbol.getOrDefault(symbol, Map.of()).values().forEach(WatchedLeg::unsettle);
    }

    private void raise(WatchedLeg watched, Alert alert) {
        watched.raised(alert);
        output.raise(alert);
    }

    private void save(WatchedLeg watched) {
        stores.legs().put(keyOf(watched.leg()), watched.toState());
    }

    private static Bytes keyOf(Leg leg) {
        return Keys.of(leg.id().symbol(), leg.id().dealId());
    }

    /** Ends the legs whose last session has closed. */
    void endAt(Instant completed) {
        bySymbol.values()
                .forEach(legs -> legs.values().removeIf(watched -> {
                    boolean over = !watched.term().endsAt().isAfter(completed);
                    if (over) {
                        stores.legs().delete(keyOf(watched.leg()));
                    }
                    return over;
                }));
        bySymbol.values().removeIf(Map::isEmpty);
    }

    private Optional<PricePoint> baseOf(WatchedLeg watched) {
        if (!watched.isSettled()) {
            Instant completed = clock.completedTo().orElseThrow();
            boolean complete = !completed.isBefore(watched.term().base());
            Optional<PricePoint> found = newestAtBase(watched, completed)
                    .filter(price -> !watched.term().stale(price, watched.term().base(), settings.measure()));
            watched.base(found, complete);
        }
        return watched.base();
    }

    private Optional<PricePoint> newestAtBase(WatchedLeg watched, Instant completed) {
        String symbol = watched.leg().id().symbol();
        Instant base = watched.term().base();
        for (Instant boundary = base; boundary.isAfter(completed); boundary = boundary.minus(Mark.LENGTH)) {
            Optional<Mark> minute = stores.minutes().get(Keys.of(boundary, symbol));
            if (minute.isPresent()) {
                return minute.map(LegWatch::lastOf);
            }
        }
        Optional<PricePoint> mark =
                stores.marks().lastIn(Keys.of(symbol), Keys.of(symbol, base)).map(LegWatch::lastOf);
        Optional<PricePoint> close = lastCloseBefore(watched, symbol, base);
        return close.isPresent()
                        && mark.filter(price -> price.time().isAfter(close.get().time()))
                                .isEmpty()
                ? close
                : mark;
    }

    private Optional<PricePoint> lastCloseBefore(WatchedLeg watched, String symbol, Instant base) {
        var calendar = watched.term().calendar();
        return stores.closes()
                .lastIn(
                        Keys.of(symbol),
                        Keys.of(symbol, calendar.closingAtOrBefore(base).date()))
                .map(dispatch -> ((Dispatch.OfClose) dispatch.message()).close())
                .map(close -> new PricePoint(
                        close.price(),
                        calendar.session(close.date()).orElseThrow().close()));
    }

    private static PricePoint lastOf(Mark mark) {
        return new PricePoint(mark.last().price(), mark.boundary());
    }
}
