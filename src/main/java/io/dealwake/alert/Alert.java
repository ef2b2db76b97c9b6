package io.dealwake.alert;

import io.dealwake.market.Digest;
import io.dealwake.market.Require;
import io.dealwake.market.Window;
import io.dealwake.reaction.Leg;
import io.dealwake.reaction.LegId;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
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

    /** The alert that takes this one back, because the leg that it speaks of was withdrawn. */
    public Alert withdrawn(Instant at) {
        return new Alert(
                fingerprint,
                sequence + 1,
                Status.WITHDRAWN,
                rule,
                severity,
                leg,
                window,
                at,
                measure,
                value,
                threshold,
                headline,
                evidence);
    }
}
