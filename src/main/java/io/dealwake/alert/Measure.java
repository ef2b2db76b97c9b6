package io.dealwake.alert;

import io.dealwake.reaction.Reaction;
import java.util.OptionalDouble;

/** A number of a reaction that a rule can compare, under its public name. */
public enum Measure {
    RAW_RETURN("rawReturn") {
        @Override
        public OptionalDouble of(Reaction reaction) {
            return reaction.move().stream()
                    .mapToDouble(Reaction.Move::rawReturn)
                    .findFirst();
        }
    },
    MARKET_CAP_CHANGE("marketCapChange") {
        @Override
        public OptionalDouble of(Reaction reaction) {
            return reaction.marketValue().stream()
                    .mapToDouble(Reaction.MarketValue::capChange)
                    .findFirst();
        }
    },
    P_VALUE("pValue") {
        @Override
        public OptionalDouble of(Reaction reaction) {
            return reaction.significance().stream()
                    .mapToDouble(Reaction.Significance::pValue)
                    .findFirst();
        }
    };

    private final String field;

    Measure(String field) {
        this.field = field;
    }

    /** The name of the field in a reaction. */
    public String field() {
        return field;
    }

    /** Its value, absent where the reaction has none. */
    public abstract OptionalDouble of(Reaction reaction);
}
