package io.dealwake.simulation;

import io.dealwake.alert.Alert;
import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.reaction.MissingReturns;
import io.dealwake.reaction.ReturnSettings;
import io.dealwake.stream.Emission;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.TapeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes that a processor of events can make, each put in at a seam of the stages. The simulation must see every one. */
// Nothing changes what it is made of: maps of events, and functions without state.
@SuppressWarnings("ImmutableEnumChecker")
enum Fault {
    ESTIMATION_OFF_BY_ONE(
            "the estimation window lies one session later",
            Faults.measure(Faults::laterEstimation),
            Event.CORRECTED_CLOSES),
    SESSION_DROPPED(
            "the return after a session without a price is left out",
            Faults.measure(Faults::droppingSessions),
            Event.MISSING_CLOSES),
    BENCHMARK_ON_ARRIVAL(
            "a leg is measured with what has arrived of its benchmark, without waiting for its clock",
            Faults.route(Faults::withoutWaiting),
            Event.LAGGING_PARTITIONS),
    BENCHMARK_NOT_MULTICAST(
            "a benchmark is told to its own partition alone",
            Faults.route(Faults::homeAlone),
            Event.LAGGING_PARTITIONS),
    LAST_ARRIVED_FOR_LAST_TRADED(
            "of a minute's trades the one that arrived last is the last",
            Faults.tape(Faults::byArrival),
            Event.DISORDER),
    WALL_CLOCK(
            "heartbeats tell the wall clock, some seconds ahead of the feed",
            Faults.each(Faults::ahead),
            Event.DISORDER),
    HEARTBEAT_BY_MAXIMUM(
            "the clock is that of the source that is furthest",
            Faults.tape(Faults::byMaximum),
            Event.SOURCES,
            Event.LATE_TRADES,
            Event.DISORDER),
    LATE_TRADES_COUNTED(
            "a trade counts however late it comes", Faults.tape(Faults::neverLate), Event.LATE_TRADES, Event.DISORDER),
    CLOSE_APPLIED_EARLY(
            "a close is applied at the closing instant, before it was published",
            Faults.tape(Faults::closesAtOnce),
            Event.LATE_CLOSES),
    CLOSE_CORRECTION_IGNORED(
            "the first close of a session is the one that counts",
            Faults.tape(Faults::firstCloses),
            Event.CORRECTED_CLOSES),
    CLOSE_BELONGS_TO_ITS_DAY(
            "news at the closing instant belongs to the session that closes",
            Faults.each(Faults::beforeTheClose),
            Event.CLOSING_INSTANTS),
    BASE_AFTER_ANNOUNCEMENT(
            "the base is the boundary after the announcement", Faults.each(Faults::announcedLater), Event.DISORDER),
    LATE_LEG_WITHOUT_HISTORY(
            "a leg that comes late is measured from what comes after it",
            Faults.route((message, target) -> Faults.isHistory(message) ? Optional.empty() : Optional.of(message)),
            Event.LATE_LEGS),
    AMENDMENT_BY_ARRIVAL(
            "of two versions of a leg the one that arrived last counts",
            Faults.tape(Faults::newestByArrival),
            Event.AMENDMENTS),
    RETRACTION_IGNORED(
            "a deal that was taken back goes on",
            Faults.without(record ->
                    record instanceof TapeRecord.OneLeg one && one.leg().withdrawn()),
            Event.RETRACTIONS),
    WITHDRAWN_ALERT_FORGOTTEN(
            "an alert that stands no more is not taken back",
            Faults.tells(emission -> !(emission instanceof Emission.Raised raised)
                    || raised.alert().status() != Alert.Status.WITHDRAWN),
            Event.RETRACTIONS),
    REJECTION_FORGOTTEN(
            "what is refused is told to nobody",
            Faults.tells(emission -> !(emission instanceof Emission.Refused)),
            Event.LATE_TRADES),
    CORRECTION_IGNORED(
            "trades that were printed wrong stay",
            Faults.without(record -> record instanceof TapeRecord.OneCorrection),
            Event.CORRECTIONS),
    ODD_LOT_SETS_LAST("sale conditions are not looked at", Faults.tape(Faults::withoutConditions), Event.CONDITIONS),
    BLOCK_LOSES_LAST(
            "the last trade of a block is lost", Faults.each(Faults::withoutLast), Event.BLOCKS, Event.DISORDER),
    SPLIT_IGNORED(
            "splits are not looked at", Faults.securities(of -> Faults.with(of, false, true, true)), Event.SPLITS),
    DIVIDEND_IGNORED(
            "total returns leave dividends out",
            Faults.securities(of -> Faults.with(of, true, false, true)),
            Event.DIVIDENDS),
    CONFOUNDER_FORGOTTEN(
            "dated items of a company are not looked at",
            Faults.securities(of -> Faults.with(of, true, true, false)),
            Event.CONFOUNDERS),
    SECURITY_CHANGE_IGNORED(
            "what was first told of a security counts for ever",
            Faults.tape(Faults::firstSecurities),
            Event.SHARE_COUNTS,
            Event.OTHER_BENCHMARKS),
    GAP_FORGOTTEN("gaps are not looked at", Faults.without(record -> record instanceof TapeRecord.OneGap), Event.GAPS),
    HALT_FORGOTTEN(
            "halts are not looked at", Faults.without(record -> record instanceof TapeRecord.OneHalt), Event.HALTS),
    STATE_DRAINED_AFTER_COMMIT(
            "stores are written after the commit, and a crash loses what was on the way",
            Faults.crash(Seams.Crash.STORES_FALL_FURTHER),
            Event.CRASHES),
    OUTPUTS_NOT_ROLLED_BACK(
            "what a task wrote since its last commit outlasts a crash",
            Faults.crash(Seams.Crash.OUTPUTS_STAY),
            Event.CRASHES),
    OFFSETS_BEFORE_OUTPUTS(
            "the place in the input is stored at once, and a crash loses what came of it",
            Faults.crash(Seams.Crash.PLACE_STAYS),
            Event.CRASHES);

    private final String says;
    private final Seams seams;
    private final Set<Event> needs;

    Fault(String says, Seams seams, Event... needs) {
        this.says = says;
        this.seams = seams;
        this.needs = EnumSet.noneOf(Event.class);
        this.needs.addAll(Arrays.asList(needs));
    }

    /** Its name on the command line. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String says() {
        return says;
    }

    Seams seams() {
        return seams;
    }

    /** What happens in the worlds in which it must be seen. */
    Set<Event> needs() {
        return needs;
    }

    static Optional<Fault> of(String code) {
        return Stream.of(values()).filter(fault -> fault.code().equals(code)).findFirst();
    }

    /** What the faults do. */
    private static final class Faults {
        static Seams tape(UnaryOperator<List<TapeRecord>> change) {
            return new Seams(
                    world -> world.withTape(change.apply(world.tape())),
                    Seams.UNTOUCHED.route(),
                    Seams.UNTOUCHED.tells(),
                    Seams.Crash.HARMLESS);
        }

        static Seams each(UnaryOperator<TapeRecord> change) {
            return tape(records -> records.stream().map(change).toList());
        }

        static Seams without(Predicate<TapeRecord> which) {
            return tape(records -> records.stream().filter(which.negate()).toList());
        }

        static Seams securities(UnaryOperator<Security> change) {
            return each(record -> record instanceof TapeRecord.OneSecurity one
                    ? new TapeRecord.OneSecurity(change.apply(one.security()))
                    : record);
        }

        static Seams measure(UnaryOperator<MeasureSettings> change) {
            return new Seams(
                    world -> new World(
                            world.seed(),
                            world.events(),
                            change.apply(world.measure()),
                            world.unknown(),
                            world.rules(),
                            world.tape()),
                    Seams.UNTOUCHED.route(),
                    Seams.UNTOUCHED.tells(),
                    Seams.Crash.HARMLESS);
        }

        static Seams route(Seams.Route route) {
            return new Seams(world -> world, route, Seams.UNTOUCHED.tells(), Seams.Crash.HARMLESS);
        }

        static Seams tells(Predicate<Emission> tells) {
            return new Seams(world -> world, Seams.UNTOUCHED.route(), tells, Seams.Crash.HARMLESS);
        }

        static Seams crash(Seams.Crash crash) {
            return new Seams(world -> world, Seams.UNTOUCHED.route(), Seams.UNTOUCHED.tells(), crash);
        }

        static MeasureSettings laterEstimation(MeasureSettings of) {
            return new MeasureSettings(
                    of.windows(),
                    of.model(),
                    of.estimationSessions(),
                    of.estimationLast() + 1,
                    of.minimumReturns(),
                    of.hours(),
                    of.staleAfter(),
                    of.legSessions(),
                    of.returns());
        }

        static MeasureSettings droppingSessions(MeasureSettings of) {
            return of.withReturns(new ReturnSettings(
                    of.returns().kind(), MissingReturns.DROP, of.returns().leavesOutConfounded()));
        }

        // Between the stages

        /** Other partitions are taken to be as far as can be. */
        static Optional<Emission.ToMeasure> withoutWaiting(Emission.ToMeasure message, int target) {
            Dispatch told = message.dispatch();
            boolean foreign = told.message() instanceof Dispatch.BareClock && told.partition() != target;
            Instant far = Instant.parse("2090-01-01T00:00:00Z");
            return Optional.of(
                    foreign
                            ? new Emission.ToMeasure(
                                    new Dispatch(told.partition(), far, told.asOf(), told.message()), message.toAll())
                            : message);
        }

        static Optional<Emission.ToMeasure> homeAlone(Emission.ToMeasure message, int target) {
            return message.dispatch().partition() == target ? Optional.of(message) : Optional.empty();
        }

        /** Minutes that had been complete before the message. */
        static boolean isHistory(Emission.ToMeasure message) {
            return message.dispatch().message() instanceof Dispatch.OfMark of
                    && !of.mark().boundary().isAfter(message.dispatch().clock());
        }

        // On the tape

        private static Stream<Trade> trades(TapeRecord record) {
            if (record instanceof TapeRecord.OneTrade one) {
                return Stream.of(one.trade());
            }
            return record instanceof TapeRecord.Block block
                    ? block.entries().stream().map(entry -> entry.trade().orElseThrow())
                    : Stream.empty();
        }

        private static TapeRecord mapTrades(TapeRecord record, UnaryOperator<Trade> change) {
            if (record instanceof TapeRecord.OneTrade one) {
                return new TapeRecord.OneTrade(change.apply(one.trade()));
            }
            return record instanceof TapeRecord.Block block
                    ? new TapeRecord.Block(
                            block.partition(),
                            block.entries().stream()
                                    .map(entry ->
                                            new TapeRecord.Entry(entry.trade().map(change), ""))
                                    .toList())
                    : record;
        }

        private static Trade at(Trade trade, Instant time) {
            return new Trade(
                    trade.symbol(), time, trade.price(), trade.size(), trade.id(), trade.venue(), trade.conditions());
        }

        /** The times of a minute's trades go to them in the order in which they arrived. */
        static List<TapeRecord> byArrival(List<TapeRecord> tape) {
            Function<Trade, String> minute =
                    trade -> trade.symbol() + trade.time().truncatedTo(ChronoUnit.MINUTES);
            Map<String, List<Instant>> times = new HashMap<>();
            tape.stream()
                    .flatMap(Faults::trades)
                    .forEach(trade -> times.computeIfAbsent(minute.apply(trade), key -> new ArrayList<>())
                            .add(trade.time()));
            times.values().forEach(each -> each.sort(null));
            return tape.stream()
                    .map(record -> mapTrades(
                            record,
                            trade -> at(trade, times.get(minute.apply(trade)).remove(0))))
                    .toList();
        }

        static TapeRecord ahead(TapeRecord record) {
            return record instanceof TapeRecord.Heartbeat beat
                    ? new TapeRecord.Heartbeat(
                            beat.source(),
                            beat.time().plusSeconds(7),
                            beat.quietSince().map(since -> since.plusSeconds(7)),
                            beat.partition())
                    : record;
        }

        static List<TapeRecord> byMaximum(List<TapeRecord> tape) {
            List<TapeRecord> changed = new ArrayList<>();
            Optional<Instant> furthest = Optional.empty();
            for (TapeRecord record : tape) {
                if (record instanceof TapeRecord.Heartbeat beat) {
                    if (furthest.isEmpty() || beat.time().isAfter(furthest.get())) {
                        changed.add(new TapeRecord.Heartbeat("any", beat.time(), furthest, beat.partition()));
                        furthest = Optional.of(beat.time());
                    }
                } else if (!(record instanceof TapeRecord.SourceLeft)) {
                    changed.add(record);
                }
            }
            return changed;
        }

        /** A trade that would come too late comes before the heartbeat that makes it so. */
        static List<TapeRecord> neverLate(List<TapeRecord> tape) {
            TreeMap<Instant, List<TapeRecord>> early = new TreeMap<>();
            Instant now = Instant.MIN;
            List<TapeRecord> rest = new ArrayList<>();
            for (TapeRecord record : tape) {
                if (record instanceof TapeRecord.Heartbeat beat && beat.time().isAfter(now)) {
                    now = beat.time();
                }
                if (record instanceof TapeRecord.OneTrade one
                        && one.trade().time().isBefore(now.minus(Duration.ofSeconds(2)))) {
                    early.computeIfAbsent(one.trade().time(), key -> new ArrayList<>())
                            .add(record);
                } else {
                    rest.add(record);
                }
            }
            List<TapeRecord> changed = new ArrayList<>();
            for (TapeRecord record : rest) {
                while (record instanceof TapeRecord.Heartbeat beat
                        && !early.isEmpty()
                        && early.firstKey().isBefore(beat.time())) {
                    changed.addAll(early.pollFirstEntry().getValue());
                }
                changed.add(record);
            }
            return changed;
        }

        static List<TapeRecord> closesAtOnce(List<TapeRecord> tape) {
            Map<String, TradingCalendar> calendars = new HashMap<>();
            List<TapeRecord> changed = new ArrayList<>();
            List<TapeRecord> closes = new ArrayList<>();
            int start = -1;
            for (TapeRecord record : tape) {
                if (record instanceof TapeRecord.OneSecurity one) {
                    calendars.putIfAbsent(
                            one.security().symbol(), one.security().tradingCalendar());
                } else if (start < 0) {
                    start = changed.size();
                }
                if (record instanceof TapeRecord.OneClose one
                        && calendars.containsKey(one.close().symbol())) {
                    Close close = one.close();
                    Instant closing = calendars
                            .get(close.symbol())
                            .session(close.date())
                            .orElseThrow()
                            .close();
                    closes.add(new TapeRecord.OneClose(
                            new Close(close.symbol(), close.date(), close.price(), close.volume(), closing)));
                } else {
                    changed.add(record);
                }
            }
            changed.addAll(Math.max(0, start), closes);
            return changed;
        }

        static List<TapeRecord> firstCloses(List<TapeRecord> tape) {
            Set<String> seen = new HashSet<>();
            return tape.stream()
                    .filter(record -> !(record instanceof TapeRecord.OneClose one)
                            || seen.add(one.close().symbol() + one.close().date()))
                    .toList();
        }

        static TapeRecord beforeTheClose(TapeRecord record) {
            if (!(record instanceof TapeRecord.OneLeg one)) {
                return record;
            }
            Leg leg = one.leg();
            Instant before = leg.announcedAt().minus(1, ChronoUnit.MICROS);
            TradingCalendar calendar = TradingCalendar.of("XNYS");
            boolean closes = calendar.eventDay(before).close().equals(leg.announcedAt());
            return closes ? new TapeRecord.OneLeg(announced(leg, before, leg.observedAt())) : record;
        }

        private static Leg announced(Leg leg, Instant announcedAt, Instant observedAt) {
            return new Leg(
                    leg.id(), leg.entity(), leg.role(), leg.headline(), announcedAt, observedAt, leg.withdrawn());
        }

        static TapeRecord announcedLater(TapeRecord record) {
            if (!(record instanceof TapeRecord.OneLeg one)) {
                return record;
            }
            Leg leg = one.leg();
            Instant next = leg.announcedAt().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
            Instant observed = leg.observedAt().isBefore(next) ? next : leg.observedAt();
            return new TapeRecord.OneLeg(announced(leg, next, observed));
        }

        static List<TapeRecord> newestByArrival(List<TapeRecord> tape) {
            Map<Object, Instant> newest = new HashMap<>();
            return tape.stream()
                    .map(record -> {
                        if (record instanceof TapeRecord.OneLeg one) {
                            Leg leg = one.leg();
                            Instant before = newest.getOrDefault(leg.id(), Instant.MIN);
                            Instant observed = leg.observedAt().isAfter(before)
                                    ? leg.observedAt()
                                    : before.plus(1, ChronoUnit.MICROS);
                            newest.put(leg.id(), observed);
                            return new TapeRecord.OneLeg(announced(leg, leg.announcedAt(), observed));
                        }
                        return record;
                    })
                    .map(TapeRecord.class::cast)
                    .toList();
        }

        static List<TapeRecord> withoutConditions(List<TapeRecord> tape) {
            return tape.stream()
                    .map(record -> mapTrades(
                            record,
                            trade -> new Trade(
                                    trade.symbol(),
                                    trade.time(),
                                    trade.price(),
                                    trade.size(),
                                    trade.id(),
                                    trade.venue(),
                                    List.of())))
                    .toList();
        }

        static TapeRecord withoutLast(TapeRecord record) {
            return record instanceof TapeRecord.Block block
                    ? new TapeRecord.Block(
                            block.partition(),
                            block.entries().subList(0, block.entries().size() - 1))
                    : record;
        }

        static List<TapeRecord> firstSecurities(List<TapeRecord> tape) {
            Set<String> seen = new HashSet<>();
            return tape.stream()
                    .filter(record -> !(record instanceof TapeRecord.OneSecurity one)
                            || seen.add(one.security().symbol()))
                    .toList();
        }

        static Security with(Security of, boolean splits, boolean dividends, boolean confounders) {
            return new Security(
                    of.symbol(),
                    of.name(),
                    of.benchmark(),
                    of.calendar(),
                    of.currency(),
                    of.shares(),
                    splits ? of.splits() : List.of(),
                    dividends ? of.dividends() : List.of(),
                    confounders ? of.confounders() : List.of(),
                    of.ending(),
                    of.knownAt());
        }
    }
}
