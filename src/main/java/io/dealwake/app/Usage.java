package io.dealwake.app;

import java.util.Locale;
import java.util.function.Supplier;

/** Values of options that fit their types and cannot be all the same, alone or together. */
final class Usage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Usage(String message, Throwable cause) {
        super(message, cause);
    }

    /** A value made of options; a refusal, which names its field first, is told by the name of the option. */
    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new Usage("--" + kebab(String.valueOf(e.getMessage())), e);
        }
    }

    /** "legSessions is 0, …" as "leg-sessions is 0, …". */
    private static String kebab(String message) {
        int end = message.indexOf(' ');
        String field = end < 0 ? message : message.substring(0, end);
        String option = field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return (option.equals("windows") ? "window" : option) + message.substring(field.length());
    }
}
