package io.dealwake.alert;

import io.dealwake.market.Digest;
import io.dealwake.market.Require;
import io.dealwake.market.Times;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something worth telling, told once: a fingerprint is firing at most once, and {@code sequence} counts its records.
 *
 * @param firedAt event time: of the trade, mark or close that met the rule, never before the leg was observed
 * @param measure the field that the rule compared
 * @param value the field's value when it fired, in the unit of {@code threshold}
 * @param headline one sentence without a moving number
 * @param evidence what the value rests on, by field: doubles, longs and texts; no offset, partition or wall time
 */
public record Alert(
        String fingerprint,
        int sequence,
        Status status,
        String rule,
        Severity severity,
        LegId leg,
        String window,
        Instant firedAt,
        String measure,
        double value,
        double threshold,
        String headline,
        Map<String, Object> evidence) {
    public Alert {
        Require.positive("sequence", sequence);
        Require.finite("value", value);
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }

    /** What an alert record says of its fingerprint. */
    public enum Status {
        FIRING,
        ESCALATED,
        WITHDRAWN,
        RESOLVED;

        /** The name as it is published. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The identity of what a rule says of a window of a leg. */
    public static String fingerprint(String rule, LegId leg, Window window) {
        return Digest.of(String.join("\n", rule, leg.dealId(), leg.symbol(), window.code()));
    }

    /** The first alert of a fingerprint. */
    public static Alert firing(
            Rule rule, Leg leg, Window window, Instant firedAt, double value, Map<String, Object> evidence) {
        return new Alert(
                fingerprint(rule.name(), leg.id(), window),
                1,
                Status.FIRING,
                rule.name(),
                rule.severity(),
                leg.id(),
                window.code(),
                firedAt,
                rule.measure().field(),
                value,
                rule.threshold(),
                leg.id().symbol() + " " + rule.says() + ": " + leg.headline(),
                evidence);
    }

    /** The alert that takes this one back: its leg was withdrawn, or what it was measured from has turned out wrong. */
    public Alert withdrawn(Instant at) {
        return follows(this, Status.WITHDRAWN, Times.later(at, firedAt));
    }

    /**
     * This alert as it is told after what was told last of its fingerprint: absent while that stands, escalated once it was
     * taken back. No fingerprint fires twice.
     */
    public Optional<Alert> after(Optional<Alert> told) {
        return told.isEmpty()
                ? Optional.of(this)
                : told.filter(before -> !before.isActive())
                        .map(before -> follows(before, Status.ESCALATED, Times.later(firedAt, before.firedAt)));
    }

    /** This alert, fired no sooner than an instant: when what it rests on became known. */
    public Alert notBefore(Instant known) {
        return at(status, sequence, Times.later(firedAt, known));
    }

    /** Whether it stands: it was not taken back. */
    public boolean isActive() {
        return status != Status.WITHDRAWN && status != Status.RESOLVED;
    }

    private Alert follows(Alert before, Status next, Instant at) {
        return at(next, before.sequence + 1, at);
    }

    private Alert at(Status next, int number, Instant time) {
        return new Alert(
                fingerprint,
                number,
                next,
                rule,
                severity,
                leg,
                window,
                time,
                measure,
                value,
                threshold,
                headline,
                evidence);
    }
}
