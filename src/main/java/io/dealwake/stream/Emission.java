package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.StateCodecs;

/** What a stage gives out; each kind goes to a topic of its own. */
public sealed interface Emission {
    /** The value of the record in the topic. */
    byte[] toBytes();

    /** A message to the stage measure, for its own partition or for all. */
    record ToMeasure(Dispatch dispatch, boolean toAll) implements Emission {
        @Override
        public byte[] toBytes() {
            return StateCodecs.DISPATCH.encode(dispatch);
        }
    }

    /** A measurement. */
    record Published(Reaction reaction) implements Emission {
        @Override
        public byte[] toBytes() {
            return Codecs.REACTION.encode(reaction);
        }
    }

    /** An alert. */
    record Raised(Alert alert) implements Emission {
        @Override
        public byte[] toBytes() {
            return Codecs.ALERT.encode(alert);
        }
    }

    /** An input that could not be used. */
    record Refused(Rejected rejected) implements Emission {
        @Override
        public byte[] toBytes() {
            return Codecs.REJECTED.encode(rejected);
        }
    }
}
