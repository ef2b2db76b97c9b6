package io.dealwake.market;

import java.util.Arrays;
import java.util.function.Function;

/** Constants by the codes under which they are written in files, settings and messages. */
public final class Codes {
    private Codes() {}

    /** The constant with a code; refuses any other text and says what was expected. */
    public static <E extends Enum<E>> E find(
            Class<E> type, Function<E, String> codeOf, String field, String code, String expected) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> codeOf.apply(constant).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " is " + code + ", expected " + expected));
    }
}
