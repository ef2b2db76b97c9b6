package io.dealwake.app;

import java.util.Locale;

/**
 * What a record says that is read before its transaction ends, and what has become of it.
 *
 * @param value what it says
 * @param standing whether that holds
 */
record Provisional<T>(T value, Standing standing) {
    /** Whether what a record says holds. */
    enum Standing {
        /** Its transaction is open: it may yet be aborted. */
        PROVISIONAL,

        /** Its transaction was committed, so that all readers see it. */
        CONFIRMED,

        /** Its transaction was aborted, so that readers of committed records never see it. */
        ABORTED;

        /** The name as it is printed. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
