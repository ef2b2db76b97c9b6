package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.alert.TradeJudge;
import io.dealwake.market.Extreme;
import io.dealwake.market.Mark;
import io.dealwake.market.PricePoint;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import io.dealwake.reaction.LegTerm;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.WatchedLegState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * The open legs of a partition, and the trades that raise their raw-move alerts. Kept in memory, made from the store, where
 * those that have ended are remembered for a while.
 */
final class LegWatch {
    private final WatchStores stores;
    private final OpenMinutes minutes;
    private final WatchOutput output;
    private final TapeClock clock;
    private final StreamSettings settings;
    private final TradeJudge judge;
    private final Map<String, OfSymbol> bySymbol = new HashMap<>();

    /** The open legs of a symbol, by deal; most have none. */
    static final class OfSymbol {
        private final Map<String, WatchedLeg> byDeal = new TreeMap<>();
    }

    LegWatch(WatchStores stores, OpenMinutes minutes, WatchOutput output, TapeClock clock, StreamSettings settings) {
        this.stores = stores;
        this.minutes = minutes;
        this.output = output;
        this.clock = clock;
        this.settings = settings;
        this.judge = new TradeJudge(settings.rules());
        stores.legs().all().stream()
                .map(this::restored)
                .filter(watched -> !watched.leg().withdrawn())
                .filter(watched -> clock.completedTo().filter(watched::isOver).isEmpty())
                .forEach(this::watch);
    }

    private WatchedLeg restored(WatchedLegState state) {
        Security security = stores.securities()
                .get(state.leg().id().symbol())
                .orElseThrow(() -> new IllegalStateException(
                        "no security for " + state.leg().id()));
        return new WatchedLeg(state.leg(), term(state.leg(), security), state.alert());
    }

    private LegTerm term(Leg leg, Security security) {
        return LegTerm.of(leg.announcedAt(), security.tradingCalendar(), settings.measure());
    }

    private void watch(WatchedLeg watched) {
        LegId id = watched.leg().id();
        of(id.symbol()).byDeal.put(id.dealId(), watched);
    }

    /** Those of a symbol. */
    OfSymbol of(String symbol) {
        return bySymbol.computeIfAbsent(symbol, key -> new OfSymbol());
    }

    /** The version of a leg that is remembered at an instant, open or ended. */
    private Optional<WatchedLeg> remembered(Leg leg, Instant asOf) {
        return stores.legs()
                .get(keyOf(leg))
                .map(this::restored)
                .filter(before -> asOf.isBefore(before.term().rememberedTo(settings.measure())));
    }

    /** Whether a leg is new as of an instant, or of a higher version than the one that is remembered. */
    boolean isNews(Leg leg, Instant asOf) {
        return remembered(leg, asOf)
                .map(before -> before.leg().version().compareTo(leg.version()) < 0)
                .orElse(true);
    }

    /** Whether a symbol has a leg that is measured. */
    boolean follows(String symbol) {
        return !of(symbol).byDeal.isEmpty();
    }

    /** Takes up a leg, or another version of one; what has been traded since its base is judged at once. */
    void open(Leg leg, Instant asOf, Security security) {
        Optional<Alert> told = remembered(leg, asOf).flatMap(WatchedLeg::alert);
        WatchedLeg watched = new WatchedLeg(leg, term(leg, security), told);
        if (leg.withdrawn()) {
            // Nothing more is judged of it; the store remembers what was told.
            of(leg.id().symbol()).byDeal.remove(leg.id().dealId());
            told.filter(Alert::isActive).ifPresent(alert -> raise(watched, alert.withdrawn(asOf)));
        } else {
            watch(watched);
            judgeAll(watched, Optional.empty(), asOf);
        }
        save(watched);
    }

    /**
     * Judges again all that has been traded in a symbol since the bases of its legs, by the highs and lows of its minutes:
     * a base, a minute or a split is not what it was taken for.
     */
    void judgeAgain(String symbol, Instant asOf) {
        for (WatchedLeg watched : of(symbol).byDeal.values()) {
            watched.unsettle();
            boolean goesOn = asOf.isBefore(watched.term().settlesAt());
            if (goesOn) {
                judgeAll(watched, Optional.of(asOf), asOf);
                save(watched);
            }
        }
    }

    private void judgeAll(WatchedLeg watched, Optional<Instant> notBefore, Instant asOf) {
        Optional<Alert> found = baseOf(watched)
                .flatMap(base -> firstIn(watched, base, asOf))
                .map(alert -> notBefore.map(alert::notBefore).orElse(alert));
        if (found.isPresent()) {
            found.get().after(watched.alert()).ifPresent(alert -> raise(watched, alert));
        } else {
            watched.alert().filter(Alert::isActive).ifPresent(told -> raise(watched, told.withdrawn(asOf)));
        }
    }

    private Optional<Alert> firstIn(WatchedLeg watched, PricePoint base, Instant known) {
        String symbol = watched.leg().id().symbol();
        Bytes afterBase = Keys.of(symbol, watched.term().base().plusSeconds(1));
        List<Mark> marks = new ArrayList<>(stores.marks().range(afterBase, Keys.behind(symbol)));
        minutes.of(symbol).marks().stream()
                .filter(mark -> mark.boundary().isAfter(watched.term().base()))
                .forEach(marks::add);
        return marks.stream()
                .filter(mark -> !mark.boundary().isAfter(watched.term().endsAt()))
                .flatMap(mark ->
                        judge.judge(watched.leg(), inSharesAt(mark.boundary(), base, symbol, known), mark).stream())
                .findFirst();
    }

    /** A price in shares as they count at a later instant, by the splits known at a third. */
    private PricePoint inSharesAt(Instant time, PricePoint price, String symbol, Instant known) {
        double split = stores.securities()
                .get(symbol)
                .map(security -> security.splitFactor(price.time(), time, known))
                .orElse(1.0);
        return split == 1 ? price : new PricePoint(price.price() / split, price.time(), price.kind());
    }

    /** Judges a trade of a symbol by its legs. */
    void onTrade(OfSymbol symbol, Trade trade) {
        for (WatchedLeg watched : symbol.byDeal.values()) {
            if (watched.awaits(trade.time())) {
                Extreme price = new Extreme(trade.price(), trade.time());
                baseOf(watched)
                        .map(base -> inSharesAt(
                                trade.time(), base, trade.symbol(), clock.now().orElse(trade.time())))
                        .flatMap(base -> judge.judge(watched.leg(), base, price))
                        .flatMap(alert -> alert.after(watched.alert()))
                        .ifPresent(alert -> {
                            raise(watched, alert);
                            save(watched);
                        });
            }
        }
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

    /** Ends the legs of which nothing more is said. */
    void endAt(Instant completed) {
        bySymbol.values().forEach(symbol -> symbol.byDeal.values().removeIf(watched -> watched.isOver(completed)));
    }

    /** Forgets what was told of legs that have ended long ago. */
    void prune(Instant completed) {
        stores.legs().all().stream()
                .map(this::restored)
                .filter(watched ->
                        !watched.term().rememberedTo(settings.measure()).isAfter(completed))
                .forEach(watched -> stores.legs().delete(keyOf(watched.leg())));
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
        Optional<PricePoint> minute = newestMinute(symbol, base, completed);
        Optional<PricePoint> close = lastCloseBefore(watched, symbol, base);
        return PricePoint.newest(minute, close);
    }

    private Optional<PricePoint> newestMinute(String symbol, Instant base, Instant completed) {
        for (Instant boundary = base; boundary.isAfter(completed); boundary = boundary.minus(Mark.LENGTH)) {
            OpenMinutes.Minute minute = minutes.of(symbol).at(boundary.minus(Mark.LENGTH));
            if (minute != null && minute.prices().isPresent()) {
                return minute.prices().map(PricePoint::of);
            }
        }
        return stores.marks().lastIn(Keys.of(symbol), Keys.of(symbol, base)).map(PricePoint::of);
    }

    private Optional<PricePoint> lastCloseBefore(WatchedLeg watched, String symbol, Instant base) {
        var calendar = watched.term().calendar();
        return stores.closes()
                .lastIn(
                        Keys.of(symbol),
                        Keys.behind(symbol, calendar.closingAtOrBefore(base).date()))
                .map(dispatch -> ((Dispatch.OfClose) dispatch.message()).close())
                .map(close -> PricePoint.of(
                        close, calendar.session(close.date()).orElseThrow().close()));
    }
}
