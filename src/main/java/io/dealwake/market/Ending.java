package io.dealwake.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That a security is no longer traded under its symbol.
 *
 * @param on the first day without trades under the symbol
 * @param knownAt when it was published; before that instant it ends nothing
 * @param successor the symbol that stands for its holders' shares afterwards, if there is one
 */
public record Ending(Kind kind, LocalDate on, Instant knownAt, Optional<String> successor) {
    public Ending {
        Require.present("kind", kind);
        Require.date("on", on);
        Require.instant("knownAt", knownAt);
        successor.ifPresent(symbol -> Require.symbol("successor", symbol));
    }

    /** Why the symbol ended. */
    public enum Kind {
        /** The same security has another symbol. */
        SYMBOL_CHANGED("symbol-changed"),
        /** It is traded no more. */
        DELISTED("delisted"),
        /** Another company took it over. */
        MERGED("merged");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The name as it is written in files and published as a reason. */
        public String code() {
            return code;
        }

        /** The kind with a code; throws IllegalArgumentException that lists the codes for any other text. */
        public static Kind parse(String code) {
            return Codes.find(Kind.class, Kind::code, "kind", code, "symbol-changed, delisted or merged");
        }
    }
}
