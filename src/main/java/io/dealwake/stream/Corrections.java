package io.dealwake.stream;

import io.dealwake.market.Correction;
import io.dealwake.market.Mark;
import io.dealwake.market.Times;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Corrections and cancels whose time has come. One that was known before its minute was over changes the trade at once, or
 * as soon as it comes; any other waits until the minute is complete, so that the mark is first told as it was known at its
 * boundary and then as it is known now.
 */
final class Corrections {
    private final MeasureSettings measure;
    private final WatchStores stores;
    private final TapeClock clock;
    private final Minutes minutes;
    private final LegWatch legs;
    private final Admission admission;
    private final Following following;
    private final Map<String, List<Waiting>> bySymbol = new TreeMap<>();

    /** A correction that waits. */
    private record Waiting(Bytes key, Bytes value, Correction correction, Instant asOf) {
        Instant boundary() {
            return Mark.boundaryAfter(correction.time());
        }

        boolean wasKnownInItsMinute() {
            return !asOf.isAfter(boundary());
        }
    }

    Corrections(
            MeasureSettings measure,
            WatchStores stores,
            TapeClock clock,
            Minutes minutes,
            LegWatch legs,
            Admission admission,
            Following following) {
        this.measure = measure;
        this.stores = stores;
        this.clock = clock;
        this.minutes = minutes;
        this.legs = legs;
        this.admission = admission;
        this.following = following;
        stored().forEach(this::remember);
    }

    /** Applies a correction that is in force from an instant on, or lets it wait. */
    void apply(Correction correction, Instant asOf, byte[] value, long offset) throws Unusable {
        Waiting waiting = new Waiting(Keys.of(asOf, offset), Bytes.wrap(value), correction, asOf);
        boolean complete = clock.completedTo()
                .filter(boundary -> !boundary.isBefore(waiting.boundary()))
                .isPresent();
        if (complete) {
            settle(waiting);
        } else if (waiting.wasKnownInItsMinute() && minutes.correctOpen(correction)) {
            legs.judgeAgain(correction.symbol(), asOf);
        } else {
            stores.corrections().put(waiting.key, value);
            remember(waiting);
        }
    }

    private void remember(Waiting waiting) {
        bySymbol.computeIfAbsent(waiting.correction.symbol(), symbol -> new ArrayList<>())
                .add(waiting);
    }

    private void forget(Waiting waiting) {
        stores.corrections().delete(waiting.key);
        String symbol = waiting.correction.symbol();
        bySymbol.get(symbol).remove(waiting);
        if (bySymbol.get(symbol).isEmpty()) {
            bySymbol.remove(symbol);
        }
    }

    /** Whether trades are as they come: nearly always. */
    boolean isNoneWaiting() {
        return bySymbol.isEmpty();
    }

    /** A trade as it is known to have been when it comes: one that is cancelled is absent. */
    Optional<Trade> applyTo(Trade trade) {
        Optional<Trade> corrected = Optional.of(trade);
        for (Waiting waiting : List.copyOf(bySymbol.getOrDefault(trade.symbol(), List.of()))) {
            if (corrected.isPresent() && concerns(waiting, corrected.get())) {
                forget(waiting);
                corrected = waiting.correction.applyTo(corrected.get());
            }
        }
        return corrected;
    }

    private static boolean concerns(Waiting waiting, Trade trade) {
        return waiting.wasKnownInItsMinute()
                && waiting.boundary().equals(Mark.boundaryAfter(trade.time()))
                && waiting.correction.names(trade);
    }

    /** Settles what waited for minutes that are complete now, in the order in which it became known, then of the tape. */
    void settleTo(Instant completed, Facts.Refusal refusal) {
        for (Waiting waiting : all()) {
            if (!waiting.boundary().isAfter(completed)) {
                forget(waiting);
                try {
                    settle(waiting);
                } catch (Unusable e) {
                    refusal.reject(
                            waiting.correction.symbol(), waiting.value.get(), Keys.offsetIn(waiting.key), e, completed);
                }
            }
        }
    }

    private void settle(Waiting waiting) throws Unusable {
        Correction correction = waiting.correction;
        String symbol = correction.symbol();
        TradingCalendar calendar = admission.security(symbol).tradingCalendar();
        Instant asOf = Times.later(waiting.asOf, waiting.boundary());
        Minutes.Outcome outcome = minutes.correctCompleted(
                correction, Retention.tradesFrom(waiting.asOf, calendar), asOf, following.wasBenchmark(symbol, asOf));
        if (outcome == Minutes.Outcome.NO_SUCH_TRADE) {
            Retention.at(waiting.asOf, calendar, measure).requireKept(correction.time(), waiting.boundary());
            throw new Unusable(RejectionReason.NO_SUCH_TRADE, named(correction) + ", expected one that has come");
        }
        if (outcome == Minutes.Outcome.CORRECTED) {
            legs.judgeAgain(symbol, waiting.asOf);
        }
    }

    private static String named(Correction correction) {
        return "trade is "
                + correction.id().map(id -> "id " + id + " in the minute of ").orElse("") + correction.time() + ", "
                + correction.size() + " at " + correction.price();
    }

    private List<Waiting> all() {
        return bySymbol.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Waiting::key))
                .toList();
    }

    private List<Waiting> stored() {
        return stores.corrections().entries().stream()
                .map(entry -> new Waiting(
                        entry.key,
                        Bytes.wrap(entry.value),
                        ((TapeRecord.OneCorrection) Facts.reread(entry.value)).correction(),
                        Keys.timeIn(entry.key)))
                .toList();
    }
}
