package io.dealwake.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dealwake.market.Require;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one check of {@code doctor} found.
 *
 * @param name what was looked at
 * @param text what it is like
 * @param remedy what to do; empty when there is nothing to do
 */
record Finding(Level level, String name, String text, Optional<String> remedy) {
    private static final JsonMapper JSON = new JsonMapper();

    /** How bad it is. */
    enum Level {
        OK("ok"),
        /** Works, but somebody should look. */
        WARN("warn"),
        /** Must be mended. */
        FAIL("FAIL");

        private final String code;

        Level(String code) {
            this.code = code;
        }
    }

    Finding {
        Require.text("name", name);
        Require.text("text", text);
        Require.check(level == Level.OK || remedy.isPresent(), "remedy", remedy, "what to do, unless all is well");
    }

    static Finding ok(String name, String text) {
        return new Finding(Level.OK, name, text, Optional.empty());
    }

    static Finding warn(String name, String text, String remedy) {
        return new Finding(Level.WARN, name, text, Optional.of(remedy));
    }

    static Finding fail(String name, String text, String remedy) {
        return new Finding(Level.FAIL, name, text, Optional.of(remedy));
    }

    boolean failed() {
        return level == Level.FAIL;
    }

    /** A line, and what to do under it. */
    String line() {
        String line = String.format(Locale.ROOT, "%-4s  %-10s  %s", level.code, name, text);
        return Paragraph.wrap(line
                + remedy.map(what -> "\n      " + what.replace("\n", "\n      "))
                        .orElse(""));
    }

    /** The same as an object of JSON. */
    String json() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("level", level.code.toLowerCase(Locale.ROOT));
        fields.put("check", name);
        fields.put("finding", text);
        remedy.ifPresent(what -> fields.put("remedy", what));
        return JSON.valueToTree(fields).toString();
    }
}
