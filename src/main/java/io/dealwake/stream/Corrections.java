package io.dealwake.stream;

import io.dealwake.market.Correction;
import io.dealwake.market.Era;
import io.dealwake.market.Mark;
import io.dealwake.market.Trade;
import io.dealwake.market.TradingCalendar;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Corrections and cancels whose time has come. One that was known before its minute was over changes the trade at once, or
 * as soon as it comes; any other waits until the minute is complete, so that the mark is first told as it was known at its
 * boundary and then as it is known now.
 */
final class Corrections {
    private final WatchStores stores;
    private final TapeClock clock;
    private final Minutes minutes;
    private final LegWatch legs;
    private final Admission admission;
    private final Following following;

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
            WatchStores stores,
            TapeClock clock,
            Minutes minutes,
            LegWatch legs,
            Admission admission,
            Following following) {
        this.stores = stores;
        this.clock = clock;
        this.minutes = minutes;
        this.legs = legs;
        this.admission = admission;
        this.following = following;
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
        }
    }

    /** A trade as it is known to have been when it comes: one that is cancelled is absent. */
    Optional<Trade> applyTo(Trade trade) {
        Optional<Trade> corrected = Optional.of(trade);
        for (Waiting waiting : all()) {
            if (corrected.isPresent() && concerns(waiting, corrected.get())) {
                stores.corrections().delete(waiting.key);
                corrected = waiting.correction.applyTo(corrected.get());
            }
        }
        return corrected;
    }

    private static boolean concerns(Waiting waiting, Trade trade) {
        return waiting.correction.symbol().equals(trade.symbol())
                && waiting.wasKnownInItsMinute()
                && waiting.boundary().equals(Mark.boundaryAfter(trade.time()))
                && waiting.correction.names(trade);
    }

    /** Settles what waited for minutes that are complete now, in the order in which it became known, then of the tape. */
    void settleTo(Instant completed, Facts.Refusal refusal) {
        for (Waiting waiting : all()) {
            if (!waiting.boundary().isAfter(completed)) {
                stores.corrections().delete(waiting.key);
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
        Minutes.Outcome outcome = minutes.correctCompleted(
                correction,
                Retention.tradesFrom(waiting.asOf, calendar),
                later(waiting.asOf, waiting.boundary()),
                following.follows(symbol),
                following.isBenchmark(symbol));
        if (outcome == Minutes.Outcome.NO_SUCH_TRADE) {
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
        List<Waiting> waiting = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries =
                stores.corrections().range(Keys.of(Era.FIRST, 0), Keys.of(Era.END, Long.MAX_VALUE))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                TapeRecord.OneCorrection record = (TapeRecord.OneCorrection) Facts.reread(entry.value);
                waiting.add(
                        new Waiting(entry.key, Bytes.wrap(entry.value), record.correction(), Keys.timeIn(entry.key)));
            }
        }
        return waiting;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
