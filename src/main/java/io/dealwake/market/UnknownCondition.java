package io.dealwake.market;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of a print whose sale condition is in no table. */
public enum UnknownCondition {
    /** It counts as if the condition were not there. */
    COUNT("count"),
    /**
     * Its size counts, its price does not. The default: a print that its venue marks in a way nobody here understands
     * must not raise an alert, while its shares did change hands.
     */
    VOLUME_ONLY("volume-only"),
    /** It is rejected. */
    REJECT("reject");

    /** What is done where no setting says otherwise. */
    public static final UnknownCondition DEFAULT = VOLUME_ONLY;

    private final String code;

    UnknownCondition(String code) {
        this.code = code;
    }

    /** The name as it is written in settings. */
    public String code() {
        return code;
    }

    /** The policy with a code; throws IllegalArgumentException that lists the codes for any other text. */
    public static UnknownCondition parse(String code) {
        return Codes.find(
                UnknownCondition.class,
                UnknownCondition::code,
                "unknown-conditions",
                code,
                "one of " + Arrays.stream(values()).map(UnknownCondition::code).collect(Collectors.joining(", ")));
    }
}
