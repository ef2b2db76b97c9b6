package io.dealwake.alert;

import java.util.Locale;

/** How much an alert matters. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** The name as it is published. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
